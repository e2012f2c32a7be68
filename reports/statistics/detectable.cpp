// Two normal quantiles times the standard error of a difference.
#include "reports/statistics/detectable.hpp"

#include <cmath>

#include "reports/statistics/bootstrap.hpp"
#include "reports/statistics/normal.hpp"

namespace redial::reports::statistics {

std::optional<double> detectable_shift(const Sample& base, const Sample& candidate, double alpha, double power, double percent) {
  if (base.count() < kMinSamples || candidate.count() < kMinSamples) return std::nullopt;
  const double quantile = base.quantile(percent);
  if (quantile <= 0) return std::nullopt;
  const double standard_error = std::hypot(quantile_standard_error(base, percent), quantile_standard_error(candidate, percent));
  return (normal_quantile(1 - alpha / 2) + normal_quantile(power)) * standard_error / quantile;
}

}  // namespace redial::reports::statistics
