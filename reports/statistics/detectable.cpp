// Two normal quantiles times the standard error of a difference.
#include "reports/statistics/detectable.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "reports/statistics/bootstrap.hpp"
#include "reports/statistics/normal.hpp"
#include "reports/statistics/quantile.hpp"

namespace redial::reports::statistics {

std::optional<double> detectable_shift(std::span<const double> base, std::span<const double> candidate, double alpha,
                                       double power) {
  if (base.size() < kMinSamples || candidate.size() < kMinSamples) return std::nullopt;
  std::vector<double> sorted(base.begin(), base.end());
  std::sort(sorted.begin(), sorted.end());
  const double median = quantile(sorted, 50);
  if (median <= 0) return std::nullopt;
  const double standard_error = std::hypot(median_standard_error(base), median_standard_error(candidate));
  return (normal_quantile(1 - alpha / 2) + normal_quantile(power)) * standard_error / median;
}

}  // namespace redial::reports::statistics
