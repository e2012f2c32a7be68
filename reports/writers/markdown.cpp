// One function per section; a section without content prints nothing.
#include "reports/writers/markdown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "reports/summarise.hpp"
#include "reports/writers/findings.hpp"
#include "reports/writers/instrument_text.hpp"
#include "reports/writers/markdown_text.hpp"
#include "reports/writers/sequence_diagram.hpp"
#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

using scenarios::Verdict;

constexpr std::size_t kRows = 10;    // of each table
constexpr int kSourceWidth = 1'000;  // columns; half an address leads nowhere

std::string plural(std::size_t count, const std::string& one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string title(const Report& report) {
  if (report.summary.failed > 0) return plural(report.summary.failed, "scenario") + " with broken promises";
  if (!report.stale.empty()) return plural(report.stale.size(), "stale deviation");
  if (report.interrupted) return "interrupted";
  if (report.summary.inconclusive > 0) return plural(report.summary.inconclusive, "inconclusive scenario");
  return report.summary.known > 0 ? "every promise kept, or broken as recorded" : "every promise kept";
}

// What is cut off a table is told.
void write_rest(std::size_t all, std::ostream& out) {
  if (all > kRows) out << fmt::format("\nand {} more\n", all - kRows);
}

void write_counts(const Report& report, std::ostream& out) {
  out << "\n| client | passed | failed | known | inconclusive | warned |\n|---|--:|--:|--:|--:|--:|\n";
  const std::vector<ClientResults> groups = by_client(report.results);
  for (std::size_t i = 0; i < std::min(groups.size(), kRows); ++i) {
    const ClientResults& group = groups[i];
    Summary counts;
    for (const ScenarioResult* result : group.results) count(result->verdict, counts);
    out << fmt::format("| {} | {} | {} | {} | {} | {} |\n", markdown_text(label(group.client, Charset::unicode)), counts.passed,
                       counts.failed, counts.known, counts.inconclusive, counts.warned);
  }
  write_rest(groups.size(), out);
}

struct Breach {
  const ScenarioResult* result;
  const scenarios::Check* check;
};

std::vector<Breach> breaches(const Report& report) {
  std::vector<Breach> found;
  for (const ScenarioResult& result : report.results)
    for (const scenarios::Check* check : checks_with(result, Verdict::fail)) found.push_back({&result, check});
  return found;
}

void write_breaches(const std::vector<Breach>& all, std::ostream& out) {
  if (all.empty()) return;
  out << "\n## Broken promises\n\n| scenario | client | demanded | seen |\n|---|---|---|---|\n";
  for (std::size_t i = 0; i < std::min(all.size(), kRows); ++i) {
    const auto& [result, check] = all[i];
    out << fmt::format("| {} | {} | {}: {} | {} |\n", markdown_code(result->scenario),
                       markdown_text(result->client.name + " " + result->client.version), markdown_code(check->id),
                       markdown_text(check->rule), markdown_text(check->detail));
  }
  write_rest(all.size(), out);
}

void write_first(const std::vector<Breach>& all, std::ostream& out) {
  if (all.empty()) return;
  const auto& [result, check] = all.front();
  out << "\n### " << markdown_code(result->scenario) << "\n\n" << markdown_text(result->shows) << "\n";
  if (!check->source.empty()) out << "\nSource: " << markdown_text(check->source, kSourceWidth) << "\n";
  out << "\n```mermaid\n" << sequence_diagram(*result, *check) << "```\n";
}

void write_inconclusive(const Report& report, std::ostream& out) {
  std::vector<const ScenarioResult*> all;
  for (const ScenarioResult& result : report.results)
    if (result.verdict == Verdict::inconclusive) all.push_back(&result);
  if (all.empty()) return;
  out << "\n## Inconclusive\n\n| scenario | client | why |\n|---|---|---|\n";
  for (std::size_t i = 0; i < std::min(all.size(), kRows); ++i)
    out << fmt::format("| {} | {} | {} |\n", markdown_code(all[i]->scenario),
                       markdown_text(all[i]->client.name + " " + all[i]->client.version), markdown_text(all[i]->reason));
  write_rest(all.size(), out);
}

void write_stale(const Report& report, std::ostream& out) {
  if (report.stale.empty()) return;
  out << "\n## Stale deviations\n\n";
  for (std::size_t i = 0; i < std::min(report.stale.size(), kRows); ++i)
    out << "- " << markdown_text(describe_stale(report.stale[i], Charset::unicode)) << "\n";
  write_rest(report.stale.size(), out);
}

void write_known(const Report& report, std::ostream& out) {
  const std::vector<Recurring> all = recurring_findings(report, Verdict::known);
  if (all.empty()) return;
  out << fmt::format("\n<details><summary>{} on record</summary>\n\n", plural(all.size(), "known deviation"));
  for (std::size_t i = 0; i < std::min(all.size(), kRows); ++i)
    out << fmt::format("- {} ({}): {}{}\n", markdown_code(all[i].result->scenario), markdown_text(all[i].result->client.name),
                       markdown_text(all[i].check->evidence),
                       all[i].elsewhere.empty() ? "" : fmt::format("; and in {} more", all[i].elsewhere.size()));
  write_rest(all.size(), out);
  out << "\n</details>\n";
}

void write_latencies(const Report& report, std::ostream& out) {
  if (report.latencies.empty()) return;
  out << "\n## Reconnects\n\n| client | n | p50 | p95 | max |\n|---|--:|--:|--:|--:|\n";
  for (std::size_t i = 0; i < std::min(report.latencies.size(), kRows); ++i) {
    const Latency& latency = report.latencies[i];
    out << fmt::format("| {} | {} | {} | {} | {} |\n", markdown_text(label(latency.client, Charset::unicode)),
                       latency.total.count, to_text(latency.total.p50),
                       latency.total.count < kLeastForP95 ? "" : to_text(latency.total.p95), to_text(latency.total.max));
  }
  write_rest(report.latencies.size(), out);
  for (const auto& sentence : {describe_excess(report.lag), describe_instrument(report.calibrations, report.lag)})
    if (sentence) out << "\n" << markdown_text(*sentence, kSourceWidth) << "\n";
}

}  // namespace

void write_markdown(const Report& report, std::ostream& out) {
  const std::vector<Breach> broken = breaches(report);
  out << "# Redial: " << title(report) << "\n";
  write_counts(report, out);
  if (report.interrupted) out << "\nThe run was interrupted: what had finished is told.\n";
  write_breaches(broken, out);
  write_first(broken, out);
  write_inconclusive(report, out);
  write_stale(report, out);
  write_latencies(report, out);
  write_known(report, out);
  out << fmt::format("\n<sub>redial {} ({}), seed {}, {} time, {}</sub>\n", markdown_text(report.redial_version),
                     markdown_text(report.redial_commit), report.seed, name_of(kTimes, report.time), to_text(report.duration));
}

}  // namespace redial::reports
