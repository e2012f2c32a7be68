// A play as a sequence diagram in Mermaid's language: the app, the clients under test, and the server.
#pragma once

#include <string>

#include "reports/model.hpp"
#include "scenarios/engine/verdict.hpp"

namespace redial::reports {

// The events around the first one that shows `check`; the beginning of the trace where none does. Ends with a line break.
std::string sequence_diagram(const ScenarioResult& result, const scenarios::Check& check);

}  // namespace redial::reports
