// What a peer in compressed time says once it has nothing left to do until its clock is moved.
#pragma once

#include <cstdint>
#include <optional>

#include "core/time/time.hpp"

namespace redial::control {

struct Rest {
  // Grows with whatever the peer does. Two equal numbers in a row: in between it did nothing.
  std::uint64_t activity = 0;
  std::optional<TimePoint> next_timer;
};

}  // namespace redial::control
