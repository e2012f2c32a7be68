// `redial calibrate`: how far to trust the times that this machine measures.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/instrument.hpp"
#include "cli/machine.hpp"
#include "net/lag_meter.hpp"
#include "reports/instrument.hpp"
#include "reports/writers/instrument.hpp"

namespace redial::cli {
namespace {

struct CalibrateOptions {
  std::string format = "console";
  unsigned repeat = 1;
};

ExitCode tell_errors(const CalibrateOptions& options) {
  net::LagMeter meter;
  const auto found = calibrate(options.repeat);
  const reports::Inaccuracy lag = reports::inaccuracy(meter.stop());
  if (!found) return fail(found.error(), kInconclusive);
  if (options.format == "json")
    reports::write_instrument_json(*found, lag, this_machine(), std::cout);
  else
    reports::write_instrument_console(*found, lag, reports::choose_style(reports::inspect_terminal(1)), std::cout);
  return reports::exceeds_bound(lag) ? kInconclusive : kKept;
}

}  // namespace

void add_calibrate(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand(
      "calibrate", "How wrong times may be that are measured on this machine: by known delays, kernel timestamps, and lag");
  command->footer(
      "Exit codes: 0 found out, 2 wrong use, 3 the machine is too busy to measure latencies, or it cannot be found out.");
  auto options = std::make_shared<CalibrateOptions>();
  command->add_option("--repeat", options->repeat, "Find out this many times, half a second each, and take all together")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->add_option("--format", options->format, "console or json")
      ->check(CLI::IsMember({"console", "json"}))
      ->capture_default_str();
  command->callback([action, options] { action([options] { return tell_errors(*options); }); });
}

}  // namespace redial::cli
