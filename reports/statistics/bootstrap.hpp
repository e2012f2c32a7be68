// By how much a quantile differs between two samples, and between which bounds: the percentile bootstrap. It says what was
// measured and how sure that is; whether it is a change is for shift.hpp. Pure; callable from any thread.
//
// Nothing is drawn. The quantile of a resample is one of the sample's own values, with probabilities that are known
// (order_statistic.hpp), so that the distribution which resampling approaches can be written down: no seed, no noise, the same
// interval on every machine, and exactly the opposite one when the samples change places.
//
// Why the percentile interval, not BCa: BCa takes its acceleration from the jackknife, which is known to be wrong for quantiles,
// since they do not change smoothly when one value is left out (Efron and Tibshirani, An Introduction to the Bootstrap, chapter
// 11). For comparing quantiles of two groups the percentile bootstrap holds its level (Wilcox, Introduction to Robust
// Estimation).
#pragma once

#include <cstddef>
#include <optional>

#include "reports/statistics/sample.hpp"

namespace redial::reports::statistics {

inline constexpr double kConfidence = 95;  // percent

// With fewer values a sample does not tell how far its own median may be off: the whole range of four values holds the median
// with less than 90 % only, and every interval made from them is narrower.
inline constexpr std::size_t kMinSamples = 5;

struct Interval {
  double low = 0, high = 0;

  bool contains(double value) const { return low <= value && value <= high; }
};

// In the unit of the samples. To tell a share, divide by `base`.
struct QuantileShift {
  double base = 0, candidate = 0;  // the quantile of each sample
  Interval interval;               // for the shift

  double shift() const { return candidate - base; }  // positive if the candidate's is larger
};

// The quantile at `percent` (0 to 100, by nearest rank) of two independent samples, and the
// interval of its shift at `confidence` percent (above 0, below 100). Nothing if one of the samples is empty. The interval never
// leaves the samples: of a handful of values, and of a 95th percentile of fewer than some 70, it is too narrow.
std::optional<QuantileShift> quantile_shift(const Sample& base, const Sample& candidate, double percent,
                                            double confidence = kConfidence);

// The standard error of a quantile of such a sample, by the same bootstrap: zero if it has less than two different values. For
// the median of an odd number of values it is the estimate of Maritz and Jarrett, A note on estimating the variance of the sample
// median (1978).
double quantile_standard_error(const Sample& sample, double percent);

}  // namespace redial::reports::statistics
