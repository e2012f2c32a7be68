// Traces of a stored run read again, whole or in excerpts.
#pragma once

#include <vector>

#include "core/trace/event.hpp"
#include "reports/stored/cursor.hpp"
#include "scenarios/engine/verdict.hpp"

namespace redial::reports::stored {

void read(Cursor& cursor, Value value, trace::Event& event);

// Of a trace the events that describe_finding (writers/findings.hpp) shows of `checks`, in their order.
void read_excerpts(Cursor& cursor, Value value, const std::vector<scenarios::Check>& checks, std::vector<trace::Event>& trace);

}  // namespace redial::reports::stored
