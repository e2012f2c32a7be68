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

std::string clock_id() {
  std::string boot_id = "unknown-boot";
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot_id;
  return boot_id + " monotonic";
}

}  // namespace redial::net
