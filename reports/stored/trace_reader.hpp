// Traces of a stored run read again, whole or in excerpts.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/trace/event.hpp"
#include "reports/stored/cursor.hpp"
#include "scenarios/engine/verdict.hpp"

namespace redial::reports::stored {

void read(Cursor& cursor, Value value, trace::Event& event);

// Of a trace the events that describe_finding (writers/findings.hpp) shows of `checks`, in their order.
void read_excerpts(Cursor& cursor, Value value, const std::vector<scenarios::Check>& checks, std::vector<trace::Event>& trace);

// Of the text of a trace's events the part that read_excerpts finds the same in, without parsing the rest. Nothing: the events
// are not laid out as writers/json.cpp does it, or some check finds none of its own; all of them have to be read.
std::optional<std::string_view> excerpts_in(std::string_view events, const std::vector<scenarios::Check>& checks);

}  // namespace redial::reports::stored
