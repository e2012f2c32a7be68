// How late this machine wakes a thread that asked to be woken: what a time measured on it may be off by, for that reason alone.
#pragma once

#include <thread>
#include <vector>

#include "core/time/time.hpp"

namespace redial::net {

inline constexpr Duration kLagPeriod = std::chrono::milliseconds(10);

// Asks for a waking every kLagPeriod, on a thread of its own, from when it is made. Not thread-safe.
class LagMeter {
 public:
  LagMeter();

  // Ends it. How late each waking was; none if it lived for less than a period. Call once.
  std::vector<Duration> stop();

 private:
  void measure(const std::stop_token& stop);

  std::vector<Duration> lags_;  // the thread's while it runs
  std::jthread thread_;
};

}  // namespace redial::net
