// Samples from net/, percentiles from reports/.
#include "cli/instrument.hpp"

#include <iostream>
#include <map>
#include <utility>

#include "net/calibration/calibration.hpp"
#include "reports/instrument.hpp"

namespace redial::cli {
namespace {

using reports::CalibrationMethod;

void append(const std::vector<Duration>& more, std::vector<Duration>& all) { all.insert(all.end(), more.begin(), more.end()); }

}  // namespace

Result<std::vector<reports::Calibration>> calibrate(unsigned times) {
  std::map<Duration, std::vector<Duration>> known_delays;
  std::vector<Duration> arrivals;
  for (unsigned i = 0; i < times; ++i) {
    const auto samples = net::calibrate();
    if (!samples) return samples.error();
    for (const auto& [delay, errors] : samples->known_delays) append(errors, known_delays[delay]);
    append(samples->arrivals, arrivals);
  }
  std::vector<reports::Calibration> found;
  for (auto& [delay, errors] : known_delays)
    found.push_back({CalibrationMethod::known_delay, delay, reports::inaccuracy(std::move(errors))});
  found.push_back({CalibrationMethod::kernel_timestamps, {}, reports::inaccuracy(std::move(arrivals))});
  return found;
}

std::vector<reports::Calibration> calibrate_or_say() {
  auto found = calibrate();
  if (found) return *std::move(found);
  std::cerr << "redial: " << to_text(found.error()) << "; the report does not say how wrong its times may be\n";
  return {};
}

}  // namespace redial::cli
