// One table of formats; all else follows from it.
#include "cli/report_files.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

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

void write_page(const reports::Report& report, std::ostream& out) { reports::page::write_html(report, {}, out); }

constexpr Format kFormats[] = {
    {"console", nullptr, Extent::findings, nullptr},
    {"junit", "junit.xml", Extent::findings, reports::write_junit},
    {"json", "run.json", Extent::everything, reports::write_json},
    {"html", "report.html", Extent::everything, write_page},
    {"markdown", "summary.md", Extent::everything, reports::write_markdown},
    {"tap", "run.tap", Extent::findings, reports::write_tap},
    {"openmetrics", "metrics.txt", Extent::findings, reports::write_openmetrics},
};

bool wants(const ReportOptions& options, const Format& format) { return std::ranges::count(options.formats, format.name) > 0; }

bool write_file(const Format& format, const reports::Report& report, const std::filesystem::path& path) {
  std::ofstream file(path, std::ios::binary);
  format.write(report, file);
  file.flush();
  if (!file) std::cerr << "redial: cannot write " << path.string() << "; check --out and the space left\n";
  return static_cast<bool>(file);
}

void print(const Format& format, const reports::Report& report, const reports::Style& style) {
  if (format.file)
    format.write(report, std::cout);
  else
    reports::write_console(report, style, std::cout);
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
}

Result<Done> check(const ReportOptions& options) {
  if (!options.out.empty() || options.formats.size() == 1) return Done{};
  return Error{"several formats cannot all go to standard output", "--format", "name a folder with --out"};
}

Extent extent_of(const ReportOptions& options) {
  const bool whole = std::ranges::any_of(
      kFormats, [&](const Format& format) { return wants(options, format) && format.shows == Extent::everything; });
  return whole ? Extent::everything : Extent::findings;
}

bool write_reports(const reports::Report& report, const ReportOptions& options, const reports::Style& style) {
  const std::filesystem::path out(options.out);
  bool any = false, written = true;
  for (const Format& format : kFormats) {
    if (!wants(options, format)) continue;
    if (!format.file || options.out.empty()) {
      print(format, report, style);
      continue;
    }
    std::error_code error;
    if (!any) std::filesystem::create_directories(out, error);
    any = true;
    written &= write_file(format, report, out / format.file);
  }
  if (any && written) std::cerr << "Reports: " << out.string() << "\n";
  return written;
}

}  // namespace redial::cli
