// See changes_parts.hpp.
#include "reports/writers/changes_parts.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "reports/writers/changes_text.hpp"
#include "reports/writers/markdown_text.hpp"
#include "reports/writers/table.hpp"

namespace redial::reports {
namespace {

using Json = nlohmann::ordered_json;
using statistics::Change;

}  // namespace

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

void write_latency_table(const std::vector<LatencyGroup>& groups, const Style& style, std::ostream& out) {
  if (groups.empty()) return;
  std::vector<Row> rows(1);
  for (const std::string& head : metric_heads()) rows.back().push_back({head, Colour::faint});
  for (const LatencyGroup& group : groups) {
    rows.push_back(Row(metric_heads().size()));
    rows.back().front() = {group.heading, Colour::bold};
    for (const LatencyChange* latency : group.latencies) {
      rows.emplace_back();
      for (const std::string& cell : metric_cells(*latency)) rows.back().push_back({cell, colour_of(latency->shift.change)});
    }
  }
  out << '\n';
  write_table(rows, style, out);
}

void write_latency_markdown(const std::string& what, const std::vector<LatencyGroup>& groups, std::ostream& out) {
  if (groups.empty()) return;
  out << '\n';
  std::vector<std::string> heads = metric_heads();
  heads.insert(heads.begin(), what);
  write_markdown_head(heads, out);
  for (const LatencyGroup& group : groups) {
    for (const LatencyChange* latency : group.latencies) {
      std::vector<std::string> cells{markdown_text(group.heading)};
      for (const std::string& cell : metric_cells(*latency)) cells.push_back(markdown_text(cell));
      write_markdown_row(cells, out);
    }
  }
}

void write_remarks(const std::vector<std::string>& sentences, const Style& style, std::ostream& out) {
  if (!sentences.empty()) out << '\n';
  for (const std::string& sentence : sentences) out << paint(sentence, Colour::faint, style) << '\n';
}

void write_markdown_row(const std::vector<std::string>& cells, std::ostream& out) {
  out << "| " << fmt::format("{}", fmt::join(cells, " | ")) << " |\n";
}

void write_markdown_head(std::vector<std::string> cells, std::ostream& out) {
  write_markdown_row(cells, out);
  for (std::string& cell : cells) cell = "---";
  write_markdown_row(cells, out);
}

Json shift_json(const statistics::QuantileShift& shift) {
  const auto end = [](double value) { return std::isfinite(value) ? Json(value) : Json(); };
  return {{"base_ms", shift.base},
          {"new_ms", shift.candidate},
          {"interval_ms", Json::array({end(shift.interval.low), end(shift.interval.high)})}};
}

Json latency_json(const LatencyChange& latency) {
  const statistics::Shift& shift = latency.shift;
  Json json{{"phase", latency.phase},
            {"n", {latency.base_count, latency.candidate_count}},
            {"change", name_of(kChanges, shift.change)},
            {"p50", shift_json(shift.median)},
            {"p", shift.test.p},
            {"adjusted_p", shift.adjusted_p},
            {"superiority", shift.test.superiority},
            {"error_ms", latency.instrument_error}};
  if (latency.p95.base > 0) json["p95"] = shift_json(latency.p95);
  if (shift.detectable && std::isfinite(*shift.detectable)) json["detectable_share"] = *shift.detectable;
  return json;
}

Json gate_json(const GateAnswer& answer) {
  return {{"percentile", answer.gate.percentile},
          {"share", answer.gate.share},
          {"verdict", name_of(kGateVerdicts, answer.verdict)},
          {"why", answer.why}};
}

}  // namespace redial::reports
