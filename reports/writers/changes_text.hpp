// What changed, put into words: the cells of the tables that the terminal and Markdown share. Everything returned is printable.
#pragma once

#include <string>
#include <vector>

#include "reports/changes.hpp"
#include "reports/gate.hpp"
#include "reports/writers/text.hpp"

namespace redial::reports {

// "rongcloud-web 5.38.0 (web, …)", or "rongcloud-web 5.36.7 -> 5.38.0 (web, …)".
std::string label(const ClientPair& clients, Charset charset);

// "known -> fail".
std::string describe(const VerdictChange& change);

// "+12.4 % (8.1 to 16.0)"; "-" where the base's quantile is zero; without bounds where they are not known.
std::string describe(const statistics::QuantileShift& shift);

// Column heads of the table of metrics, and a metric's cells under them.
std::vector<std::string> metric_heads();
std::vector<std::string> metric_cells(const LatencyChange& metric);

// "broken: p50 may grow by 10 %, of rongcloud-web …: +12.4 % …". `of`: printable.
std::string describe(const GateAnswer& answer, const std::string& of);
std::string describe(const GateResult& result, Charset charset);

// "1.2 ms"; of a figure in ms.
std::string milliseconds_text(double value);

// Sentences behind the tables: what limits the comparison.
std::vector<std::string> remarks(const Changes& changes, Charset charset);

}  // namespace redial::reports
