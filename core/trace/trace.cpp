// See trace.hpp.
#include "core/trace/trace.hpp"

#include <algorithm>
#include <utility>

namespace redial::trace {

void Trace::append(Event event) {
  if (events_.size() >= max_events_) {
    ++dropped_;
    return;
  }
  event.sequence = events_.size() + 1;
  events_.push_back(std::move(event));
}

std::vector<Event> Trace::in_time_order() const {
  std::vector<Event> ordered = events_;
  std::ranges::stable_sort(ordered, {}, &Event::at);
  return ordered;
}

}  // namespace redial::trace
