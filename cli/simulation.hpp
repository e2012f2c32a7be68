// The clients and players of a run in virtual time: no agents, no server, no control plane.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "agent/runner/suite.hpp"
#include "core/base/result.hpp"

namespace redial::cli {

// What a simulated run plays with unless it is told: the reference client in every profile.
std::vector<std::string> simulated_by_default();

// They make no clients by themselves: each play has a world of its own. Error: a client that cannot be simulated.
Result<std::vector<agent::Contender>> simulated_contenders(const std::vector<std::string>& names);

// Each play's world has this seed, whatever was played before.
std::vector<agent::Player> simulated_players(unsigned jobs, std::uint64_t seed);

// An exploration of the play under `count` seeds from `first` on: the result of the first that fails, or of the last.
// Precondition: its contender is one of simulated_contenders; `count` > 0.
reports::ScenarioResult play_varied(const agent::Play& play, std::uint64_t first, std::uint64_t count);

}  // namespace redial::cli
