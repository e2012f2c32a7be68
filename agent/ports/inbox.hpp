// Where a run waits: everything observed of its peers comes in here, and time passes here and nowhere else.
#pragma once

#include <algorithm>
#include <optional>

#include "core/time/time.hpp"
#include "core/trace/event.hpp"

namespace redial::agent {

// While it waits, a run wakes this often, to notice a stop request and a machine that cannot keep time.
inline constexpr Duration kHeartbeat = std::chrono::milliseconds(100);

class Inbox {
 public:
  virtual ~Inbox() = default;

  // The instant, on the clock that events are stamped with.
  virtual TimePoint now() = 0;

  // The next observation; nothing once `deadline` has passed and none is there. One reader.
  virtual std::optional<trace::Event> next(TimePoint deadline) = 0;

  // How far to ask `next` to wait at once in a wait that ends at `deadline`.
  virtual TimePoint wake_by(TimePoint deadline) { return std::min(deadline, now() + kHeartbeat); }

  // Adds an observation. Callable from any thread; never blocks for long.
  virtual void post(trace::Event event) = 0;
};

}  // namespace redial::agent
