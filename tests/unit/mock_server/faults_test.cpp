// The faults by themselves: what each hook does, how faults of one connection combine, which connection the plan picks.
#include <gtest/gtest.h>

#include "mock_server/faults/connection_faults.hpp"
#include "mock_server/faults/fault_plan.hpp"
#include "mock_server/faults/hooks_of.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::Direction;
using fault::FaultKind;
using fault::FaultSpec;
using fault::Moment;

// ---- hooks ----

bool holds(const fault::ChunkFate& fate) { return std::holds_alternative<fault::HoldChunk>(fate); }
Duration delay_of(const fault::ChunkFate& fate) { return std::get<fault::PassChunk>(fate).after; }
bool passes(const fault::ReplyFate& fate) { return std::holds_alternative<fault::PassReply>(fate); }

fault::ReplyFate fate_of(const FaultSpec& spec, const wire::ServerMessage& message) {
  return hooks_of(spec).replies->on_reply(message, TimePoint{});
}

TEST(FaultHooks, BlackholeHoldsBothDirections) {
  const auto hooks = hooks_of({.kind = FaultKind::blackhole});
  EXPECT_TRUE(holds(hooks.bytes->on_chunk(Direction::to_client, 1, {})));
  EXPECT_TRUE(holds(hooks.bytes->on_chunk(Direction::to_server, 1, {})));
}

TEST(FaultHooks, DelayConcernsItsDirection) {
  const auto hooks = hooks_of({.kind = FaultKind::delay, .by = 20ms, .direction = Direction::to_client});
  EXPECT_EQ(delay_of(hooks.bytes->on_chunk(Direction::to_client, 1, {})), 20ms);
  EXPECT_EQ(delay_of(hooks.bytes->on_chunk(Direction::to_server, 1, {})), 0ms);
}

TEST(FaultHooks, DelayOfBothDirectionsConcernsEach) {
  const auto hooks = hooks_of({.kind = FaultKind::delay, .by = 20ms});
  EXPECT_EQ(delay_of(hooks.bytes->on_chunk(Direction::to_server, 1, {})), 20ms);
}

TEST(FaultHooks, ConnAckIsWithheldAndNothingElse) {
  const FaultSpec spec{.kind = FaultKind::connack_withhold};
  EXPECT_TRUE(std::holds_alternative<fault::WithholdReply>(fate_of(spec, wire::ConnAck{})));
  EXPECT_TRUE(passes(fate_of(spec, wire::PingResp{})));
}

TEST(FaultHooks, ConnAckIsDelayedAndNothingElse) {
  const FaultSpec spec{.kind = FaultKind::connack_delay, .by = 3s};
  EXPECT_EQ(std::get<fault::DelayReply>(fate_of(spec, wire::ConnAck{})).by, 3s);
  EXPECT_TRUE(passes(fate_of(spec, wire::PingResp{})));
}

TEST(FaultHooks, ConnAckStatusStripsARefusal) {
  const FaultSpec spec{.kind = FaultKind::connack_status, .status = 14};
  const auto fate = fate_of(spec, wire::ConnAck{.status = 0, .user = "u1", .session = "s", .server_time_ms = 1});
  EXPECT_EQ(std::get<fault::ReplaceReply>(fate).message, wire::ServerMessage(wire::ConnAck{.status = 14}));
  EXPECT_TRUE(passes(fate_of(spec, wire::PingResp{})));
}

TEST(FaultHooks, ConnAckStatusZeroKeepsTheFields) {
  const FaultSpec spec{.kind = FaultKind::connack_status, .status = 0};
  const auto fate = fate_of(spec, wire::ConnAck{.status = 4, .user = "u1"});
  EXPECT_EQ(std::get<fault::ReplaceReply>(fate).message, wire::ServerMessage(wire::ConnAck{.status = 0, .user = "u1"}));
}

TEST(FaultHooks, PingIsUnansweredAndNothingElse) {
  const FaultSpec spec{.kind = FaultKind::ping_unanswered};
  EXPECT_TRUE(std::holds_alternative<fault::WithholdReply>(fate_of(spec, wire::PingResp{})));
  EXPECT_TRUE(passes(fate_of(spec, wire::ConnAck{})));
}

TEST(FaultHooks, NavigationAnswersWithTheStatus) {
  const auto fate = hooks_of({.kind = FaultKind::navigation_status, .status = 503}).navigation->on_navigation({});
  EXPECT_EQ(std::get<fault::AnswerNavigation>(fate).http_status, 503);
}

TEST(FaultHooks, NavigationGarbageIsATwoHundred) {
  const auto fate = hooks_of({.kind = FaultKind::navigation_garbage}).navigation->on_navigation({});
  EXPECT_EQ(std::get<fault::AnswerNavigation>(fate).http_status, 200);
}

