// The Kolmogorov–Smirnov test of one sample against the even spread over an interval, where the sample is known by how many of
// its values lie in each of equal parts of it. It knows nothing of what is spread. Pure; callable from any thread.
#pragma once

#include <cstdint>
#include <span>

namespace redial::reports::statistics {

// D is the largest distance between the share of the values up to a place, and the share of the interval up to there. Seen at
// the edges of the parts only, it is at least `d`; between two edges neither share moves by more than the parts' own share of the
// interval, so that it is at most `d_at_most`.
struct EvenSpread {
  std::uint64_t n = 0;  // of all values, those outside included
  double d = 0, d_at_most = 0;
  double p = 1;           // the chance of `d` or more if the values are spread evenly: of the true D, it is this or less
  double p_at_least = 1;  // the same for `d_at_most`
};

// `parts`: how many values are in each, in order. `below` and `above`: how many are outside, whose place is taken to be the
// interval's end that they are beyond. `tolerance`: a share of the interval by which every value may have been moved: `d` and
// `d_at_most` are smaller by it, and not below 0. No values, or no parts: a `d` of 0 and a `p` of 1.
EvenSpread even_spread(std::span<const std::uint64_t> parts, std::uint64_t below = 0, std::uint64_t above = 0,
                       double tolerance = 0);

// The chance that D of `n` values is `d` or more. Kolmogorov's limit for many values, at d (sqrt(n) + 0.12 + 0.11 / sqrt(n)):
// Stephens, Use of the Kolmogorov-Smirnov, Cramér-von Mises and related statistics without extensive tables (1970), with which
// the tail from 1 to 10 % is right to a twentieth of itself from ten values on. 1 for no values.
double kolmogorov_p(double d, std::uint64_t n);

}  // namespace redial::reports::statistics
