// Which losses count, when they began, and where the time went.
#include "reports/reconnects.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/time/random.hpp"
#include "tests/unit/reports/trace_builder.hpp"

namespace redial::reports {
namespace {

using fault::FaultKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using Kind = trace::EventKind;
using Status = trace::ConnectionStatus;

std::vector<std::pair<std::string, int>> phases_in_ms(const Reconnect& reconnect) {
  std::vector<std::pair<std::string, int>> phases;
  for (const Phase& phase : reconnect.phases) phases.emplace_back(phase.name, phase.length / std::chrono::milliseconds(1));
  return phases;
}

int ms(TimePoint at) { return static_cast<int>(at.time_since_epoch() / std::chrono::milliseconds(1)); }
int ms(Duration d) { return static_cast<int>(d / std::chrono::milliseconds(1)); }

std::vector<Reconnect> reconnects(const TraceBuilder& trace) { return find_reconnects(trace.events()); }

// When the only reconnect of the trace began.
int lost_at(const TraceBuilder& trace) {
  const auto all = reconnects(trace);
  return all.size() == 1 ? ms(all.front().lost_at) : -1;
}

TEST(Reconnects, AResetIsSplitIntoItsPhases) {
  const auto all = reconnects(TraceBuilder()
                                  .connects(0, 1)
                                  .fault(100, 1, FaultKind::reset)
                                  .wire(103, Kind::socket_closed, 1)
                                  .status(104, Status::suspended)
                                  .wire(153, Kind::navigation_requested)
                                  .wire(160, Kind::navigation_answered)
                                  .wire(161, Kind::dial, 2)
                                  .wire(172, Kind::socket_opened, 2)
                                  .login(180, 2, "u1")
                                  .status(185, Status::connected));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].client, "alice");
  EXPECT_EQ(ms(all[0].lost_at), 100);
  EXPECT_EQ(ms(all[0].total), 85);
  EXPECT_EQ(all[0].attempts, 1u);
  EXPECT_THAT(phases_in_ms(all[0]), ElementsAre(Pair("notice", 3), Pair("backoff", 50), Pair("failed-attempts", 0),
                                                Pair("navigation", 7), Pair("dial", 12), Pair("login", 13)));
}

TEST(Reconnects, NavigationTakesNoTimeWhenNoneIsAsked) {
  const auto all = reconnects(TraceBuilder().connects(0, 1).wire(100, Kind::socket_closed, 1).connects(150, 2));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_THAT(phases_in_ms(all[0]), ElementsAre(Pair("notice", 0), Pair("backoff", 50), Pair("failed-attempts", 0),
                                                Pair("navigation", 0), Pair("dial", 1), Pair("login", 2)));
}

TEST(Reconnects, FailedAttemptsAreCountedAndTakeAPhaseOfTheirOwn) {
  const auto all = reconnects(TraceBuilder()
                                  .connects(0, 1)
                                  .wire(100, Kind::socket_closed, 1)
                                  .wire(110, Kind::navigation_requested)
                                  .wire(112, Kind::navigation_failed)
                                  .wire(120, Kind::navigation_requested)
                                  .wire(121, Kind::navigation_answered)
                                  .wire(122, Kind::dial, 2)
                                  .wire(130, Kind::socket_failed, 2)
                                  .wire(140, Kind::dial, 3)
                                  .wire(141, Kind::socket_opened, 3)
                                  .wire(142, Kind::socket_closed, 3)
                                  .connects(200, 4));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].attempts, 4u);
  EXPECT_THAT(phases_in_ms(all[0]), ElementsAre(Pair("notice", 0), Pair("backoff", 10), Pair("failed-attempts", 90),
                                                Pair("navigation", 0), Pair("dial", 1), Pair("login", 2)));
}

TEST(Reconnects, EachLossOfAClientCountsByItself) {
  const auto all = reconnects(TraceBuilder()
                                  .connects(0, 1)
                                  .wire(100, Kind::socket_closed, 1)
                                  .connects(150, 2)
                                  .fault(300, 2, FaultKind::close)
                                  .wire(301, Kind::socket_closed, 2)
                                  .connects(400, 3));
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(ms(all[0].total), 53);
  EXPECT_EQ(ms(all[1].lost_at), 300);
  EXPECT_EQ(ms(all[1].total), 103);
}

TEST(Reconnects, WithoutObservedDialsAllBehindTheNoticeIsUnobserved) {
  const auto all = reconnects(TraceBuilder()
                                  .login(1, 1, "u1")
                                  .result(2, 0, "u1")
                                  .fault(100, 1, FaultKind::reset)
                                  .status(110, Status::suspended)
                                  .login(150, 2, "u1")
                                  .status(160, Status::connected));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].attempts, 0u);
  EXPECT_THAT(phases_in_ms(all[0]), ElementsAre(Pair("notice", 10), Pair("unobserved", 50)));
}

// ---- when the link was lost ----

