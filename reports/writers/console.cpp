// One function per section; a section without content prints nothing.
#include "reports/writers/console.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "reports/summarise.hpp"
#include "reports/writers/findings.hpp"
#include "reports/writers/instrument_text.hpp"
#include "reports/writers/table.hpp"
#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

using scenarios::Verdict;

// Columns of the names of aspects, and of what each client tells.
constexpr int kAspectWidth = 32;
constexpr int kLeastCellWidth = 16;
constexpr int kCellWidth = 60;  // where there is no terminal
// Text is not squeezed into less than this; the terminal may break it.
constexpr int kLeastWrapWidth = 20;

class Page {
 public:
  Page(const Style& style, std::ostream& out) : style_(style), out_(out) {}

  const Style& style() const { return style_; }
  std::string text(const std::string& raw) const { return printable(raw, style_.charset); }

  void heading(const std::string& text) { out_ << '\n' << paint(text, Colour::bold, style_) << '\n'; }
  void table(const std::vector<Row>& rows) { write_table(rows, style_, out_); }

  // Where the text has to be wrapped, it keeps the left edge that the head gives it.
  void line(const Line& line, int indent = 0, Colour head = Colour::none, Colour text = Colour::none) {
    const int left = indent + line.indent;
    const int hanging = left + columns(line.head);
    const int room = style_.width - hanging;
    std::string beginning = pad("", left) + paint(line.head, head, style_);
    for (const std::string& part : wrap(line.text, room < kLeastWrapWidth ? 0 : room)) {
      out_ << std::exchange(beginning, pad("", hanging)) << paint(part, text, style_) << '\n';
    }
  }

  void finding(const ScenarioResult& result, const scenarios::Check& check) {
    std::vector<Line> lines = describe_finding(result, check, style_.charset);
    lines.front().head.insert(0, std::string(mark(check.verdict, style_)) + " ");
    line(lines.front(), 2, colour_of(check.verdict));
    for (std::size_t i = 1; i < lines.size(); ++i) line(lines[i], 4, Colour::none, lines[i].aside ? Colour::faint : Colour::none);
  }

 private:
  const Style& style_;
  std::ostream& out_;
};

// Three lines that name the clients, one column each.
std::vector<Row> client_header(const std::string& first, const std::vector<const control::ClientDescription*>& clients,
                               const Page& page) {
  Row names{{first, Colour::faint}}, versions{{"", Colour::none}}, hosts = versions;
  for (const control::ClientDescription* client : clients) {
    names.push_back({page.text(client->name), Colour::bold});
    versions.push_back({page.text(client->version + " " + client->profile), Colour::faint});
    hosts.push_back({page.text(client->host), Colour::faint});
  }
  return {names, versions, hosts};
}

Cell verdict_cell(const ClientResults& group, const std::string& scenario, const Page& page) {
  std::map<Verdict, unsigned> counts;
  unsigned total = 0;
  for (const ScenarioResult* result : group.results) {
    if (result->scenario != scenario) continue;
    ++counts[result->verdict];
    ++total;
  }
  Cell cell;
  for (const Verdict verdict : {Verdict::pass, Verdict::warning, Verdict::known, Verdict::inconclusive, Verdict::fail}) {
    const unsigned count = counts[verdict];
    if (count == 0) continue;
    cell.text +=
        (cell.text.empty() ? "" : " ") + std::string(mark(verdict, page.style())) + (total > 1 ? fmt::format(" {}", count) : "");
    cell.colour = colour_of(verdict);
  }
  return cell;
}

void write_verdicts(const Report& report, Page& page) {
  const std::vector<ClientResults> groups = by_client(report.results);
  std::vector<const control::ClientDescription*> clients;
  for (const ClientResults& group : groups) clients.push_back(&group.client);
  std::vector<std::string> scenarios;
  for (const ScenarioResult& result : report.results) {
    if (std::find(scenarios.begin(), scenarios.end(), result.scenario) == scenarios.end()) scenarios.push_back(result.scenario);
  }
  std::vector<Row> rows = client_header("scenario", clients, page);
  for (const std::string& scenario : scenarios) {
    Row row{{page.text(scenario), Colour::none}};
    for (const ClientResults& group : groups) row.push_back(verdict_cell(group, scenario, page));
    rows.push_back(std::move(row));
  }
  page.table(rows);
}

