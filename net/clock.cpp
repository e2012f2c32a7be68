// Reads the kernel's clocks and its boot id.
#include "net/clock.hpp"

#include <chrono>
#include <fstream>

namespace redial::net {

TimePoint now() {
  // libstdc++'s steady_clock is CLOCK_MONOTONIC, without an origin of its own.
  return TimePoint(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()));
}

UnixMillis unix_now() { return std::chrono::duration_cast<UnixMillis>(std::chrono::system_clock::now().time_since_epoch()); }

UnixMillis unix_epoch() { return unix_now() - std::chrono::duration_cast<UnixMillis>(now().time_since_epoch()); }

// The narrowest of three.
ClockPair clock_pair() {
  ClockPair best;
  Duration narrowest = Duration::max();
  for (int i = 0; i < 3; ++i) {
    const TimePoint before = now();
    const auto unix_time = std::chrono::duration_cast<Duration>(std::chrono::system_clock::now().time_since_epoch());
    const Duration width = now() - before;
    if (width >= narrowest) continue;
    narrowest = width;
    best = {before + width / 2, unix_time};
  }
  return best;
}

std::string clock_id() {
  std::string boot_id = "unknown-boot";
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot_id;
  return boot_id + " monotonic";
}

}  // namespace redial::net
