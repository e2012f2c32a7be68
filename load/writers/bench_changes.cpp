// One section after another: times, figures, counts, gates, remarks. The table of times is that of runs.
#include "load/writers/bench_changes.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <ostream>

#include "reports/statistics/repeats.hpp"
#include "reports/writers/changes_parts.hpp"
#include "reports/writers/changes_text.hpp"
#include "reports/writers/markdown_text.hpp"
#include "reports/writers/table.hpp"

namespace redial::load {
namespace {

using Json = nlohmann::ordered_json;
using reports::Cell;
using reports::Charset;
using reports::Colour;
using reports::Row;
using reports::Style;

constexpr const char* kNothing = "No phase is in both.";

std::vector<reports::LatencyGroup> grouped(const BenchChanges& changes, Charset charset) {
  std::vector<reports::LatencyGroup> groups;
  for (const TimeChange& time : changes.times) {
    const std::string name = reports::printable(time.of, charset);
    if (groups.empty() || groups.back().heading != name) groups.push_back({name, {}});
    groups.back().latencies.push_back(&time);
  }
  return groups;
}

// ---- figures and counts in words ----

std::string value_text(const FigureChange& figure, double value) {
  switch (figure.unit) {
    case FigureChange::Unit::milliseconds:
      return reports::milliseconds_text(value);
    case FigureChange::Unit::bytes:
      return fmt::format("{:.1f} KiB", value / 1024);
    case FigureChange::Unit::number:
      return fmt::format("{:.2f}", value);
  }
  return "";
}

// Of several results, all of them.
std::string values_text(const FigureChange& figure, const std::vector<std::optional<double>>& values) {
  std::vector<std::string> texts;
  for (const std::optional<double>& value : values) texts.push_back(value ? value_text(figure, *value) : "never");
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::vector<std::string> figure_heads() { return {"phase", "figure", "before", "now", "change", "verdict"}; }

std::vector<std::string> figure_cells(const FigureChange& figure) {
  return {figure.of,
          figure.name,
          values_text(figure, figure.base),
          values_text(figure, figure.candidate),
          reports::describe(figure.shift.median),
          std::string(name_of(reports::kChanges, figure.shift.change))};
}

std::string count_text(std::uint64_t count, std::uint64_t of) {
  if (of == 0) return std::to_string(count);
  return fmt::format("{} ({:.2f} %)", count, 100 * static_cast<double>(count) / static_cast<double>(of));
}

std::vector<std::string> count_heads() { return {"phase", "count", "before", "now", "verdict"}; }

std::vector<std::string> count_cells(const CountChange& count) {
  return {count.of, count.name, count_text(count.base, count.base_of), count_text(count.candidate, count.candidate_of),
          count.is_failure ? std::string(name_of(kCountChanges, count.change)) : ""};
}

Colour colour_of(const CountChange& count) {
  if (count.is_worse()) return Colour::red;
  return count.is_failure && count.change == CountChange::Change::fewer ? Colour::green : Colour::none;
}

// Sentences behind the tables: what limits the comparison.
std::vector<std::string> remarks(const BenchChanges& changes, Charset charset) {
  std::vector<std::string> all;
  for (const std::string& doubt : changes.doubts) all.push_back(reports::printable(doubt, charset));
  for (const std::string& phase : changes.only_base) all.push_back("only the base has the phase " + phase);
  for (const std::string& phase : changes.only_candidate) all.push_back("only the new side has the phase " + phase);
  if (changes.instrument_error)
    all.push_back(fmt::format("times may be wrong by {}: a smaller shift is never called",
                              reports::milliseconds_text(*changes.instrument_error)));
  if (changes.assumed_noise > 0)
    all.push_back(
        fmt::format("with less than {} results a side, {:g} % is taken for what a machine does of itself, of all but "
                    "waits: give more with --base and --new, or another share with --noise",
                    reports::statistics::kMinRepeats, changes.assumed_noise * 100));
  for (std::string& sentence : all) sentence = reports::printable(sentence, charset);
  return all;
}

std::string describe(const BenchGateResult& gate, Charset charset) {
  return reports::describe(gate, reports::printable(gate.time->of, charset));
}

// ---- terminal ----

template <class Item, class Cells, class ColourOf>
void write_items(const std::vector<Item>& items, const std::vector<std::string>& heads, Cells cells, ColourOf colour_of,
                 const Style& style, std::ostream& out) {
  if (items.empty()) return;
  std::vector<Row> rows(1);
  for (const std::string& head : heads) rows.back().push_back({head, Colour::faint});
  for (const Item& item : items) {
    rows.emplace_back();
    for (const std::string& cell : cells(item)) rows.back().push_back({reports::printable(cell, style.charset), colour_of(item)});
  }
  out << '\n';
  write_table(rows, style, out);
}

template <class Item, class Cells>
void write_items(const std::vector<Item>& items, const std::vector<std::string>& heads, Cells cells, std::ostream& out) {
  if (items.empty()) return;
  out << '\n';
  reports::write_markdown_head(heads, out);
  for (const Item& item : items) {
    std::vector<std::string> row;
    for (const std::string& cell : cells(item)) row.push_back(reports::markdown_text(cell));
    reports::write_markdown_row(row, out);
  }
}

std::string headline(const BenchChanges& changes) {
  if (changes.times.empty() && changes.figures.empty()) return kNothing;
  const auto results = [](std::size_t count) { return fmt::format("{} result{}", count, count == 1 ? "" : "s"); };
  return fmt::format("{} before, {} now", results(changes.base_results), results(changes.candidate_results));
}

// ---- JSON ----

Json values_json(const std::vector<std::optional<double>>& values) {
  Json json = Json::array();
  for (const std::optional<double>& value : values) json.push_back(value ? Json(*value) : Json());
  return json;
}

Json time_json(const TimeChange& time) {
  Json json{{"of", time.of}};
  json.update(latency_json(time));
  if (time.p99.base > 0) json["p99"] = reports::shift_json(time.p99);
  return json;
}

Json figure_json(const FigureChange& figure) {
  constexpr Named<FigureChange::Unit> kUnits[] = {
      {FigureChange::Unit::milliseconds, "ms"}, {FigureChange::Unit::bytes, "bytes"}, {FigureChange::Unit::number, "number"}};
  const auto end = [](double value) { return std::isfinite(value) ? Json(value) : Json(); };
  const auto& interval = figure.shift.median.interval;
  return {{"of", figure.of},
          {"figure", figure.name},
          {"unit", name_of(kUnits, figure.unit)},
          {"base", values_json(figure.base)},
          {"new", values_json(figure.candidate)},
          {"interval", Json::array({end(interval.low), end(interval.high)})},
          {"adjusted_p", figure.shift.adjusted_p},
          {"change", name_of(reports::kChanges, figure.shift.change)}};
}

Json count_json(const CountChange& count) {
  Json json{{"of", count.of},
            {"count", count.name},
            {"base", {count.base, count.base_of}},
            {"new", {count.candidate, count.candidate_of}},
            {"is_failure", count.is_failure}};
  if (count.is_failure) json["adjusted_p"] = count.adjusted_p;
  json["change"] = name_of(kCountChanges, count.change);
  return json;
}

}  // namespace

void write_bench_changes_console(const BenchChanges& changes, const std::vector<BenchGateResult>& gates, const Style& style,
                                 std::ostream& out) {
  out << headline(changes) << '\n';
  write_latency_table(grouped(changes, style.charset), style, out);
  write_items(
      changes.figures, figure_heads(), figure_cells,
      [](const FigureChange& figure) { return reports::colour_of(figure.shift.change); }, style, out);
  write_items(
      changes.counts, count_heads(), count_cells, [](const CountChange& count) { return colour_of(count); }, style, out);
  if (!gates.empty()) out << '\n';
  for (const BenchGateResult& gate : gates)
    out << paint(describe(gate, style.charset), reports::colour_of(gate.verdict), style) << '\n';
  reports::write_remarks(remarks(changes, style.charset), style, out);
}

void write_bench_changes_markdown(const BenchChanges& changes, const std::vector<BenchGateResult>& gates, std::ostream& out) {
  out << "## Changes\n\n" << headline(changes) << '\n';
  reports::write_latency_markdown("of", grouped(changes, Charset::unicode), out);
  write_items(changes.figures, figure_heads(), figure_cells, out);
  write_items(changes.counts, count_heads(), count_cells, out);
  std::vector<std::string> lines;
  for (const BenchGateResult& gate : gates) lines.push_back(describe(gate, Charset::unicode));
  for (const std::string& sentence : remarks(changes, Charset::unicode)) lines.push_back(sentence);
  if (!lines.empty()) out << '\n';
  for (const std::string& line : lines) out << "- " << reports::markdown_text(line) << '\n';
}

void write_bench_changes_json(const BenchChanges& changes, const std::vector<BenchGateResult>& gates, std::ostream& out) {
  Json times = Json::array(), figures = Json::array(), counts = Json::array(), gate_results = Json::array();
  for (const TimeChange& time : changes.times) times.push_back(time_json(time));
  for (const FigureChange& figure : changes.figures) figures.push_back(figure_json(figure));
  for (const CountChange& count : changes.counts) counts.push_back(count_json(count));
  for (const BenchGateResult& gate : gates) {
    gate_results.push_back({{"of", gate.time->of}});
    gate_results.back().update(reports::gate_json(gate));
  }
  Json json{{"schema_version", 1},
            {"kind", "bench-changes"},
            {"results", {changes.base_results, changes.candidate_results}},
            {"assumed_noise", changes.assumed_noise},
            {"times", times},
            {"figures", figures},
            {"counts", counts},
            {"gates", gate_results},
            {"only_base", changes.only_base},
            {"only_new", changes.only_candidate},
            {"doubts", changes.doubts}};
  if (changes.instrument_error) json["error_ms"] = *changes.instrument_error;
  out << json.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace redial::load
