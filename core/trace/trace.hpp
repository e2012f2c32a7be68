// The append-only record of a run. It stamps arrival order and bounds its own length; it never edits an event.
#pragma once

#include <cstddef>
#include <vector>

#include "core/trace/event.hpp"

namespace redial::trace {

// A run that says more than this is broken or attacked; further events are counted and dropped.
inline constexpr std::size_t kMaxEvents = 200'000;

class Trace {
 public:
  explicit Trace(std::size_t max_events = kMaxEvents) : max_events_(max_events) {}

  // Stamps the sequence number and keeps the event; drops and counts it beyond the limit.
  void append(Event event);

  // All events by `at`, ties in order of arrival: observers reach us by different roads, and the clock decides.
  // Stable for equal input; call when the run is over.
  std::vector<Event> in_time_order() const;

  const std::vector<Event>& in_arrival_order() const { return events_; }
  std::size_t dropped() const { return dropped_; }

 private:
  std::size_t max_events_;
  std::size_t dropped_ = 0;
  std::vector<Event> events_;
};

}  // namespace redial::trace