TEST(FaultHooks, NavigationHangs) {
  const auto fate = hooks_of({.kind = FaultKind::navigation_hang}).navigation->on_navigation({});
  EXPECT_TRUE(std::holds_alternative<fault::HangNavigation>(fate));
}

TEST(FaultHooks, KindsThatTheServerCarriesOutHaveNone) {
  for (const FaultKind kind : {FaultKind::refuse, FaultKind::reset, FaultKind::close, FaultKind::disconnect}) {
    const auto hooks = hooks_of({.kind = kind, .status = 1});
    EXPECT_TRUE(!hooks.bytes && !hooks.replies && !hooks.navigation);
  }
}

// ---- the faults of one connection ----

class ConnectionFaultsTest : public testing::Test {
 protected:
  std::uint32_t bind(FaultSpec spec) {
    faults.bind({++last_id, std::move(spec)});
    return last_id;
  }
  fault::ChunkFate chunk(Direction direction = Direction::to_client) { return faults.on_chunk(direction, 1, TimePoint{}); }

  std::vector<std::uint32_t> fired;
  ConnectionFaults faults{[this](const ArmedFault& fault, TimePoint) { fired.push_back(fault.id); }};
  std::uint32_t last_id = 0;
};

TEST_F(ConnectionFaultsTest, WithoutFaultsEverythingPasses) {
  EXPECT_EQ(delay_of(chunk()), 0ms);
  EXPECT_TRUE(passes(faults.on_reply(wire::ConnAck{}, {})));
  EXPECT_TRUE(fired.empty());
}

TEST_F(ConnectionFaultsTest, DelaysAddUp) {
  bind({.kind = FaultKind::delay, .by = 20ms});
  bind({.kind = FaultKind::delay, .by = 30ms});
  EXPECT_EQ(delay_of(chunk()), 50ms);
}

TEST_F(ConnectionFaultsTest, BlackholePassesUntilItStrikes) {
  const auto id = bind({.kind = FaultKind::blackhole});
  EXPECT_EQ(delay_of(chunk()), 0ms);
  const auto strike = faults.strike(id, {});
  ASSERT_TRUE(strike.has_value());
  EXPECT_TRUE(std::holds_alternative<GoSilent>(*strike));
  EXPECT_TRUE(holds(chunk()));
}

TEST_F(ConnectionFaultsTest, UnboundFaultHasNoEffect) {
  const auto id = bind({.kind = FaultKind::blackhole});
  faults.strike(id, {});
  faults.unbind(id);
  EXPECT_FALSE(holds(chunk()));
}

TEST_F(ConnectionFaultsTest, StrikesOnceAndNotAfterUnbinding) {
  const auto reset = bind({.kind = FaultKind::reset});
  EXPECT_TRUE(std::holds_alternative<ResetConnection>(*faults.strike(reset, {})));
  EXPECT_FALSE(faults.strike(reset, {}).has_value());
  const auto close = bind({.kind = FaultKind::close});
  faults.unbind(close);
  EXPECT_FALSE(faults.strike(close, {}).has_value());
}

TEST_F(ConnectionFaultsTest, StrikesAsItsKindSays) {
  EXPECT_TRUE(std::holds_alternative<CloseConnection>(*faults.strike(bind({.kind = FaultKind::close}), {})));
  EXPECT_EQ(std::get<SendDisconnect>(*faults.strike(bind({.kind = FaultKind::disconnect, .status = 6}), {})).status, 6);
}

TEST_F(ConnectionFaultsTest, WaitsForItsMoment) {
  bind({.kind = FaultKind::reset, .moment = Moment::open});
  bind({.kind = FaultKind::ping_unanswered});
  EXPECT_TRUE(faults.waiting_for(Moment::login).empty());
  ASSERT_EQ(faults.waiting_for(Moment::open).size(), 1u);
  faults.strike(1, {});
  EXPECT_TRUE(faults.waiting_for(Moment::open).empty());
}

TEST_F(ConnectionFaultsTest, FaultBoundFirstDecidesOnAReply) {
  bind({.kind = FaultKind::connack_delay, .by = 1s});
  bind({.kind = FaultKind::connack_withhold});
  EXPECT_TRUE(std::holds_alternative<fault::DelayReply>(faults.on_reply(wire::ConnAck{}, {})));
  EXPECT_EQ(fired, (std::vector<std::uint32_t>{1}));
}

TEST_F(ConnectionFaultsTest, FiringIsToldOnce) {
  bind({.kind = FaultKind::ping_unanswered});
  faults.on_reply(wire::PingResp{}, {});
  faults.on_reply(wire::PingResp{}, {});
  EXPECT_EQ(fired, (std::vector<std::uint32_t>{1}));
}

