// How an event begins: what happened, when and on which connection. The rest is told by whoever saw it.
#pragma once

#include "core/trace/event.hpp"

namespace redial::trace {

// In the lane of its kind.
inline Event event_of(EventKind kind, TimePoint at = {}, Epoch epoch = {}) {
  Event event;
  event.at = at;
  event.lane = describe(kind).lane;
  event.kind = kind;
  event.epoch = epoch;
  return event;
}

}  // namespace redial::trace
