// Where a run waits: everything observed of its peers comes in here, and time passes here and nowhere else.
#pragma once

#include <optional>

#include "core/time/time.hpp"
#include "core/trace/event.hpp"

namespace redial::agent {

class Inbox {
 public:
  virtual ~Inbox() = default;

  // The instant, on the clock that events are stamped with.
  virtual TimePoint now() = 0;

  // The next observation; nothing once `deadline` has passed and none is there. One reader.
  virtual std::optional<trace::Event> next(TimePoint deadline) = 0;

  // Adds an observation. Callable from any thread; never blocks for long.
  virtual void post(trace::Event event) = 0;
};

}  // namespace redial::agent