// ---- the plan ----

class FaultPlanTest : public testing::Test {
 protected:
  void arm(FaultSpec spec) { ASSERT_TRUE(plan.arm(std::move(spec)).ok()); }
  std::vector<std::string> next_connection(const std::string& user = "") { return names(plan.count_connection(user)); }
  std::vector<std::string> names(const std::vector<ArmedFault>& faults) {
    std::vector<std::string> all;
    for (const ArmedFault& fault : faults) all.push_back(fault.spec.name);
    return all;
  }
  using Names = std::vector<std::string>;

  FaultPlan plan;
};

TEST_F(FaultPlanTest, InvalidFaultIsNotArmed) {
  EXPECT_FALSE(plan.arm({.kind = FaultKind::delay}).ok());
  EXPECT_EQ(next_connection(), Names{});
}

TEST_F(FaultPlanTest, NamelessFaultsGetNames) {
  EXPECT_EQ(plan.arm({.kind = FaultKind::reset})->spec.name, "fault-1");
  EXPECT_EQ(plan.arm({.kind = FaultKind::reset})->spec.name, "fault-2");
}

TEST_F(FaultPlanTest, NameInUseIsRefusedUntilCleared) {
  arm({.name = "mine"});
  EXPECT_FALSE(plan.arm({.name = "mine"}).ok());
  plan.clear("mine");
  EXPECT_TRUE(plan.arm({.name = "mine"}).ok());
}

TEST_F(FaultPlanTest, TooManyFaultsAreRefused) {
  for (std::size_t i = 0; i < kMaxArmedFaults; ++i) arm({});
  EXPECT_FALSE(plan.arm({}).ok());
}

TEST_F(FaultPlanTest, HoldsForEveryConnectionByDefault) {
  arm({.name = "all"});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(next_connection(), (Names{"all"}));
}

TEST_F(FaultPlanTest, HoldsForTheCountedConnectionsAlone) {
  next_connection();
  arm({.name = "second-and-third", .first = 2, .last = 3});
  EXPECT_EQ(next_connection(), Names{});
  EXPECT_EQ(next_connection(), (Names{"second-and-third"}));
  EXPECT_EQ(next_connection(), (Names{"second-and-third"}));
  EXPECT_EQ(next_connection(), Names{});
}

TEST_F(FaultPlanTest, FaultOfAUserCountsThatUsersConnectionsAlone) {
  arm({.name = "mine", .last = 1, .user = "u1"});
  EXPECT_EQ(next_connection(), Names{});
  EXPECT_EQ(next_connection("u2"), Names{});
  EXPECT_EQ(next_connection("u1"), (Names{"mine"}));
  EXPECT_EQ(next_connection("u1"), Names{});
}

TEST_F(FaultPlanTest, ConnectionsAndRequestsAreCountedApart) {
  arm({.name = "connection", .last = 1});
  arm({.name = "request", .kind = FaultKind::navigation_hang, .last = 1});
  EXPECT_EQ(names(plan.count_request("u1")), (Names{"request"}));
  EXPECT_EQ(next_connection(), (Names{"connection"}));
}

TEST_F(FaultPlanTest, NowAndRefuseHoldForNoNewConnection) {
  arm({.kind = FaultKind::reset, .moment = Moment::now});
  arm({.kind = FaultKind::refuse});
  EXPECT_EQ(next_connection(), Names{});
}

TEST_F(FaultPlanTest, ClearsByNameByIdAndAll) {
  arm({.name = "one"});
  arm({.name = "two"});
  arm({.name = "three"});
  EXPECT_EQ(names(plan.clear("two")), (Names{"two"}));
  EXPECT_EQ(plan.clear(1u)->spec.name, "one");
  EXPECT_FALSE(plan.clear(1u).has_value());
  EXPECT_EQ(names(plan.clear("")), (Names{"three"}));
}

TEST(FaultScope, LastingFaultWithoutCountConcernsLiveConnections) {
  EXPECT_TRUE(concerns_live_connections({.kind = FaultKind::ping_unanswered}));
  EXPECT_FALSE(concerns_live_connections({.kind = FaultKind::ping_unanswered, .last = 1}));
  EXPECT_FALSE(concerns_live_connections({.kind = FaultKind::navigation_hang}));
  EXPECT_FALSE(concerns_live_connections({.kind = FaultKind::refuse}));
}

TEST(FaultScope, OneShotFaultConcernsLiveConnectionsNowAlone) {
  EXPECT_TRUE(concerns_live_connections({.kind = FaultKind::reset, .moment = Moment::now}));
  EXPECT_FALSE(concerns_live_connections({.kind = FaultKind::reset}));
}

}  // namespace
}  // namespace redial::mock_server
