// `redial history`: the runs of the past, kept to compare with.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/fail.hpp"
#include "cli/past_runs.hpp"
#include "reports/stored/run_reader.hpp"
#include "reports/summarise.hpp"
#include "reports/writers/findings.hpp"
#include "reports/writers/json.hpp"
#include "reports/writers/style.hpp"
#include "reports/writers/table.hpp"

namespace redial::cli {
namespace {

using reports::Colour;
using reports::history::History;

struct HistoryOptions {
  std::string file = kHistoryFile;
  std::vector<std::string> runs;
  std::string which;
};

ExitCode add(const HistoryOptions& options) {
  auto history = History::open(options.file);
  if (!history) return fail(history.error(), kInconclusive);
  for (const std::string& path : options.runs) {
    const auto report = reports::stored::load_run(path);
    if (!report) return fail(report.error());
    const auto id = history->add(*report);
    if (!id) return fail(id.error(), kInconclusive);
    std::cout << "@" << *id << "  " << path << "\n";
  }
  return kKept;
}

ExitCode list(const HistoryOptions& options) {
  auto history = open_history(options.file);
  if (!history) return fail(history.error());
  const auto runs = history->runs();
  if (!runs) return fail(runs.error(), kInconclusive);
  std::vector<reports::Row> rows{{{"run", Colour::faint},
                                  {"started", Colour::faint},
                                  {"time", Colour::faint},
                                  {"redial", Colour::faint},
                                  {"", Colour::none}}};
  for (const reports::history::Run& run : *runs)
    rows.push_back({{"@" + std::to_string(run.id), Colour::bold},
                    {reports::printable(run.started_at), Colour::none},
                    {std::string(name_of(reports::kTimes, run.time)), Colour::none},
                    {reports::printable(run.redial_version + " (" + run.redial_commit + ")"), Colour::none},
                    {to_text(run.summary), Colour::none}});
  write_table(rows, reports::choose_style(reports::inspect_terminal(1)), std::cout);
  return kKept;
}

ExitCode export_run(const HistoryOptions& options) {
  const auto report = load_run_or_past(options.which, options.file, reports::stored::Extent::everything);
  if (!report) return fail(report.error());
  write_json(*report, std::cout);
  return kKept;
}

}  // namespace

void add_history(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("history", "Runs of the past, kept to compare with");
  command->require_subcommand(1);
  auto options = std::make_shared<HistoryOptions>();
  command->add_option("--file", options->file, "Where they are kept")->type_name("FILE")->capture_default_str();
  auto* adding = command->add_subcommand("add", "Keep runs; one that is there already stays as it is");
  adding->add_option("run", options->runs, "The run.json of each")->required()->type_name("FILE");
  adding->callback([action, options] { action([options] { return add(*options); }); });
  auto* listing = command->add_subcommand("list", "What is kept, the oldest first");
  listing->callback([action, options] { action([options] { return list(*options); }); });
  auto* exporting = command->add_subcommand("export", "A run as JSON, as far as it is kept: without traces");
  exporting->add_option("run", options->which, "@last, or @ and its number")->required()->type_name("@RUN");
  exporting->callback([action, options] { action([options] { return export_run(*options); }); });
}

}  // namespace redial::cli
