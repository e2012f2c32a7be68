// The forms that a report is written in, and where each goes.
#pragma once

#include <CLI/App.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "reports/history/history.hpp"
#include "reports/model.hpp"
#include "reports/stored/run_reader.hpp"
#include "reports/writers/style.hpp"

namespace redial::cli {

struct ReportOptions {
  std::vector<std::string> formats;
  std::string out;       // the folder of files; empty: there are none, and the one format goes to standard output
  std::string baseline;  // the run to show what changed since, as load_run_or_past knows it; empty: none
  std::string history;   // of baselines and the trend; empty: kHistoryFile, if it is there
};

// What the run is shown beside.
struct Past {
  std::optional<reports::Report> baseline;
  std::vector<reports::history::TrendPoint> trend;
};

// --format, --out, --baseline and --history, with the values in `options` as defaults. `options` must outlive the command.
void add_report_options(CLI::App& command, ReportOptions& options);

// Before anything is played, so that what is wrong is told at once. Errors: several formats and no folder for them, a baseline
// that no format shows, a baseline or a history that cannot be read.
Result<Past> load_past(const ReportOptions& options);

// What of a stored run these formats show.
reports::stored::Extent extent_of(const ReportOptions& options);

// The console format goes to standard output, each other one to its file in the folder, which is made. False: it could not be
// written, and that has been said. `past`: from load_past(options).
bool write_reports(const reports::Report& report, const ReportOptions& options, const Past& past, const reports::Style& style);

}  // namespace redial::cli
