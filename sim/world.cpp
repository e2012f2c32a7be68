// The event loop of a simulated world.
#include "sim/world.hpp"

#include <algorithm>

namespace redial::sim {

std::optional<trace::Event> World::next(TimePoint deadline) {
  while (observed_.empty()) {
    const auto due = queue_.next_deadline();
    if (!due || *due > deadline) {
      now_ = std::max(now_, deadline);
      return std::nullopt;
    }
    now_ = *due;
    (*queue_.pop_due(now_, choose()))();
  }
  trace::Event event = std::move(observed_.front());
  observed_.pop_front();
  return event;
}

// Which of those that are due at the same instant.
std::size_t World::choose() { return orders_ ? orders_->below(static_cast<std::uint32_t>(queue_.next_count())) : 0; }

// One by one: forgetting one thing may schedule another, such as the end of a connection.
void World::end() {
  while (const auto due = queue_.next_deadline()) queue_.pop_due(*due);
}

}  // namespace redial::sim
