// What a client must be able to do to play a scenario, as its steps and expectations show. What the file adds stands in the
// scenario.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

// From transport, clients, steps, and events that must be seen.
std::set<control::Capability> needs_of(const Scenario& scenario);

// Those of the scenario's needs that a client with these capabilities (their names) cannot meet.
std::vector<control::Capability> missing(const Scenario& scenario, const std::vector<std::string>& capabilities);

}  // namespace redial::scenarios
