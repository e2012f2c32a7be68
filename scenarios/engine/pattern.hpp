// Whether an event fits a pattern: the one meaning of patterns, for awaits and expectations alike.
#pragma once

#include <string>

#include "core/trace/event.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

// Absent fields of a pattern match anything; `call` counts the client's API calls, as Event::call does.
bool matches(const Pattern& pattern, const trace::Event& event);

}  // namespace redial::scenarios
