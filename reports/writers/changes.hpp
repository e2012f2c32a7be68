// What changed from one run to another, for a person at a terminal, for a pull request, and for programs.
#pragma once

#include <iosfwd>
#include <vector>

#include "reports/changes.hpp"
#include "reports/gate.hpp"
#include "reports/writers/style.hpp"

namespace redial::reports {

void write_changes_console(const Changes& changes, const std::vector<GateResult>& gates, const Style& style, std::ostream& out);
void write_changes_markdown(const Changes& changes, const std::vector<GateResult>& gates, std::ostream& out);
// The form is docs/changes.schema.json. Times are milliseconds, shares are of the base's.
void write_changes_json(const Changes& changes, const std::vector<GateResult>& gates, std::ostream& out);

}  // namespace redial::reports
