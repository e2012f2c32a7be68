// Percentiles, and the largest of them.
#include "reports/instrument.hpp"

#include <algorithm>

#include "reports/statistics/quantile.hpp"

namespace redial::reports {

Inaccuracy inaccuracy(std::vector<Duration> samples) {
  if (samples.empty()) return {};
  std::ranges::sort(samples);
  const auto percentile = [&](double percent) { return samples[statistics::nearest_rank(samples.size(), percent)]; };
  return {samples.size(), samples.front(), percentile(50), percentile(95), percentile(99), samples.back()};
}

bool exceeds_bound(const Inaccuracy& lag) { return lag.p99 && *lag.p99 > kLagBound; }

Duration instrument_error(const std::vector<Calibration>& calibrations, const Inaccuracy& lag) {
  Duration largest = lag.p95;
  for (const Calibration& calibration : calibrations) largest = std::max(largest, calibration.error.p95);
  return largest;
}

Duration instrument_error(const Report& report) { return instrument_error(report.calibrations, report.lag); }

}  // namespace redial::reports
