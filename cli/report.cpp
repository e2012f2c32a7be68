// `redial report`: a stored run shown again, without playing anything.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/report_files.hpp"
#include "reports/stored/run_reader.hpp"

namespace redial::cli {
namespace {

struct ShowOptions {
  std::string run;
  ReportOptions reports{{"console"}, ""};
};

ExitCode show(const ShowOptions& options) {
  const auto past = load_past(options.reports);
  if (!past) return fail(past.error());
  // Kept to the end of the process, which is near: to take a hundred thousand texts apart takes longer than to show them.
  const auto& report = *new const Result<reports::Report>(reports::stored::load_run(options.run, extent_of(options.reports)));
  if (!report) return fail(report.error());
  const reports::Style style = reports::choose_style(reports::inspect_terminal(1));
  return write_reports(*report, options.reports, *past, style) ? kKept : kInconclusive;
}

}  // namespace

void add_report(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("report", "Show a stored run again, in any format, without playing anything");
  auto options = std::make_shared<ShowOptions>();
  command->add_option("run", options->run, "The run.json of a run")->required()->type_name("FILE");
  add_report_options(*command, options->reports);
  command->callback([action, options] { action([options] { return show(*options); }); });
}

}  // namespace redial::cli
