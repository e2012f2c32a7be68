// The only place that reads clocks. It hands out instants; comparing and adding them is everybody's own business.
#pragma once

#include <string>

#include "core/time/time.hpp"

namespace redial::net {

// CLOCK_MONOTONIC: nanoseconds since boot, one origin for all processes of this machine (Node's process.hrtime included). Any
// thread.
TimePoint now();

// The wall clock, milliseconds since 1970. Any thread.
UnixMillis unix_now();

// The wall-clock time that `TimePoint{}` stands for: unix_now() minus now(). Any thread.
UnixMillis unix_epoch();

// One instant on both clocks.
struct ClockPair {
  TimePoint steady{};
  std::chrono::nanoseconds unix_time{};  // since 1970
};

// Both clocks, read as close together as may be: off by some ten nanoseconds, unless the machine is very busy. Any thread.
ClockPair clock_pair();

// "<boot id> monotonic": equal texts mean that times of two processes may be subtracted. Any thread.
std::string clock_id();

}  // namespace redial::net
