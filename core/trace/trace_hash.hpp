// One number for a whole trace: equal traces have equal ones, whatever machine and compiler made them.
#pragma once

#include <string>
#include <vector>

#include "core/trace/event.hpp"

namespace redial::trace {

// Of the text forms of `events`, a line each, times relative to `origin`. 16 hexadecimal digits.
std::string trace_hash(const std::vector<Event>& events, TimePoint origin);

}  // namespace redial::trace
