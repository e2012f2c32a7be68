// The forms that a report is written in, and where each goes.
#pragma once

#include <CLI/App.hpp>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "reports/model.hpp"
#include "reports/stored/run_reader.hpp"
#include "reports/writers/style.hpp"

namespace redial::cli {

struct ReportOptions {
  std::vector<std::string> formats;
  std::string out;  // the folder of files; empty: there are none, and the one format goes to standard output
};

// --format and --out, with the values in `options` as defaults. `options` must outlive the command.
void add_report_options(CLI::App& command, ReportOptions& options);

// Error: several formats, and no folder for them.
Result<Done> check(const ReportOptions& options);

// What of a stored run these formats show.
reports::stored::Extent extent_of(const ReportOptions& options);

// The console format goes to standard output, each other one to its file in the folder, which is made. False: it could not be
// written, and that has been said. Precondition: check(options).
bool write_reports(const reports::Report& report, const ReportOptions& options, const reports::Style& style);

}  // namespace redial::cli
