// What counts of a trace when an incident and its replay are held side by side: codes, callbacks and calls, in their order.
// Times, texts, and how often something repeats do not count.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/trace/event.hpp"
#include "doctor/case/case.hpp"

namespace redial::doctor {

// One thing after the other, in words such as "login 4", "result connect 31004", "status disconnected 31004".
struct Outline {
  struct Part {
    std::vector<std::string> items;
    bool again = false;  // three times in a row or more
    friend bool operator==(const Part&, const Part&) = default;
  };
  std::vector<Part> parts;

  friend bool operator==(const Outline&, const Outline&) = default;
};

// What the app called and was told, and what passed the network, are outlined apart: their observers are not the same, and which
// of two things at one moment comes first in a trace is a matter of chance.
enum class Side : std::uint8_t { app, wire };

// What a record shows at all: a console log at a low level has neither calls nor the wire, and at none what disconnect came to.
struct Shown {
  bool calls = true, other_results = true;  // the latter: of other calls than connect
  bool app = true, wire = true;
};
Shown shown_by(const Case& incident);

// Of the events of this client. The trace in time order. What the record does not show is left out, in a replay too.
Outline outline(const std::vector<trace::Event>& trace, const std::string& client, Side side, const Shown& shown = {});

// How it ended: the trouble behind the last success, or all of it where it ended well. What a scenario needs to show, whatever
// was ahead of it.
Outline ending(const Outline& outline);

// On one line: "login 0, lost, (login 4, result connect 31004) again and again".
std::string to_text(const Outline& outline);

// Is the replay the same? An answer whose status is not on record may have any. A replay that goes on where the incident's record
// breaks off is.
bool same(const Outline& incident, const Outline& replay, bool incident_has_end);

}  // namespace redial::doctor
