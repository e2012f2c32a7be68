// The Mann–Whitney U test: do the values of one sample tend to exceed those of another? It assumes no shape of their
// distributions, which for reconnects have several humps and a long tail, and it does not say by how much (bootstrap.hpp does).
// Pure; callable from any thread.
#pragma once

#include <cstddef>

#include "reports/statistics/sample.hpp"

namespace redial::reports::statistics {

// Up to this size of both samples, and without ties, p is exact. The numbers of orderings fit into 63 bits up to 33 a side.
// Beyond, and with ties, p is the normal approximation with corrections for ties and continuity.
inline constexpr std::size_t kMaxExact = 30;

// Of all pairs of one value of each sample:
struct MannWhitney {
  double u = 0;  // those in which the candidate's value is the larger one; a tie counts half
  double p = 1;  // the chance of a `u` at least as far from the middle if nothing but chance set the samples apart
  double superiority =
      0.5;  // share of `u` in all pairs, A12: 0.5 where neither tends to be larger, 1 where the candidate always is
  double cliffs_delta = 0;  // 2 * superiority - 1: from -1 to 1
};

// Values of both in one unit. Nothing can be said of an empty sample, and of samples whose values are all
// equal the test says nothing: p = 1 and no effect. Mann and Whitney, On a test of whether one of two random variables is
// stochastically larger than the other (1947); A12: Vargha and Delaney (2000).
MannWhitney mann_whitney(const Sample& base, const Sample& candidate);

}  // namespace redial::reports::statistics
