// One section after another: verdicts, latencies, gates, remarks.
#include "reports/writers/changes.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "reports/writers/changes_parts.hpp"
#include "reports/writers/changes_text.hpp"
#include "reports/writers/json_parts.hpp"
#include "reports/writers/markdown_text.hpp"
#include "reports/writers/table.hpp"

namespace redial::reports {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kNothing = "No verdict changed.";

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

// By client, in their order.
std::vector<LatencyGroup> grouped(const Changes& changes, Charset charset) {
  std::vector<LatencyGroup> groups;
  for (const MetricChange& metric : changes.metrics) {
    const std::string name = label(metric.clients, charset);
    if (groups.empty() || groups.back().heading != name) groups.push_back({name, {}});
    groups.back().latencies.push_back(&metric);
  }
  return groups;
}

// ---- Markdown ----

void write_verdicts(const Changes& changes, std::ostream& out) {
  if (changes.verdicts.empty()) {
    out << kNothing << '\n';
    return;
  }
  write_markdown_head({"scenario", "client", "verdict", "no longer held"}, out);
  for (const VerdictChange& change : changes.verdicts)
    write_markdown_row({markdown_code(change.scenario), markdown_text(label(change.clients, Charset::unicode)),
                        markdown_text(describe(change)), markdown_text(fmt::format("{}", fmt::join(change.checks, ", ")))},
                       out);
}

// ---- JSON ----

Json metric(const MetricChange& metric) {
  Json json{{"base_client", client_json(metric.clients.base)}, {"client", client_json(metric.clients.candidate)}};
  json.update(latency_json(metric));
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
  Json json{{"client", client_json(result.metric->clients.candidate)}};
  json.update(gate_json(result));
  return json;
}

}  // namespace

void write_changes_console(const Changes& changes, const std::vector<GateResult>& gates, const Style& style, std::ostream& out) {
  write_verdicts(changes, style, out);
  write_latency_table(grouped(changes, style.charset), style, out);
  if (!gates.empty()) out << '\n';
  for (const GateResult& result : gates) out << paint(describe(result, style.charset), colour_of(result.verdict), style) << '\n';
  write_remarks(remarks(changes, style.charset), style, out);
}

void write_changes_markdown(const Changes& changes, const std::vector<GateResult>& gates, std::ostream& out) {
  out << "## Changes\n\n";
  write_verdicts(changes, out);
  write_latency_markdown("client", grouped(changes, Charset::unicode), out);
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
