// Whether an event fits a pattern: the one meaning of patterns, for awaits and expectations alike.
#pragma once

#include <string>

#include "core/trace/event.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

// Absent fields of a pattern match anything; `call` counts the client's API calls, as Event::call does.
// A status for a certain end (kicked, token-incorrect, blocked, signed-out, timeout) fits as well an event that tells this end by
// code: disconnected, with a code that means it (docs/CONTRACT.md). APIs have the one or the other.
bool matches(const Pattern& pattern, const trace::Event& event);

}  // namespace redial::scenarios