// To the byte, where the client says so, and how often it crashed.
void write_what_was_run(const Report& report, Page& page) {
  std::vector<Line> lines;
  const auto add = [&](const control::ClientDescription& client, const std::string& what) {
    lines.push_back({2, page.text(client.name + " " + client.version) + ": ", what});
  };
  for (const ClientResults& group : by_client(report.results)) {
    if (!group.client.artifact.empty()) add(group.client, page.text(group.client.artifact));
  }
  for (const Crashes& crashes : report.crashes)
    add(crashes.client, "crashes of the client: " + to_text(crashes, page.style().charset));
  if (!lines.empty()) page.heading("What was run");
  for (const Line& line : lines) page.line(line);
}

void write_result_title(const ScenarioResult& result, Page& page) {
  const std::string separator = page.style().charset == Charset::unicode ? " · " : " - ";
  page.line({2, "", page.text(result.scenario) + separator + label(result.client, page.style().charset)}, 0, Colour::none,
            Colour::bold);
}

void write_crashes(const ScenarioResult& result, Page& page) {
  for (const Crash& crash : result.crashes) page.line({4, "crashed: ", describe_crash(result, crash, page.style().charset)});
}

// The checks with `verdict` of all results, under a heading.
void write_checks(const Report& report, Verdict verdict, const std::string& heading, Page& page) {
  bool any = false;
  for (const ScenarioResult& result : report.results) {
    const auto checks = checks_with(result, verdict);
    const bool reason = result.verdict == verdict && !result.reason.empty();
    if (checks.empty() && !reason) continue;
    if (!any) page.heading(heading);
    any = true;
    write_result_title(result, page);
    if (verdict == Verdict::fail) page.line({4, "shows: ", page.text(result.shows)});
    if (verdict == Verdict::fail) page.line({4, "file: ", page.text(result.file)});
    if (reason) page.line({4, "reason: ", page.text(result.reason)});
    if (result.verdict == verdict) write_crashes(result, page);
    for (const scenarios::Check* check : checks) page.finding(result, *check);
  }
}

// The same of what a client shows again and again: once, and where else.
void write_recurring(const Report& report, Verdict verdict, const std::string& heading, Page& page) {
  const std::vector<Recurring> findings = recurring_findings(report, verdict);
  if (!findings.empty()) page.heading(heading);
  const ScenarioResult* titled = nullptr;
  for (const Recurring& finding : findings) {
    if (titled != finding.result) {
      write_result_title(*finding.result, page);
      if (finding.result->verdict == verdict) write_crashes(*finding.result, page);
    }
    titled = finding.result;
    page.finding(*finding.result, *finding.check);
    if (!finding.elsewhere.empty()) page.line({6, "and in ", describe_elsewhere(finding, page.style().charset)});
  }
}

void write_stale(const Report& report, Page& page) {
  if (report.stale.empty()) return;
  page.heading("Stale deviations");
  for (const StaleDeviation& stale : report.stale)
    page.line({2, "", describe_stale(stale, page.style().charset)}, 0, Colour::none, Colour::red);
}

// What a cell may take of the terminal, so that all clients have room.
int cell_width(std::size_t clients, const Style& style) {
  if (style.width == 0) return kCellWidth;
  return std::max(kLeastCellWidth, (style.width - kAspectWidth) / static_cast<int>(clients) - 2);
}

// What does not fit into its cell goes on in the next row.
void add_rows(const Difference& difference, int width, const Page& page, std::vector<Row>& rows) {
  const std::size_t first = rows.size();
  const std::size_t cells = difference.told.size() + 1;
  for (std::size_t i = 1; i < cells; ++i) {
    const std::vector<std::string> lines = wrap(page.text(difference.told[i - 1]), width);
    if (rows.size() < first + lines.size()) rows.resize(first + lines.size(), Row(cells));
    for (std::size_t line = 0; line < lines.size(); ++line) rows[first + line][i].text = lines[line];
  }
  rows[first].front().text = "  " + difference.aspect;
}

