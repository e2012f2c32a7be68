// First every metric by itself, then Holm over all, then what may be said of each.
#include "reports/statistics/shift.hpp"

#include <algorithm>
#include <cmath>

#include "reports/statistics/detectable.hpp"
#include "reports/statistics/holm.hpp"
#include "reports/statistics/normal.hpp"

namespace redial::reports::statistics {
namespace {

bool has_enough(const Metric& metric) {
  return metric.is_figure() || std::min(metric.base.count(), metric.candidate.count()) >= kMinSamples;
}

Shift figure_shift(const Repeats& repeats) {
  const Sample base(repeats.base), candidate(repeats.candidate);
  Shift shift;
  shift.test = mann_whitney(base, candidate);
  shift.median = {base.quantile(50), candidate.quantile(50), {}};
  const double difference = shift.median.shift();
  shift.median.interval = {difference, difference};
  const double assumed = std::abs(difference) > repeats.assumed ? 0 : 1;
  shift.p = repeats.are_enough() ? repeats_p(repeats) : assumed;
  if (shift.median.base > 0) shift.detectable = 0;
  return shift;
}

double quantile_p(const Metric& metric, double shift) {
  const double error =
      std::hypot(quantile_standard_error(metric.base, metric.percent), quantile_standard_error(metric.candidate, metric.percent));
  if (error == 0) return shift == 0 ? 1 : 0;
  return 2 * normal_tail(std::abs(shift) / error);
}

// `alpha` is that of one metric.
Shift sample_shift(const Metric& metric, double alpha) {
  Shift shift;
  shift.test = mann_whitney(metric.base, metric.candidate);
  shift.median = quantile_shift(metric.base, metric.candidate, metric.percent).value_or(QuantileShift{});
  if (metric.percent != 50 && has_enough(metric)) shift.test.p = quantile_p(metric, shift.median.shift());
  shift.p = metric.repeats.are_enough() ? std::max(shift.test.p, repeats_p(metric.repeats)) : shift.test.p;
  shift.detectable = detectable_shift(metric.base, metric.candidate, alpha, kPower, metric.percent);
  return shift;
}

Shift measure(const Metric& metric, double alpha) {
  Shift shift = metric.is_figure() ? figure_shift(metric.repeats) : sample_shift(metric, alpha);
  shift.median.interval = with_repeats(shift.median, metric.repeats);
  const double limit = std::max(metric.instrument_error, detectable_with_repeats(metric.repeats, alpha, kPower));
  if (shift.detectable) shift.detectable = std::max(*shift.detectable, limit / shift.median.base);
  return shift;
}

void adjust(std::span<const Metric> metrics, std::vector<Shift>& all) {
  std::vector<double> p_values;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (has_enough(metrics[i])) p_values.push_back(all[i].p);
  }
  const std::vector<double> adjusted = holm(p_values);
  std::size_t next = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (has_enough(metrics[i])) all[i].adjusted_p = adjusted[next++];
  }
}

}  // namespace

Change change_of(const Metric& metric, const Shift& shift, const Criteria& criteria) {
  if (!has_enough(metric)) return Change::cannot_tell;
  const QuantileShift& median = shift.median;
  const bool beyond_chance = shift.adjusted_p < criteria.alpha && !median.interval.contains(0);
  const bool one_direction = metric.percent != 50 || (shift.test.superiority > 0.5) == (median.shift() > 0);
  if (beyond_chance && one_direction && std::abs(median.shift()) > metric.instrument_error) {
    return median.shift() > 0 ? Change::slower : Change::faster;
  }
  const double margin = criteria.margin * median.base;
  return median.interval.low >= -margin && median.interval.high <= margin ? Change::same : Change::cannot_tell;
}

std::vector<Shift> shifts(std::span<const Metric> metrics, const Criteria& criteria) {
  const auto questions = static_cast<double>(std::ranges::count_if(metrics, has_enough));
  std::vector<Shift> all;
  all.reserve(metrics.size());
  for (const Metric& metric : metrics) all.push_back(measure(metric, criteria.alpha / std::max(questions, 1.0)));
  adjust(metrics, all);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].change = change_of(metrics[i], all[i], criteria);
  return all;
}

}  // namespace redial::reports::statistics
