// What follows from a phase's counts.
#include "load/result/summary.hpp"

#include <gtest/gtest.h>

namespace redial::load {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

Phase storm_of_four(int back) {
  Phase storm{.shape = Shape::storm};
  storm.lost_users = 4;
  for (int i = 1; i <= back; ++i) storm.latency(What::back).record(microseconds(i));
  return storm;
}

TEST(UntilBack, CountsThoseWhoWereLost) {
  const Phase storm = storm_of_four(4);
  EXPECT_EQ(until_back(storm, 50), microseconds(2));
  EXPECT_EQ(until_back(storm, 51), microseconds(3));
  EXPECT_EQ(until_back(storm, 100), microseconds(4));
}

TEST(UntilBack, IsNothingWhereTooFewCameBack) {
  const Phase storm = storm_of_four(3);
  EXPECT_TRUE(until_back(storm, 75));
  EXPECT_FALSE(until_back(storm, 95));
  EXPECT_FALSE(until_back(storm, 100));
}

TEST(UntilBack, IsNothingWhereNobodyWasLost) { EXPECT_FALSE(until_back(Phase{}, 50)); }

TEST(Unfinished, IsWhatNeitherSucceededNorFailed) {
  EXPECT_EQ(unfinished({.intended = 12, .started = 10, .succeeded = 6, .failed = {{31004, 1}, {30003, 2}}}), 1u);
  EXPECT_EQ(unfinished({.intended = 12, .started = 1, .succeeded = 6, .failed{}}), 0u);
}

TEST(ConnectsPerSecond, AreOverThePhaseAndOverItsBestSecond) {
  Phase phase{.began = seconds(1), .ended = seconds(5)};
  phase.connects.succeeded = 40;
  phase.series = {.width = milliseconds(500), .attempts{}, .connects = {1, 10, 20, 9}, .losses{}, .messages{}};
  EXPECT_DOUBLE_EQ(connects_per_second(phase), 10);
  EXPECT_DOUBLE_EQ(best_connects_per_second(phase), 30);
}

TEST(ConnectsPerSecond, OfAPhaseWithoutTimeAreNone) {
  EXPECT_DOUBLE_EQ(connects_per_second(Phase{}), 0);
  EXPECT_DOUBLE_EQ(best_connects_per_second(Phase{}), 0);
}

TEST(OnlineOverTime, FollowsConnectsAndLosses) {
  Phase phase;
  phase.online_before = 10;
  phase.series = {.width = seconds(1), .attempts{}, .connects = {0, 4, 6}, .losses = {10, 0, 1}, .messages{}};
  EXPECT_EQ(online_over_time(phase), (std::vector<std::int64_t>{0, 4, 9}));
}

TEST(ServerUsage, IsToldPerLoginAndPerSession) {
  const ServerUsage usage{.cpu = milliseconds(90),
                          .logins = 1000,
                          .memory_before = 50'000,
                          .memory_after = 90'000,
                          .sessions_before = 5,
                          .sessions_after = 15};
  EXPECT_EQ(cpu_per_login(usage), microseconds(90));
  EXPECT_EQ(memory_per_session(usage), 4000);
}

TEST(ServerUsage, SaysNothingOfLoginsOrSessionsThatWereNot) {
  EXPECT_FALSE(cpu_per_login({.cpu = milliseconds(90)}));
  EXPECT_FALSE(memory_per_session({.memory_after = 90'000, .sessions_before = 5, .sessions_after = 5}));
}

}  // namespace
}  // namespace redial::load
