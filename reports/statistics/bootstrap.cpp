// The distribution of a difference of two independent quantiles of resamples, and its ends.
#include "reports/statistics/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "reports/statistics/order_statistic.hpp"
#include "reports/statistics/quantile.hpp"

namespace redial::reports::statistics {
namespace {

constexpr int kHalvings = 64;  // of the range of differences: beyond the resolution of a double

// A quantile of resamples: which value it is, and how probably. Values ascend, and so do the probabilities.
struct Resampled {
  std::vector<double> values;
  std::vector<double> at_most;  // P(the quantile of a resample is values[i] or a smaller one)
  double quantile = 0;          // of the sample itself

  double probability(std::size_t i) const { return i == 0 ? at_most[0] : at_most[i] - at_most[i - 1]; }
};

Resampled resampled(const Sample& sample, double percent) {
  Resampled result;
  for (const Weighted& value : sample.values()) result.values.push_back(value.value);
  result.at_most = resampled_index(sample.count(), nearest_rank(sample.count(), percent), sample.up_to());
  result.quantile = sample.quantile(percent);
  return result;
}

// Walks over the base's values and, for each, over those of the candidate that exceed it by at most `difference`. They ascend
// together, so that one pass is enough. Calls visit(index in base, how many of the candidate).
template <class Visit>
void for_each_reach(const Resampled& base, const Resampled& candidate, double difference, Visit visit) {
  std::size_t reached = 0;
  for (std::size_t i = 0; i < base.values.size(); ++i) {
    while (reached < candidate.values.size() && candidate.values[reached] - base.values[i] <= difference) ++reached;
    visit(i, reached);
  }
}

double probability_at_most(const Resampled& base, const Resampled& candidate, double difference) {
  double sum = 0;
  for_each_reach(base, candidate, difference, [&](std::size_t i, std::size_t reached) {
    if (reached > 0) sum += base.probability(i) * candidate.at_most[reached - 1];
  });
  return sum;
}

double smallest_difference_above(const Resampled& base, const Resampled& candidate, double bound) {
  double smallest = std::numeric_limits<double>::infinity();
  for_each_reach(base, candidate, bound, [&](std::size_t i, std::size_t reached) {
    if (reached < candidate.values.size()) smallest = std::min(smallest, candidate.values[reached] - base.values[i]);
  });
  return smallest;
}

// The smallest difference that is not exceeded with probability `tail` or more. Halving finds where the probability steps over
// `tail`; what is told is the difference of two measured values that stands there, so that a zero is a zero.
double lower_end(const Resampled& base, const Resampled& candidate, double tail) {
  double below = candidate.values.front() - base.values.back(), above = candidate.values.back() - base.values.front();
  if (probability_at_most(base, candidate, below) >= tail) return below;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = below + (above - below) / 2;
    (probability_at_most(base, candidate, middle) < tail ? below : above) = middle;
  }
  return smallest_difference_above(base, candidate, below);
}

}  // namespace

std::optional<QuantileShift> quantile_shift(const Sample& base, const Sample& candidate, double percent, double confidence) {
  if (base.empty() || candidate.empty()) return std::nullopt;
  const Resampled from = resampled(base, percent), to = resampled(candidate, percent);
  const double tail = (100 - confidence) / 200;
  const Interval interval{lower_end(from, to, tail), 0 - lower_end(to, from, tail)};  // 0 - 0 is not -0
  return QuantileShift{from.quantile, to.quantile, interval};
}

double quantile_standard_error(const Sample& sample, double percent) {
  if (sample.empty()) return 0;
  const Resampled quantile = resampled(sample, percent);
  double mean = 0, variance = 0;
  for (std::size_t i = 0; i < quantile.values.size(); ++i) mean += quantile.probability(i) * quantile.values[i];
  for (std::size_t i = 0; i < quantile.values.size(); ++i) {
    variance += quantile.probability(i) * (quantile.values[i] - mean) * (quantile.values[i] - mean);
  }
  return std::sqrt(variance);
}

}  // namespace redial::reports::statistics
