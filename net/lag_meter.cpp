// A thread that does nothing but be woken.
#include "net/lag_meter.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "net/clock.hpp"

namespace redial::net {

LagMeter::LagMeter() : thread_([this](const std::stop_token& stop) { measure(stop); }) {}

std::vector<Duration> LagMeter::stop() {
  thread_.request_stop();
  thread_.join();
  return std::move(lags_);
}

void LagMeter::measure(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  for (TimePoint due = now() + kLagPeriod; !stop.stop_requested(); due = now() + kLagPeriod) {
    never.wait_until(lock, stop, std::chrono::steady_clock::time_point(due.time_since_epoch()), [] { return false; });
    if (!stop.stop_requested()) lags_.push_back(std::max(now() - due, Duration::zero()));
  }
}

}  // namespace redial::net
