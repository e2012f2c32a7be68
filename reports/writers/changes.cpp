// One section after another: verdicts, latencies, gates, remarks.
#include "reports/writers/changes.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "reports/writers/changes_text.hpp"
#include "reports/writers/json_parts.hpp"
#include "reports/writers/markdown_text.hpp"
#include "reports/writers/table.hpp"

namespace redial::reports {
namespace {

using Json = nlohmann::ordered_json;
using statistics::Change;

constexpr const char* kNothing = "No verdict changed.";

Colour colour_of(Change change) {
  switch (change) {
    case Change::slower:
      return Colour::red;
    case Change::faster:
      return Colour::green;
    case Change::same:
      return Colour::none;
    case Change::cannot_tell:
      return Colour::faint;
  }
  return Colour::none;
}

Colour colour_of(GateVerdict verdict) {
  return verdict == GateVerdict::broken ? Colour::red : verdict == GateVerdict::held ? Colour::green : Colour::magenta;
}

// ---- terminal ----

void write_verdicts(const Changes& changes, const Style& style, std::ostream& out) {
  if (changes.verdicts.empty()) {
    out << kNothing << '\n';
    return;
  }
  std::vector<Row> rows = {
      {{"scenario", Colour::faint}, {"client", Colour::faint}, {"verdict", Colour::faint}, {"no longer held", Colour::faint}}};
  for (const VerdictChange& change : changes.verdicts)
    rows.push_back({{printable(change.scenario, style.charset), Colour::none},
                    {label(change.clients, style.charset), Colour::faint},
                    {describe(change), change.is_worse() ? Colour::red : Colour::none},
                    {printable(fmt::format("{}", fmt::join(change.checks, ", ")), style.charset), Colour::none}});
  write_table(rows, style, out);
}

// The metrics of one client after those of another, each client named above its own.
void write_metrics(const Changes& changes, const Style& style, std::ostream& out) {
  std::vector<Row> rows;
  std::string client;
  for (const MetricChange& metric : changes.metrics) {
    const std::string name = label(metric.clients, style.charset);
    if (rows.empty())
      for (rows.emplace_back(); const std::string& head : metric_heads()) rows.back().push_back({head, Colour::faint});
    if (name != client) {
      rows.push_back(Row(metric_heads().size()));
      rows.back().front() = {name, Colour::bold};
      client = name;
    }
    rows.emplace_back();
    for (const std::string& cell : metric_cells(metric)) rows.back().push_back({cell, colour_of(metric.shift.change)});
  }
  if (rows.empty()) return;
  out << '\n';
  write_table(rows, style, out);
}

// ---- Markdown ----

void write_row(const std::vector<std::string>& cells, std::ostream& out) {
  out << "| " << fmt::format("{}", fmt::join(cells, " | ")) << " |\n";
}

void write_head(std::vector<std::string> cells, std::ostream& out) {
  write_row(cells, out);
  for (std::string& cell : cells) cell = "---";
  write_row(cells, out);
}

void write_verdicts(const Changes& changes, std::ostream& out) {
  if (changes.verdicts.empty()) {
    out << kNothing << '\n';
    return;
  }
  write_head({"scenario", "client", "verdict", "no longer held"}, out);
  for (const VerdictChange& change : changes.verdicts)
    write_row({markdown_code(change.scenario), markdown_text(label(change.clients, Charset::unicode)),
               markdown_text(describe(change)), markdown_text(fmt::format("{}", fmt::join(change.checks, ", ")))},
              out);
}

void write_metrics(const Changes& changes, std::ostream& out) {
  if (changes.metrics.empty()) return;
  out << '\n';
  std::vector<std::string> heads = metric_heads();
  heads.insert(heads.begin(), "client");
  write_head(heads, out);
  for (const MetricChange& metric : changes.metrics) {
    std::vector<std::string> cells{markdown_text(label(metric.clients, Charset::unicode))};
    for (const std::string& cell : metric_cells(metric)) cells.push_back(markdown_text(cell));
    write_row(cells, out);
  }
}

// ---- JSON ----

Json interval(const statistics::QuantileShift& shift) {
  return {{"base_ms", shift.base}, {"new_ms", shift.candidate}, {"interval_ms", {shift.interval.low, shift.interval.high}}};
}

Json metric(const MetricChange& metric) {
  Json json{{"base_client", client_json(metric.clients.base)},
            {"client", client_json(metric.clients.candidate)},
            {"phase", metric.phase},
            {"n", {metric.base_count, metric.candidate_count}},
            {"change", name_of(kChanges, metric.shift.change)},
            {"p50", interval(metric.shift.median)},
            {"p", metric.shift.test.p},
            {"adjusted_p", metric.shift.adjusted_p},
            {"superiority", metric.shift.test.superiority},
            {"error_ms", metric.instrument_error}};
  if (metric.p95.base > 0) json["p95"] = interval(metric.p95);
  if (metric.shift.detectable) json["detectable_share"] = *metric.shift.detectable;
  return json;
}

Json verdict(const VerdictChange& change) {
  return {{"scenario", change.scenario},
          {"base_client", client_json(change.clients.base)},
          {"client", client_json(change.clients.candidate)},
          {"before", scenarios::to_name(change.before)},
          {"after", scenarios::to_name(change.after)},
          {"checks", change.checks}};
}

Json gate(const GateResult& result) {
  return {{"client", client_json(result.metric->clients.candidate)},
          {"percentile", result.gate.percentile},
          {"share", result.gate.share},
          {"verdict", name_of(kGateVerdicts, result.verdict)},
          {"why", result.why}};
}

}  // namespace

void write_changes_console(const Changes& changes, const std::vector<GateResult>& gates, const Style& style, std::ostream& out) {
  write_verdicts(changes, style, out);
  write_metrics(changes, style, out);
  if (!gates.empty()) out << '\n';
  for (const GateResult& result : gates) out << paint(describe(result, style.charset), colour_of(result.verdict), style) << '\n';
  const std::vector<std::string> sentences = remarks(changes, style.charset);
  if (!sentences.empty()) out << '\n';
  for (const std::string& sentence : sentences) out << paint(sentence, Colour::faint, style) << '\n';
}

void write_changes_markdown(const Changes& changes, const std::vector<GateResult>& gates, std::ostream& out) {
  out << "## Changes\n\n";
  write_verdicts(changes, out);
  write_metrics(changes, out);
  std::vector<std::string> lines;
  for (const GateResult& result : gates) lines.push_back(describe(result, Charset::unicode));
  for (const std::string& sentence : remarks(changes, Charset::unicode)) lines.push_back(sentence);
  if (!lines.empty()) out << '\n';
  for (const std::string& line : lines) out << "- " << markdown_text(line) << '\n';
}

void write_changes_json(const Changes& changes, const std::vector<GateResult>& gates, std::ostream& out) {
  Json clients = Json::array(), metrics = Json::array(), verdicts = Json::array(), gate_results = Json::array();
  for (const control::ClientDescription& client : changes.unpaired) clients.push_back(client_json(client));
  for (const MetricChange& each : changes.metrics) metrics.push_back(metric(each));
  for (const VerdictChange& change : changes.verdicts) verdicts.push_back(verdict(change));
  for (const GateResult& result : gates) gate_results.push_back(gate(result));
  const Json json{{"schema_version", 1},         {"verdicts", verdicts},           {"metrics", metrics},
                  {"gates", gate_results},       {"only_base", changes.only_base}, {"only_new", changes.only_candidate},
                  {"unpaired_clients", clients}, {"doubts", changes.doubts}};
  out << json.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace redial::reports
