// What the conductor has to do to the server in a phase, by the shape of it.
#include "load/plan/course.hpp"

#include <gtest/gtest.h>

namespace redial::load {
namespace {

using namespace std::chrono_literals;

PhaseSpec phase(decltype(PhaseSpec::what) what) { return {.name = "a", .within = 1s, .what = what}; }

TEST(Course, AStormStrikesOnceAtTheBeginning) {
  EXPECT_EQ(course(phase(StormPhase{.by = Drop::close}), 3), (std::vector<Command>{{0s, Strike{Drop::close}}}));
}

TEST(Course, AStormByRestartTakesAllAppsTogether) {
  EXPECT_EQ(course(phase(StormPhase{.by = Drop::restart, .down = 2s}), 2),
            (std::vector<Command>{{0s, Restart{0, 2s}}, {0s, Restart{1, 2s}}}));
}

TEST(Course, ARollingRestartTakesOneAppAfterTheOther) {
  const PhaseSpec rolling = phase(RollingRestartPhase{.down = 2s, .pause = 1s});
  EXPECT_EQ(course(rolling, 3), (std::vector<Command>{{0s, Restart{0, 2s}}, {3s, Restart{1, 2s}}, {6s, Restart{2, 2s}}}));
  EXPECT_EQ(planned_length(rolling, 100, 3), 8s);
}

TEST(Course, AnExpiryExpiresAndThenResets) {
  EXPECT_EQ(course(phase(ExpiryPhase{}), 1), (std::vector<Command>{{0s, ExpireTokens{}}, {0s, Strike{Drop::reset}}}));
}

TEST(Course, WhatOnlyUsersDoAsksNothingOfTheServer) {
  EXPECT_TRUE(course(phase(ConnectPhase{.rate = 5}), 1).empty());
  EXPECT_TRUE(course(phase(HoldPhase{.lasts = 5s}), 1).empty());
  EXPECT_TRUE(course(phase(FlapPhase{.lasts = 5s}), 1).empty());
}

TEST(PlannedLength, IsWhatThePhaseAsksFor) {
  EXPECT_EQ(planned_length(phase(ConnectPhase{.rate = 5}), 100, 1), 20s);
  EXPECT_EQ(planned_length(phase(HoldPhase{.lasts = 5s}), 100, 1), 5s);
  EXPECT_EQ(planned_length(phase(FlapPhase{.lasts = 6s}), 100, 1), 6s);
  EXPECT_EQ(planned_length(phase(StormPhase{.by = Drop::reset}), 100, 1), 0s);
  EXPECT_EQ(planned_length(phase(StormPhase{.by = Drop::restart, .down = 3s}), 100, 2), 3s);
}

}  // namespace
}  // namespace redial::load
