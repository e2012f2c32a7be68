// Wording only.
#include "reports/writers/instrument_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/instrument.hpp"
#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

// By one method: the worst of its delays.
std::string found_by(CalibrationMethod method, const std::vector<Calibration>& calibrations) {
  Inaccuracy worst;
  for (const Calibration& calibration : calibrations)
    if (calibration.method == method && calibration.error.p95 >= worst.p95) worst = calibration.error;
  return worst.count > 0 ? precise_text(worst.p95) : "";
}

std::string calibrated(const std::vector<Calibration>& calibrations) {
  if (calibrations.empty()) return "not calibrated";
  const std::string delays = found_by(CalibrationMethod::known_delay, calibrations);
  const std::string arrivals = found_by(CalibrationMethod::kernel_timestamps, calibrations);
  return fmt::format("calibrated to {} by known delays{}", delays,
                     arrivals.empty() ? ", kernel timestamps not given" : " and " + arrivals + " by kernel timestamps");
}

}  // namespace

std::string precise_text(Duration duration) {
  const double ms = to_milliseconds(duration);
  return ms < 1 ? fmt::format("{:.3f} ms", ms) : to_text(duration);
}

std::string label(const Calibration& calibration) {
  if (calibration.method == CalibrationMethod::kernel_timestamps) return "kernel timestamps";
  return fmt::format("known delay of {:g} ms", to_milliseconds(calibration.delay));
}

std::optional<std::string> describe_instrument(const std::vector<Calibration>& calibrations, const Inaccuracy& lag) {
  if (calibrations.empty() && lag.count == 0) return std::nullopt;
  return fmt::format("times may be off by {}, 19 times of 20 by less: {}{}", precise_text(instrument_error(calibrations, lag)),
                     calibrated(calibrations), lag.count > 0 ? ", lag " + precise_text(lag.p95) : "");
}

std::optional<std::string> describe_excess(const Inaccuracy& lag) {
  if (!exceeds_bound(lag)) return std::nullopt;
  return fmt::format(
      "latencies are inconclusive: the machine woke threads {} late or more, once in 100 times, and {} is the bound; play fewer "
      "side by side (--jobs), or on a machine that is less busy",
      precise_text(*lag.p99), to_text(kLagBound));
}

}  // namespace redial::reports
