// One play of an exploration: varied, and judged without holding time against the client. It counts no seeds and starts no
// threads.
#pragma once

#include <cstdint>

#include "reports/model.hpp"
#include "sim/exploration/variation.hpp"

namespace redial::sim {

// Who plays.
struct Subject {
  agent::reference::Kind kind;  // precondition: agent::reference::check(kind)
  mock_server::Digests digests;
};

// Same scenario, subject, variation, seed and build: the same result, trace hash included. A breach that may be one of timing is
// inconclusive, unless it stays when the same play has ten times the time; one of a rule about time always is.
reports::ScenarioResult explore(const scenarios::Scenario& scenario, const Subject& subject, const Variation& variation,
                                std::uint64_t seed);

// Nothing is varied or excused.
reports::ScenarioResult play_plainly(const scenarios::Scenario& scenario, const Subject& subject);

}  // namespace redial::sim
