// The report for a person at a terminal: verdicts as a table, then everything that asks for attention, then latencies and the
// counts. It computes nothing and decides nothing.
#pragma once

#include <iosfwd>

#include "reports/model.hpp"
#include "reports/writers/style.hpp"

namespace redial::reports {

// A cell of the table is a verdict's mark; behind it a count where a scenario was repeated.
void write_console(const Report& report, const Style& style, std::ostream& out);

}  // namespace redial::reports
