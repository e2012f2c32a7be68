// The project's notion of time: durations and instants without a way to ask what time it is.
// Reading a real clock happens in net/clock.hpp only, so everything above this header runs in virtual time too.
#pragma once

#include <chrono>

namespace redial {

using Duration = std::chrono::nanoseconds;

// A clock that nobody can read: instants come from whoever drives the code.
// On one machine, all processes of a run share its origin (the kernel's monotonic clock).
struct MonotonicClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<MonotonicClock, duration>;
  static constexpr bool is_steady = true;
};
using TimePoint = MonotonicClock::time_point;

// Milliseconds since the Unix epoch, as the vendor's protocol carries them.
using UnixMillis = std::chrono::milliseconds;

constexpr double to_milliseconds(Duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

}  // namespace redial
