// One table of formats; all else follows from it.
#include "cli/report_files.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <utility>

#include "cli/past_runs.hpp"
#include "reports/changes.hpp"
#include "reports/page/page_writer.hpp"
#include "reports/writers/console.hpp"
#include "reports/writers/json.hpp"
#include "reports/writers/junit.hpp"
#include "reports/writers/markdown.hpp"
#include "reports/writers/openmetrics.hpp"
#include "reports/writers/tap.hpp"

namespace redial::cli {
namespace {

using reports::stored::Extent;

struct Format {
  const char* name;
  const char* file;  // null: standard output, and the terminal's style
  Extent shows;
  void (*write)(const reports::Report& report, std::ostream& out);
};

constexpr std::string_view kPage = "html";

constexpr Format kFormats[] = {
    {"console", nullptr, Extent::findings, nullptr},
    {"junit", "junit.xml", Extent::findings, reports::write_junit},
    {"json", "run.json", Extent::everything, reports::write_json},
    {"html", "report.html", Extent::everything, nullptr},
    {"markdown", "summary.md", Extent::everything, reports::write_markdown},
    {"tap", "run.tap", Extent::findings, reports::write_tap},
    {"openmetrics", "metrics.txt", Extent::findings, reports::write_openmetrics},
};

bool wants(const ReportOptions& options, std::string_view format) { return std::ranges::count(options.formats, format) > 0; }

// The run is the newest point of the trend, unless the history has it already.
std::vector<reports::history::TrendPoint> trend_up_to(const reports::Report& report, const Past& past) {
  auto trend = past.trend;
  const bool is_kept = std::ranges::count(trend, report.started_at, &reports::history::TrendPoint::started_at) > 0;
  if (trend.empty() || is_kept || report.time != reports::Time::real) return trend;
  for (const reports::Latency& latency : report.latencies)
    trend.push_back({0, report.started_at, report.redial_commit, latency.client, latency.total});
  return trend;
}

void write_page(const reports::Report& report, const ReportOptions& options, const Past& past, std::ostream& out) {
  reports::page::Beside beside{options.baseline, std::nullopt, trend_up_to(report, past)};
  if (past.baseline) beside.changes = reports::changes(*past.baseline, report);
  reports::page::write_html(report, beside, out);
}

bool flushed(std::ofstream& file, const std::filesystem::path& path) {
  file.flush();
  if (!file) std::cerr << "redial: cannot write " << path.string() << "; check --out and the space left\n";
  return static_cast<bool>(file);
}

}  // namespace

void add_report_options(CLI::App& command, ReportOptions& options) {
  std::vector<std::string> names;
  std::string text;
  for (const Format& format : kFormats) {
    names.emplace_back(format.name);
    text += (text.empty() ? "" : ", ") + names.back() + (format.file ? " (" + std::string(format.file) + ")" : "");
  }
  command.add_option("--out", options.out, "Folder for reports in files")->type_name("DIR")->capture_default_str();
  command.add_option("--format", options.formats, "Reports to write, several with commas: " + text)
      ->delimiter(',')
      ->check(CLI::IsMember(names))
      ->capture_default_str();
  command
      .add_option("--baseline", options.baseline,
                  "On the page: what changed since this run.json, @last or @NUMBER of the history")
      ->type_name("RUN");
  command
      .add_option("--history", options.history,
                  std::string("On the page: how reconnecting went over the runs of this history; default: ") + kHistoryFile +
                      ", if it is there")
      ->type_name("FILE");
}

Result<Past> load_past(const ReportOptions& options) {
  if (options.out.empty() && options.formats.size() != 1)
    return Error{"several formats cannot all go to standard output", "--format", "name a folder with --out"};
  Past past;
  if (!wants(options, kPage)) {
    if (options.baseline.empty() && options.history.empty()) return past;
    return Error{"only the page shows a baseline and a trend", options.baseline.empty() ? "--history" : "--baseline",
                 "add html to --format, or see redial compare"};
  }
  const std::string history_file = options.history.empty() ? kHistoryFile : options.history;
  if (!options.baseline.empty()) {
    auto baseline = load_run_or_past(options.baseline, history_file, Extent::findings);
    if (!baseline) return baseline.error();
    past.baseline = std::move(*baseline);
  }
  if (options.history.empty() && !std::filesystem::exists(history_file)) return past;
  auto history = open_history(history_file);
  if (!history) return history.error();
  auto trend = history->trend();
  if (!trend) return trend.error();
  past.trend = std::move(*trend);
  return past;
}

Extent extent_of(const ReportOptions& options) {
  const bool whole = std::ranges::any_of(
      kFormats, [&](const Format& format) { return wants(options, format.name) && format.shows == Extent::everything; });
  return whole ? Extent::everything : Extent::findings;
}

bool write_reports(const reports::Report& report, const ReportOptions& options, const Past& past, const reports::Style& style) {
  const auto write = [&](const Format& format, std::ostream& out) {
    if (format.name == kPage) return write_page(report, options, past, out);
    format.file ? format.write(report, out) : reports::write_console(report, style, out);
  };
  const std::filesystem::path out(options.out);
  bool any = false, written = true;
  for (const Format& format : kFormats) {
    if (!wants(options, format.name)) continue;
    if (!format.file || options.out.empty()) {
      write(format, std::cout);
      continue;
    }
    std::error_code error;
    if (!std::exchange(any, true)) std::filesystem::create_directories(out, error);
    std::ofstream file(out / format.file, std::ios::binary);
    write(format, file);
    written &= flushed(file, out / format.file);
  }
  if (any && written) std::cerr << "Reports: " << out.string() << "\n";
  return written;
}

}  // namespace redial::cli
