// Parts of what tells changes, which runs and benches share: the table of latencies, gates as JSON, rows of Markdown.
#pragma once

#include <iosfwd>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/names.hpp"
#include "reports/changes.hpp"
#include "reports/gate.hpp"
#include "reports/writers/style.hpp"

namespace redial::reports {

inline constexpr Named<statistics::Change> kChanges[] = {{statistics::Change::slower, "slower"},
                                                         {statistics::Change::faster, "faster"},
                                                         {statistics::Change::same, "same"},
                                                         {statistics::Change::cannot_tell, "cannot tell"}};

Colour colour_of(statistics::Change change);
Colour colour_of(GateVerdict verdict);

// Latencies that have something in common, which is named above them.
struct LatencyGroup {
  std::string heading;  // printable
  std::vector<const LatencyChange*> latencies;
};

// An empty line, and the table; nothing if there are no groups.
void write_latency_table(const std::vector<LatencyGroup>& groups, const Style& style, std::ostream& out);
// The heading of each group stands in the first column, which `what` names.
void write_latency_markdown(const std::string& what, const std::vector<LatencyGroup>& groups, std::ostream& out);

// An empty line, and each sentence on its own; nothing if there are none.
void write_remarks(const std::vector<std::string>& sentences, const Style& style, std::ostream& out);

// Cells are Markdown.
void write_markdown_row(const std::vector<std::string>& cells, std::ostream& out);
void write_markdown_head(std::vector<std::string> cells, std::ostream& out);

// As in docs/changes.schema.json. An end of an interval that nothing is known of is null.
nlohmann::ordered_json shift_json(const statistics::QuantileShift& shift);
nlohmann::ordered_json latency_json(const LatencyChange& latency);
nlohmann::ordered_json gate_json(const GateAnswer& answer);

}  // namespace redial::reports
