// Takes out of a scenario whatever it shows the same without: steps, clients, faults, time.
#pragma once

#include <chrono>
#include <functional>

#include "scenarios/engine/yaml_tree.hpp"

namespace redial::doctor {

// Durations of steps are halved down to this.
inline constexpr std::chrono::milliseconds kShortestStep{100};

// Does the scenario still show the incident? Asked for every candidate; plays it, most likely.
using Shows = std::function<bool(const scenarios::yaml::Node& scenario)>;

// Precondition: shows(scenario).
scenarios::yaml::Node minimise(const scenarios::yaml::Node& scenario, const Shows& shows);

}  // namespace redial::doctor