TEST(Reconnects, ABlackholeBeginsTheLossLongBeforeItIsNoticed) {
  EXPECT_EQ(lost_at(TraceBuilder()
                        .connects(0, 1)
                        .fault(100, 1, FaultKind::blackhole)
                        .server(15'000, Kind::server_sent, 1, "PUBLISH s_msg")
                        .status(21'000, Status::suspended)
                        .wire(21'001, Kind::socket_closed, 1)
                        .connects(22'000, 2)),
            100);
}

TEST(Reconnects, ABlackholeSwallowsTheAnswersToPingsToo) {
  EXPECT_EQ(lost_at(TraceBuilder()
                        .connects(0, 1)
                        .fault(100, 1, FaultKind::blackhole)
                        .server(200, Kind::server_sent, 1, "PINGRESP")
                        .wire(500, Kind::socket_closed, 1)
                        .connects(600, 2)),
            100);
}

TEST(Reconnects, ABlackholeThatTheConnectionOutlivesBeginsNoLoss) {
  EXPECT_EQ(lost_at(TraceBuilder()
                        .connects(0, 1)
                        .fault(100, 1, FaultKind::blackhole)
                        .fault(200, 0, FaultKind::blackhole, Kind::fault_cleared)
                        .server(300, Kind::server_sent, 1, "PINGRESP")
                        .wire(500, Kind::socket_closed, 1)
                        .connects(600, 2)),
            500);
}

TEST(Reconnects, ABlackholeThatIsOverTooLateStillBeginsTheLoss) {
  EXPECT_EQ(lost_at(TraceBuilder()
                        .connects(0, 1)
                        .fault(100, 1, FaultKind::blackhole)
                        .fault(200, 0, FaultKind::blackhole, Kind::fault_cleared)
                        .wire(500, Kind::socket_closed, 1)
                        .connects(600, 2)),
            100);
}

TEST(Reconnects, ADisconnectSentBeginsTheLoss) {
  EXPECT_EQ(lost_at(TraceBuilder()
                        .connects(0, 1)
                        .server(100, Kind::server_sent, 1, "DISCONNECT 6")
                        .server(102, Kind::server_closed, 1)
                        .wire(103, Kind::socket_closed, 1)
                        .connects(200, 2)),
            100);
}

TEST(Reconnects, TheFirstOfThePingsLeftUnansweredToTheEndBeginsTheLoss) {
  EXPECT_EQ(lost_at(TraceBuilder()
                        .connects(0, 1)
                        .fault(100, 1, FaultKind::ping_unanswered)
                        .server(200, Kind::server_sent, 1, "PINGRESP")
                        .fault(300, 1, FaultKind::ping_unanswered)
                        .fault(400, 1, FaultKind::ping_unanswered)
                        .wire(500, Kind::socket_closed, 1)
                        .connects(600, 2)),
            300);
}

TEST(Reconnects, AFaultThatEndsNothingBeginsNoLoss) {
  EXPECT_EQ(
      lost_at(TraceBuilder().connects(0, 1).fault(50, 1, FaultKind::delay).wire(100, Kind::socket_closed, 1).connects(200, 2)),
      100);
}

TEST(Reconnects, WhatTheServerSeesAfterTheClientMovesNothing) {
  EXPECT_EQ(
      lost_at(
          TraceBuilder().connects(0, 1).wire(100, Kind::socket_closed, 1).server(105, Kind::server_closed, 1).connects(200, 2)),
      100);
}

TEST(Reconnects, AFaultOfAnotherUsersConnectionBeginsNoLoss) {
  EXPECT_EQ(lost_at(TraceBuilder()
                        .connects(0, 1, "u1")
                        .of("bob")
                        .connects(10, 2, "u2")
                        .fault(50, 2, FaultKind::blackhole)
                        .of("alice")
                        .wire(100, Kind::socket_closed, 1)
                        .connects(200, 3, "u1")),
            100);
}

TEST(Reconnects, TwoLoginsOfOneUserAtATimeLeaveTheServersFactsOut) {
  EXPECT_EQ(lost_at(TraceBuilder()
                        .wire(0, Kind::dial, 1)
                        .wire(1, Kind::socket_opened, 1)
                        .login(2, 1, "u1")
                        .login(2, 2, "u1")
                        .result(3, 0, "u1")
                        .fault(50, 1, FaultKind::blackhole)
                        .wire(100, Kind::socket_closed, 1)
                        .connects(200, 3)),
            100);
}

TEST(Reconnects, ANumberSharedByConnectionsOfTwoAppsLeavesTheServersFactsOut) {
  EXPECT_EQ(lost_at(TraceBuilder()
                        .server(0, Kind::server_accepted, 1)
                        .connects(0, 1)
                        .server(10, Kind::server_accepted, 1)
                        .server(50, Kind::server_closed, 1)
                        .wire(100, Kind::socket_closed, 1)
                        .connects(200, 2)),
            100);
}

TEST(Reconnects, AClientThatDialsAnewHasNoticed) {
  const auto all = reconnects(TraceBuilder().connects(0, 1).fault(50, 1, FaultKind::reset).connects(200, 2));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_THAT(phases_in_ms(all[0]).front(), Pair("notice", 150));
}

// ---- what is no reconnect ----

TEST(Reconnects, AConnectionThatNeverComesBackGivesNone) {
  EXPECT_THAT(reconnects(TraceBuilder().connects(0, 1).wire(100, Kind::socket_closed, 1).wire(150, Kind::dial, 2)), IsEmpty());
}

TEST(Reconnects, TheFirstConnectGivesNone) {
  EXPECT_THAT(reconnects(TraceBuilder().wire(0, Kind::dial, 1).wire(9, Kind::socket_failed, 1).connects(50, 2)), IsEmpty());
}

TEST(Reconnects, TheAppsOwnDisconnectGivesNone) {
  EXPECT_THAT(
      reconnects(TraceBuilder().connects(0, 1).call(100, "disconnect").wire(101, Kind::socket_closed, 1).connects(200, 2)),
      IsEmpty());
}

TEST(Reconnects, ADisconnectWhileTheConnectionIsLostGivesNone) {
  EXPECT_THAT(reconnects(TraceBuilder().connects(0, 1).wire(90, Kind::socket_closed, 1).call(100, "disconnect").connects(200, 2)),
              IsEmpty());
}

TEST(Reconnects, ATerminalStatusGivesNoneEvenIfTheAppConnectsAgain) {
  EXPECT_THAT(reconnects(TraceBuilder()
                             .connects(0, 1)
                             .server(90, Kind::server_sent, 1, "DISCONNECT 1")
                             .wire(91, Kind::socket_closed, 1)
                             .status(92, Status::kicked)
                             .call(150, "connect")
                             .connects(200, 2)),
              IsEmpty());
}

TEST(Reconnects, TheClosingOfAnEarlierSocketIsNoLoss) {
  EXPECT_THAT(reconnects(TraceBuilder().wire(0, Kind::dial, 1).connects(50, 2).wire(100, Kind::socket_closed, 1)), IsEmpty());
}

TEST(Reconnects, TheRefusalOfASecondConnectDoesNotEndTheRecovery) {
  EXPECT_THAT(reconnects(TraceBuilder()
                             .connects(0, 1)
                             .wire(100, Kind::socket_closed, 1)
                             .call(110, "connect")
                             .result(111, 34001)
                             .connects(200, 2)),
              SizeIs(1));
}

TEST(Reconnects, ALateWordAboutTheLostConnectionDoesNotEndTheRecovery) {
  const auto all = reconnects(TraceBuilder()
                                  .wire(0, Kind::dial, 1)
                                  .wire(1, Kind::socket_opened, 1)
                                  .result(2, 0, "u1")
                                  .wire(3, Kind::socket_closed, 1)
                                  .status(4, Status::connected)
                                  .connects(200, 2));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(ms(all[0].total), 200);
}

TEST(Reconnects, TheLateResultOfAConnectThatAStatusToldDoesNotEndTheRecovery) {
  const auto all = reconnects(TraceBuilder()
                                  .wire(0, Kind::dial, 1)
                                  .wire(1, Kind::socket_opened, 1)
                                  .status(2, Status::connected)
                                  .wire(3, Kind::socket_closed, 1)
                                  .wire(4, Kind::dial, 2)
                                  .wire(5, Kind::socket_opened, 2)
                                  .result(6, 0, "u1")
                                  .status(203, Status::connected));
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(ms(all[0].total), 200);
}

// ---- whatever happens ----

// Any events in any order: what a broken client, or a broken agent, could tell.
TraceBuilder random_trace(Random& random) {
  TraceBuilder trace;
  int ms = 0;
  for (int i = 0; i < 60; ++i) {
    ms += static_cast<int>(random.below(50));
    const unsigned epoch = random.below(4);
    switch (random.below(10)) {
      case 0:
        trace.wire(ms, Kind::navigation_requested);
        break;
      case 1:
        trace.wire(ms, Kind::navigation_answered);
        break;
      case 2:
        trace.wire(ms, Kind::dial, epoch);
        break;
      case 3:
        trace.wire(ms, Kind::socket_opened, epoch);
        break;
      case 4:
        trace.wire(ms, Kind::socket_closed, epoch);
        break;
      case 5:
        trace.status(ms, Status::connected);
        break;
      case 6:
        trace.status(ms, Status::suspended);
        break;
      case 7:
        trace.login(ms, epoch, "u1");
        break;
      case 8:
        trace.fault(ms, epoch, FaultKind::blackhole);
        break;
      default:
        trace.result(ms, 0, "u1");
        break;
    }
  }
  return trace;
}

TEST(Reconnects, PhasesAreNeverNegativeAndSumUpToTheTotal) {
  Random random(1);
  std::size_t seen = 0;
  for (int round = 0; round < 2000; ++round) {
    for (const Reconnect& reconnect : reconnects(random_trace(random))) {
      ++seen;
      Duration sum{};
      for (const Phase& phase : reconnect.phases) {
        ASSERT_GE(phase.length, Duration{}) << phase.name;
        sum += phase.length;
      }
      ASSERT_EQ(sum, reconnect.total);
    }
  }
  EXPECT_GT(seen, 1000u);
}

}  // namespace
}  // namespace redial::reports
