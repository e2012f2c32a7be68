// Which connection status may follow which, as a table, and the check that reads it.
#pragma once

#include <map>
#include <vector>

#include "scenarios/engine/contract/rule.hpp"

namespace redial::scenarios::contract {

// For each status those that may follow it; `none` stands for "nothing told yet". A status not listed may be followed by any.
using Transitions = std::map<trace::ConnectionStatus, std::vector<trace::ConnectionStatus>>;

// Statuses told to the app follow `table`; behind a status that ends the connection, only a connect call of the app opens the
// next.
Finding follows(const Timeline& timeline, const Transitions& table);

}  // namespace redial::scenarios::contract
