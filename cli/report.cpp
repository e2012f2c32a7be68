// `redial report`: a stored run or bench shown again, without playing anything.
#include <CLI/CLI.hpp>
#include <memory>

#include "cli/bench_files.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/report_files.hpp"
#include "cli/stored_bench.hpp"
#include "reports/stored/run_reader.hpp"

namespace redial::cli {
namespace {

struct ShowOptions {
  std::string run;
  std::string html;
  ReportOptions reports{{"console"}, ""};
};

// The formats that a bench has of those of a run, and the page in a file of any name.
ExitCode show_bench(const ShowOptions& options) {
  const auto bench = load_bench(options.run);
  if (!bench) return fail(bench.error());
  const BenchForms forms{options.reports.formats, options.reports.out, options.html};
  const auto written = write_bench_reports(*bench, forms, reports::choose_style(reports::inspect_terminal(1)));
  return written ? kKept : fail(written.error());
}

ExitCode show(const ShowOptions& options) {
  if (is_bench_file(options.run)) return show_bench(options);
  if (!options.html.empty())
    return fail({"only a bench's page goes to a file of its own name", "--html", "for a run: --format html --out DIR"});
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
  auto* command = app.add_subcommand("report", "Show a stored run or bench again, in any format, without playing anything");
  auto options = std::make_shared<ShowOptions>();
  command->add_option("run", options->run, "The run.json of a run, or a bench's JSON")->required()->type_name("FILE");
  add_report_options(*command, options->reports);
  command->add_option("--html", options->html, "Of a bench: write its page to this file")->type_name("FILE");
  command->callback([action, options] { action([options] { return show(*options); }); });
}

}  // namespace redial::cli
