// Holds a finished trace against one expectation of a scenario.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/trace/event.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

struct Judgement {
  bool met = true;
  bool about_time = false;            // the breach is one of timing, so a machine that overslept cannot judge it
  std::string detail;                 // what was seen instead; empty when met
  std::vector<std::uint64_t> events;  // sequence numbers of the events that show it
};

// `trace` in time order.
Judgement judge(const Condition& condition, const std::vector<trace::Event>& trace);

}  // namespace redial::scenarios
