// Holds a finished run against the scenario's expectations and the contract of the client's API. Pure: the trace is all it sees.
#pragma once

#include <string>
#include <vector>

#include "core/trace/event.hpp"
#include "scenarios/engine/finished.hpp"
#include "scenarios/engine/model.hpp"
#include "scenarios/engine/verdict.hpp"

namespace redial::scenarios {

// A machine on which the run wakes, or a step reaches its peer, later than this cannot be trusted with a breach of timing.
inline constexpr Duration kTrustedLateness = std::chrono::milliseconds(250);

struct Verdicts {
  // A failed wait, expectations in the scenario's order, then contract rules that had occasion. Where a peer was lost, only those
  // that held all the same: the others cannot be judged. Where a client crashed, what was broken by then fails, and what might
  // have come later is inconclusive; last comes "client-crashed", inconclusive, for the steps that were not played. If an
  // expectation fails by the crash itself, that one says it all, and nothing is inconclusive for its sake.
  std::vector<Check> checks;
  Verdict overall = Verdict::pass;
  std::string reason;  // why all, or a check, is inconclusive; otherwise empty
};

// `trace` in time order; `outcome` is how the engine ended; `profile` is the client's API profile.
Verdicts judge(const Scenario& scenario, const std::string& profile, const Finished& outcome,
               const std::vector<trace::Event>& trace);

}  // namespace redial::scenarios
