// Two normal quantiles times the standard error of a difference.
#include "reports/statistics/detectable.hpp"

#include <cmath>

#include "reports/statistics/bootstrap.hpp"
#include "reports/statistics/normal.hpp"

namespace redial::reports::statistics {

std::optional<double> detectable_shift(const Sample& base, const Sample& candidate, double alpha, double power) {
  if (base.count() < kMinSamples || candidate.count() < kMinSamples) return std::nullopt;
  const double median = base.quantile(50);
  if (median <= 0) return std::nullopt;
  const double standard_error = std::hypot(median_standard_error(base), median_standard_error(candidate));
  return (normal_quantile(1 - alpha / 2) + normal_quantile(power)) * standard_error / median;
}

}  // namespace redial::reports::statistics
