// How wrong the times may be that are measured on this machine with this loop, these streams and these timers: found out before a
// run, on loopback. It gives every error as it was; what they amount to is for reports.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.hpp"
#include "core/time/time.hpp"

namespace redial::net {

struct CalibrationSamples {
  struct KnownDelay {
    Duration delay{};
    std::vector<Duration> errors;  // what was measured from request to answer, minus the delay as it really was
  };
  std::vector<KnownDelay> known_delays;  // the shortest first
  std::vector<Duration> arrivals;        // from the kernel's timestamp to the handler; empty where the kernel gives none
};

// Takes about half a second, with two threads that mostly wait. No error is ever negative. Not on a loop's thread. Error: there
// is no loopback, or the machine is so busy that it did not come to an end.
Result<CalibrationSamples> calibrate();

}  // namespace redial::net
