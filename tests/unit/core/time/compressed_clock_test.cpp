// The clock of compressed time.
#include "core/time/compressed_clock.hpp"

#include <gtest/gtest.h>

namespace redial {
namespace {

using namespace std::chrono_literals;

constexpr TimePoint kMachine{5h + 123ns};

TEST(CompressedClock, StartsWithTheMachinesTime) { EXPECT_EQ(CompressedClock::starting_at(kMachine).read(kMachine), kMachine); }

TEST(CompressedClock, CreepsBetweenJumps) {
  const auto clock = CompressedClock::starting_at(TimePoint(5h));
  EXPECT_EQ(clock.read(TimePoint(5h + 2s)), TimePoint(5h + 2ms));
}

TEST(CompressedClock, ReadsAfterAJumpWhatItJumpedTo) {
  auto clock = CompressedClock::starting_at(kMachine);
  clock.jump(kMachine + 45s, kMachine + 7ns);
  EXPECT_EQ(clock.read(kMachine + 7ns), kMachine + 45s);
}

TEST(CompressedClock, ACopyAgreesWithItForEver) {
  auto clock = CompressedClock::starting_at(kMachine);
  clock.jump(kMachine + 45s, kMachine + 1s);
  const CompressedClock copy{clock.skipped};
  EXPECT_EQ(copy.read(kMachine + 3s), clock.read(kMachine + 3s));
}

}  // namespace
}  // namespace redial
