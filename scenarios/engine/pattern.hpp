// Whether an event fits a pattern: the one meaning of patterns, for awaits and expectations alike.
#pragma once

#include <string>

#include "core/trace/event.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

// Does a status event tell this? A status for a certain end (kicked, token-incorrect, blocked, signed-out, timeout) is told as
// well by one that tells the end by its code: disconnected, with a code that means it (docs/CONTRACT.md). APIs have the one or
// the other.
bool tells(const trace::Event& event, trace::ConnectionStatus status);

// Absent fields of a pattern match anything; `call` counts the client's API calls, as Event::call does, and a status fits as
// above.
bool matches(const Pattern& pattern, const trace::Event& event);

}  // namespace redial::scenarios
