// Plays to judge and to hash, played in virtual time, and a scenario to parse. None of it depends on the library, which changes.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "reports/model.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::work {

// A scenario file: two outages and two messages, in two cases, each plain and with TLS.
extern const std::string_view kOutages;
inline constexpr std::size_t kOutagesScenarios = 4;
std::vector<scenarios::Scenario> parse_outages();

// With the healthy reference client of the uni-app profile, from seed 1. The same everywhere.
reports::ScenarioResult play(const scenarios::Scenario& scenario);

struct Played {
  scenarios::Scenario scenario;
  reports::ScenarioResult result;
};

// The first scenario of kOutages.
Played play_outages();

// Judges it anew, and asserts that the verdict is what it was.
void judge(const Played& played);

}  // namespace redial::work
