// The same numbers for the same seed, everywhere.
#include "core/time/random.hpp"

#include <gtest/gtest.h>

namespace redial {
namespace {

// The first outputs of SplitMix64 for seed 0, as published with the algorithm.
TEST(RandomTest, FollowsSplitMix64) {
  Random random(0);
  EXPECT_EQ(random.next(), 0xe220a8397b1dcdafu);
  EXPECT_EQ(random.next(), 0x6e789e6aa1b965f4u);
  EXPECT_EQ(random.next(), 0x06c45d188009454fu);
}

TEST(RandomTest, BelowReachesEveryValueAndNoOther) {
  Random random(3);
  int seen[5] = {};
  for (int i = 0; i < 1000; ++i) {
    const std::uint32_t value = random.below(5);
    ASSERT_LT(value, 5u);
    ++seen[value];
  }
  for (const int count : seen) EXPECT_GT(count, 100);
}

TEST(RandomTest, UnitStaysBelowOne) {
  Random random(9);
  for (int i = 0; i < 1000; ++i) {
    const double value = random.unit();
    ASSERT_GE(value, 0.0);
    ASSERT_LT(value, 1.0);
  }
}

}  // namespace
}  // namespace redial
