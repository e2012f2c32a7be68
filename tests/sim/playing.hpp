// Scenarios as text, played in a simulated world.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/base/fnv.hpp"
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

// The trace as text, times from its beginning.
inline std::string text_of(const reports::ScenarioResult& result) {
  std::string text;
  for (const trace::Event& event : result.trace) text += trace::to_text(event, result.started_at) + "\n";
  return text;
}

}  // namespace redial::sim
