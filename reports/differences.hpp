// Where clients under test behaved differently in the same scenario. Pure; what it says of each is read from results and traces.
#pragma once

#include <vector>

#include "reports/model.hpp"

namespace redial::reports {

// One entry for each API profile with two clients or more, in order of first appearance: across profiles, statuses and codes mean
// different things. Rows in the order of the scenarios; of a scenario only the aspects in which two clients that played it
// differ. What repeated plays tell alike stands there once.
std::vector<Comparison> differences(const std::vector<ScenarioResult>& results);

}  // namespace redial::reports
