// The scenarios and deviations that a command works with, read from disk; what is wrong with them goes to standard error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/engine/deviation.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::cli {

// What the arguments name: scenario ids, families, files, folders or globs; the whole library when there are none.
// Nothing: something was wrong, and has been said.
std::optional<std::vector<scenarios::Scenario>> read_scenarios(const std::vector<std::string>& arguments);

// The product's own list of known deviations.
std::optional<std::vector<scenarios::KnownDeviation>> read_deviations();

}  // namespace redial::cli
