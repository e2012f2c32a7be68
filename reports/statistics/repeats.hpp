// How far something moves from one measurement to the next although nothing was changed: what a machine does of itself to all
// values of one measurement alike, so that no number of values averages it away. It is seen by measuring several times; where
// that was not done, it can only be assumed. Pure; callable from any thread.
#pragma once

#include <cstddef>
#include <vector>

#include "reports/statistics/bootstrap.hpp"

namespace redial::reports::statistics {

// So often a side must be measured at least, for its own movement to be seen.
inline constexpr std::size_t kMinRepeats = 3;

// One figure, such as a median, of each measurement.
struct Repeats {
  std::vector<double> base, candidate;
  // Where a side was measured less than kMinRepeats times: how far two measurements may be apart. Infinite: that cannot be said.
  double assumed = 0;

  bool are_enough() const;
};

// The chance of means so far apart if both sides were measured from the same, by Student's t with one variance for both. Of too
// few nothing is known: 1. Where they vary by nothing at all, 0 or 1.
double repeats_p(const Repeats& repeats);

// How far the shift may be off at `confidence` percent, either way: by Student's t, or as assumed.
double repeats_reach(const Repeats& repeats, double confidence = kConfidence);

// The shift's interval, wide enough for both reasons: what values tell by chance, and what measurements do of themselves.
Interval with_repeats(const QuantileShift& shift, const Repeats& repeats);

// The smallest shift that measurements moving like this let through at level `alpha` with probability `power`.
double detectable_with_repeats(const Repeats& repeats, double alpha, double power);

}  // namespace redial::reports::statistics
