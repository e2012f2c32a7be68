// Student's two-sample t. One variance for both sides: of three values a side, each alone would say next to nothing.
#include "reports/statistics/repeats.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "reports/statistics/student.hpp"

namespace redial::reports::statistics {
namespace {

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double squares(const std::vector<double>& values) {
  const double middle = mean(values);
  return std::accumulate(values.begin(), values.end(), 0.0,
                         [&](double sum, double value) { return sum + (value - middle) * (value - middle); });
}

double freedom(const Repeats& repeats) { return static_cast<double>(repeats.base.size() + repeats.candidate.size() - 2); }

double standard_error(const Repeats& repeats) {
  const double variance = (squares(repeats.base) + squares(repeats.candidate)) / freedom(repeats);
  return std::sqrt(variance * (1 / static_cast<double>(repeats.base.size()) + 1 / static_cast<double>(repeats.candidate.size())));
}

}  // namespace

bool Repeats::are_enough() const { return std::min(base.size(), candidate.size()) >= kMinRepeats; }

double repeats_p(const Repeats& repeats) {
  if (!repeats.are_enough()) return 1;
  const double apart = std::abs(mean(repeats.candidate) - mean(repeats.base)), error = standard_error(repeats);
  if (error == 0) return apart > 0 ? 0 : 1;
  return std::min(1.0, 2 * student_tail(apart / error, freedom(repeats)));
}

double repeats_reach(const Repeats& repeats, double confidence) {
  if (!repeats.are_enough()) return repeats.assumed;
  return student_quantile(0.5 + confidence / 200, freedom(repeats)) * standard_error(repeats);
}

Interval with_repeats(const QuantileShift& shift, const Repeats& repeats) {
  const double reach = repeats_reach(repeats);
  const Interval& chance = shift.interval;
  if (!repeats.are_enough()) return {chance.low - reach, chance.high + reach};
  return {std::min(chance.low, shift.shift() - reach), std::max(chance.high, shift.shift() + reach)};
}

double detectable_with_repeats(const Repeats& repeats, double alpha, double power) {
  if (!repeats.are_enough()) return repeats.assumed;
  return repeats_reach(repeats, 100 * (1 - alpha)) + student_quantile(power, freedom(repeats)) * standard_error(repeats);
}

}  // namespace redial::reports::statistics
