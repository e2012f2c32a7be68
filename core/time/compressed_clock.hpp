// The clock of compressed time: it jumps from one interesting instant to the next, and in between it creeps.
// It reads no clock itself and does not know which instants are interesting.
#pragma once

#include "core/time/time.hpp"

namespace redial {

// How much slower than the machine's clock it runs between jumps. So slow that no machine is too busy to be in time, and not
// quite at rest, so that on all clocks of a run a cause has an earlier time than its effect.
inline constexpr int kCompressedClockSlowness = 1000;

// Every process that takes part in a run has a copy with the same `skipped`, and the machine's monotonic clock in common.
struct CompressedClock {
  Duration skipped{};

  // It starts with the machine's time, so that its times do not look strange among others.
  static CompressedClock starting_at(TimePoint machine) {
    CompressedClock clock;
    clock.jump(machine, machine);
    return clock;
  }

  TimePoint read(TimePoint machine) const { return TimePoint(skipped + machine.time_since_epoch() / kCompressedClockSlowness); }

  // Afterwards it reads `to` when the machine's clock is at `machine`. Never jump back.
  void jump(TimePoint to, TimePoint machine) {
    skipped = to.time_since_epoch() - machine.time_since_epoch() / kCompressedClockSlowness;
  }
};

}  // namespace redial