void write_comparison(const Comparison& comparison, Page& page) {
  if (comparison.rows.empty()) return;
  page.heading(comparison.across_profiles ? "Differences across API profiles" : "Differences");
  std::vector<const control::ClientDescription*> clients;
  for (const control::ClientDescription& client : comparison.clients) clients.push_back(&client);
  std::vector<Row> rows = client_header("", clients, page);
  std::string scenario;
  for (const Difference& difference : comparison.rows) {
    if (scenario != difference.scenario) {
      rows.push_back(Row(clients.size() + 1));
      rows.back().front() = {page.text(difference.scenario), Colour::bold};
    }
    scenario = difference.scenario;
    add_rows(difference, cell_width(clients.size(), page.style()), page, rows);
  }
  page.table(rows);
}

const Phase* phase_of(const Latency& latency, const std::string& name) {
  const auto found = std::find_if(latency.medians.begin(), latency.medians.end(), [&](const Phase& p) { return p.name == name; });
  return found == latency.medians.end() ? nullptr : &*found;
}

void write_latencies(const Report& report, Page& page) {
  if (report.latencies.empty()) return;
  page.heading("Reconnects: the total, and the median of each phase");
  std::vector<const control::ClientDescription*> clients;
  std::vector<std::string> phases;
  for (const Latency& latency : report.latencies) {
    clients.push_back(&latency.client);
    for (const Phase& phase : latency.medians) {
      if (std::find(phases.begin(), phases.end(), phase.name) == phases.end()) phases.push_back(phase.name);
    }
  }
  std::vector<Row> rows = client_header("", clients, page);
  const auto row = [&](const std::string& name, const auto& value) {
    Row cells{{name, Colour::none}};
    for (const Latency& latency : report.latencies) cells.push_back({value(latency), Colour::none});
    rows.push_back(std::move(cells));
  };
  row("n", [](const Latency& l) { return std::to_string(l.total.count); });
  row("total p50", [](const Latency& l) { return to_text(l.total.p50); });
  row("total p95", [](const Latency& l) { return l.total.count < kLeastForP95 ? "-" : to_text(l.total.p95); });
  row("total max", [](const Latency& l) { return to_text(l.total.max); });
  for (const std::string& name : phases) {
    row(name, [&](const Latency& l) { return phase_of(l, name) ? to_text(phase_of(l, name)->length) : "-"; });
  }
  page.table(rows);
}

void write_instrument(const Report& report, Page& page) {
  if (report.latencies.empty()) return;
  if (const auto excess = describe_excess(report.lag)) page.line({0, "", *excess}, 0, Colour::none, Colour::magenta);
  if (const auto error = describe_instrument(report.calibrations, report.lag))
    page.line({0, "", *error}, 0, Colour::none, Colour::faint);
}

Colour colour_of(const Report& report) {
  switch (exit_code(report)) {
    case 0:
      return Colour::green;
    case 1:
      return Colour::red;
    default:
      return Colour::magenta;
  }
}

}  // namespace

void write_console(const Report& report, const Style& style, std::ostream& out) {
  Page page(style, out);
  const std::string what = fmt::format("redial {} ({}), seed {}, {} time", report.redial_version, report.redial_commit,
                                       report.seed, name_of(kTimes, report.time));
  out << paint(page.text(what), Colour::faint, style) << '\n';
  out << '\n';
  write_verdicts(report, page);
  write_checks(report, Verdict::fail, "Broken promises", page);
  write_recurring(report, Verdict::known, "Known deviations", page);
  write_checks(report, Verdict::inconclusive, "Inconclusive", page);
  write_recurring(report, Verdict::warning, "Warnings", page);
  write_stale(report, page);
  write_latencies(report, page);
  write_instrument(report, page);
  for (const Comparison& comparison : report.differences) write_comparison(comparison, page);
  write_what_was_run(report, page);
  out << '\n';
  if (report.interrupted)
    out << paint("interrupted: what had finished is reported, the rest is not known", Colour::magenta, style) << '\n';
  if (!report.trace_hash.empty()) out << paint("trace hash " + report.trace_hash, Colour::faint, style) << '\n';
  out << paint(to_text(report.summary) + " in " + to_text(report.duration), colour_of(report), style) << '\n';
}

}  // namespace redial::reports
