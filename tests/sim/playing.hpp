// Scenarios as text, played in a simulated world.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "agent/runner/suite.hpp"
#include "core/base/fnv.hpp"
#include "scenarios/engine/library.hpp"
#include "scenarios/engine/parse.hpp"
#include "sim/simulation.hpp"

namespace redial::sim {

// Any change of key or text changes the digest, and that is all that tokens of a simulation need.
inline mock_server::Digests plain_digests() {
  const auto mix = [](std::string_view key, std::string_view text) {
    Fnv sum;
    sum.add(key);
    sum.add(std::string_view("\0", 1));
    sum.add(text);
    return sum.hex() + sum.hex();
  };
  return {.hmac_sha256 = mix, .sha1 = [mix](std::string_view text) { return mix("", text); }, .random = {}};
}

inline reports::ScenarioResult play(const scenarios::Scenario& scenario, const agent::reference::Kind& kind,
                                    std::uint64_t seed = 1, Delays delays = Options{}.delays) {
  Simulation simulation(kind, {.seed = seed, .delays = delays, .digests = plain_digests()});
  return agent::run_scenario(scenario, sim::describe(kind), simulation.peers(), std::stop_token());
}

// Those that the selections name; all without any.
inline std::vector<scenarios::Scenario> load_library(const std::vector<std::string>& selections) {
  auto loaded = scenarios::load(std::string(REDIAL_SOURCE_DIR) + "/scenarios/library", selections);
  if (!loaded) ADD_FAILURE() << scenarios::to_text(loaded.error());
  return loaded ? std::move(*loaded) : std::vector<scenarios::Scenario>{};
}

// Plays every scenario with every profile that it is for and that can do what it needs.
template <class Look>
void play_all(const std::vector<scenarios::Scenario>& scenarios, Look look) {
  for (const std::string& profile : agent::reference::profiles()) {
    const agent::reference::Kind kind{profile, {}};
    const std::vector<agent::Contender> contenders{{nullptr, sim::describe(kind)}};
    for (const agent::Play& one : agent::plan(scenarios, contenders, 1).plays) look(*one.scenario, play(*one.scenario, kind));
  }
}

// The trace as text, times from its beginning.
inline std::string text_of(const reports::ScenarioResult& result) {
  std::string text;
  for (const trace::Event& event : result.trace) text += trace::to_text(event, result.started_at) + "\n";
  return text;
}

}  // namespace redial::sim
