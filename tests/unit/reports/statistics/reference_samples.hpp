// Samples for which R gave the reference values of these tests: R 4.2.2, packages stats and boot 1.3-28.1. R is no part of the
// build; each value has the call beside it that makes it again.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace redial::reports::statistics {

// R: a <- c(112.4, …); no value in both.
inline const std::vector<double> kA = {112.4, 98.1, 105.7, 131.2, 89.9, 101.3, 95.6, 143.8, 99.2, 108.5};
inline const std::vector<double> kB = {118.3, 124.9, 102.2, 139.7, 110.6, 127.1, 96.4, 151.0, 115.5, 133.8, 121.7, 109.1};

// With many ties, within and between them.
inline const std::vector<double> kTiedA = {1, 2, 2, 3, 3, 3, 4, 4, 5, 6};
inline const std::vector<double> kTiedB = {2, 3, 3, 4, 4, 5, 5, 5, 6, 7, 8};

// Park and Miller's generator, whose products a double holds exactly, so that R has the same numbers:
// minstd <- function(seed, n) { x <- numeric(n); for (i in 1:n) x[i] <- seed <- (16807 * seed) %% 2147483647; x }
inline std::vector<double> minstd(double seed, std::size_t count) {
  std::vector<double> values(count);
  for (double& value : values) value = seed = std::fmod(16807 * seed, 2147483647);
  return values;
}

// R: minstd(seed, n) %% 1000 + offset
inline std::vector<double> below_1000(double seed, std::size_t count, double offset = 0) {
  std::vector<double> values = minstd(seed, count);
  for (double& value : values) value = std::fmod(value, 1000) + offset;
  return values;
}

// R: first:last
inline std::vector<double> range(int first, int last) {
  std::vector<double> values;
  for (int value = first; value <= last; ++value) values.push_back(value);
  return values;
}

// R: c(rep(0, zeros), rep(1, ones))
inline std::vector<double> zeros_and_ones(std::size_t zeros, std::size_t ones) {
  std::vector<double> values(zeros, 0.0);
  values.resize(zeros + ones, 1.0);
  return values;
}

}  // namespace redial::reports::statistics
