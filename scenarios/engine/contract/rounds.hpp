// A client's attempts put together into rounds, and the waits between rounds: what back-off rules look at.
#pragma once

#include <vector>

#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios::contract {

// Between the end of a round (or the drop) and the begin of the next.
struct Wait {
  // What the client noticed first of the end of the round; or what the device told since then that made the wait begin anew.
  const trace::Event* failed = nullptr;
  const trace::Event* next = nullptr;  // the first attempt of the next round; null: none came
  bool redirected = false;             // the server had sent the client elsewhere: no failure, and no back-off is due
  std::size_t number = 0;              // place in the back-off's sequence
  bool restarted = false;              // the device has set the sequence back in this outage
};

// A time in which the client tries to get its connection up or back, without a word of the app.
struct Outage {
  const trace::Event* begin = nullptr;  // the connect call, or the drop
  bool after_drop = false;
  bool ended = false;  // connected, over for good, or the app called
  // After a drop the first one is from the drop on; otherwise the first is behind the first round. None without a network.
  std::vector<Wait> waits;
  std::vector<const trace::Event*> rounds;  // where each round begins
};

// A round asks each navigator and dials each address at most once.
const std::vector<Outage>& outages(const Timeline& timeline);

}  // namespace redial::scenarios::contract
