// How the faults of one connection combine, and what they do when they strike.
#include "mock_server/faults/connection_faults.hpp"

#include <gtest/gtest.h>

#include "mock_server/faults/handshake_faults.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::ChunkPlan;
using fault::Direction;
using fault::FaultKind;
using fault::FaultSpec;
using fault::Moment;
using fault::Reply;
using fault::TlsFlaw;
using fault::UpgradeFate;
using Replies = std::vector<Reply>;

class ConnectionFaultsTest : public testing::Test {
 protected:
  std::uint32_t bind(FaultSpec spec) {
    faults.bind({++last_id, std::move(spec)});
    return last_id;
  }
  ChunkPlan chunk(std::size_t size = 1) {
    auto plan = ChunkPlan::pass(size);
    faults.on_chunk(Direction::to_client, plan, TimePoint{});
    return plan;
  }
  std::optional<Replies> instead_of(const Reply& reply) { return faults.on_reply(reply, TimePoint{}); }
  template <class Expected>
  Expected strike(const FaultSpec& spec) {
    const auto strike = faults.strike(bind(spec), TimePoint{});
    return std::get<Expected>(strike.value());
  }
  using Ids = std::vector<std::uint32_t>;

  Ids fired;
  ConnectionFaults faults{wire::Dialect::web, 1, [this](const ArmedFault& fault, TimePoint) { fired.push_back(fault.id); }};
  std::uint32_t last_id = 0;
};

TEST_F(ConnectionFaultsTest, WithoutFaultsEverythingPasses) {
  EXPECT_EQ(chunk(), ChunkPlan::pass(1));
  EXPECT_EQ(instead_of({wire::ConnAck{}}), std::nullopt);
  EXPECT_EQ(faults.on_upgrade({}).end, UpgradeFate::End::accepted);
  EXPECT_FALSE(faults.lowers_version({}));
  EXPECT_TRUE(fired.empty());
}

// ---- bytes ----

TEST_F(ConnectionFaultsTest, DelaysAddUp) {
  bind({.kind = FaultKind::delay, .by = 20ms});
  bind({.kind = FaultKind::delay, .by = 30ms});
  EXPECT_EQ(chunk(), (ChunkPlan{{{.size = 1, .after = 50ms}}}));
}

TEST_F(ConnectionFaultsTest, SliceDelayAndThrottleComeToTheSameInAnyOrder) {
  const ChunkPlan all{{{.size = 1, .after = 120ms}, {.size = 1, .after = 220ms}, {.size = 1, .after = 320ms}}};
  const auto slice = bind({.kind = FaultKind::slice, .bytes = 1});
  bind({.kind = FaultKind::delay, .by = 20ms});
  bind({.kind = FaultKind::throttle, .bytes = 10});
  EXPECT_EQ(chunk(3), all);
  for (std::uint32_t id = slice; id <= last_id; ++id) faults.unbind(id);
  bind({.kind = FaultKind::throttle, .bytes = 10});
  bind({.kind = FaultKind::delay, .by = 20ms});
  bind({.kind = FaultKind::slice, .bytes = 1});
  EXPECT_EQ(chunk(3), all);
}

TEST_F(ConnectionFaultsTest, CutCountsWhatTheBlackholeLetThrough) {
  const auto blackhole = bind({.kind = FaultKind::blackhole});
  bind({.kind = FaultKind::cut, .bytes = 2});
  faults.strike(blackhole, {});
  EXPECT_EQ(chunk(9), ChunkPlan{});
  faults.unbind(blackhole);
  EXPECT_EQ(chunk(9), (ChunkPlan{{{.size = 2}}, ChunkPlan::Then::close}));
}

TEST_F(ConnectionFaultsTest, BlackholePassesUntilItStrikesAndAfterItIsOver) {
  const auto id = bind({.kind = FaultKind::blackhole});
  EXPECT_EQ(chunk(), ChunkPlan::pass(1));
  EXPECT_TRUE(std::holds_alternative<GoSilent>(faults.strike(id, {}).value()));
  EXPECT_EQ(chunk(), ChunkPlan{});
  faults.unbind(id);
  EXPECT_EQ(chunk(), ChunkPlan::pass(1));
}

// ---- messages ----

TEST_F(ConnectionFaultsTest, DoubledAndDelayedMessageIsLateTwice) {
  bind({.kind = FaultKind::puback_twice});
  bind({.kind = FaultKind::puback_delay, .by = 1s});
  const Reply late{wire::ServerPubAck{}, 1s};
  EXPECT_EQ(instead_of({wire::ServerPubAck{}}), (Replies{late, late}));
  EXPECT_EQ(fired, (Ids{1, 2}));
}

TEST_F(ConnectionFaultsTest, DelayOfTheFirstMakesTheSecondOfTwoComeEarlier) {
  bind({.kind = FaultKind::puback_twice});
  bind({.kind = FaultKind::puback_delay, .by = 1s, .times = 1});
  EXPECT_EQ(instead_of({wire::ServerPubAck{}}), (Replies{{wire::ServerPubAck{}, 1s}, {wire::ServerPubAck{}}}));
}

TEST_F(ConnectionFaultsTest, WithheldMessageReachesNoLaterFault) {
  bind({.kind = FaultKind::connack_withhold});
  bind({.kind = FaultKind::connack_delay, .by = 1s});
  EXPECT_EQ(instead_of({wire::ConnAck{}}), Replies{});
  EXPECT_EQ(fired, (Ids{1}));
}

TEST_F(ConnectionFaultsTest, LastFramingCounts) {
  bind({.kind = FaultKind::text_frames});
  bind({.kind = FaultKind::connack_status, .status = 4});
  bind({.kind = FaultKind::fragments, .bytes = 2});
  EXPECT_EQ(instead_of({wire::ConnAck{}}),
            (Replies{{.message = wire::ConnAck{.status = 4}, .framing = {fault::Framing::Kind::fragments, 2}}}));
}

TEST_F(ConnectionFaultsTest, FiringIsToldOnce) {
  bind({.kind = FaultKind::ping_unanswered});
  instead_of({wire::PingResp{}});
  instead_of({wire::PingResp{}});
  EXPECT_EQ(fired, (Ids{1}));
}

TEST_F(ConnectionFaultsTest, VersionsAreLoweredSoManyTimes) {
  bind({.kind = FaultKind::queryack_lower_version, .times = 1});
  EXPECT_TRUE(faults.lowers_version({}));
  EXPECT_FALSE(faults.lowers_version({}));
  EXPECT_EQ(fired, (Ids{1}));
}

// ---- before the WebSocket ----

TEST_F(ConnectionFaultsTest, UpgradeIsLateAndRefused) {
  bind({.kind = FaultKind::upgrade_delay, .by = 1s});
  bind({.kind = FaultKind::upgrade_status, .status = 502});
  const auto fate = faults.on_upgrade({});
  EXPECT_EQ(fate.end, UpgradeFate::End::refused);
  EXPECT_EQ(fate.http_status, 502);
  EXPECT_EQ(fate.after, 1s);
  EXPECT_EQ(fired, (Ids{1, 2}));
}

TEST_F(ConnectionFaultsTest, UpgradeIsGarbageOrNeverComes) {
  bind({.kind = FaultKind::upgrade_garbage});
  EXPECT_EQ(faults.on_upgrade({}).end, UpgradeFate::End::garbage);
  bind({.kind = FaultKind::upgrade_hang});
  EXPECT_EQ(faults.on_upgrade({}).end, UpgradeFate::End::unanswered);
}

TEST(TlsFlaws, EveryTlsKindHasOneOfItsOwn) {
  std::vector<TlsFlaw> flaws;
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds())
    if (info.family == fault::Family::tls) flaws.push_back(tls_flaw_of(info.kind));
  EXPECT_EQ(flaws, (std::vector{TlsFlaw::unknown_ca, TlsFlaw::expired, TlsFlaw::not_yet_valid, TlsFlaw::wrong_host,
                                TlsFlaw::old_version, TlsFlaw::hang, TlsFlaw::cut}));
  EXPECT_EQ(tls_flaw_of(FaultKind::reset), TlsFlaw::none);
}

// ---- strikes ----

TEST_F(ConnectionFaultsTest, StrikesOnceAndNotAfterUnbinding) {
  const auto reset = bind({.kind = FaultKind::reset});
  EXPECT_TRUE(std::holds_alternative<ResetConnection>(faults.strike(reset, {}).value()));
  EXPECT_FALSE(faults.strike(reset, {}).has_value());
  const auto close = bind({.kind = FaultKind::close});
  faults.unbind(close);
  EXPECT_FALSE(faults.strike(close, {}).has_value());
}

TEST_F(ConnectionFaultsTest, EndsAsItsKindSays) {
  EXPECT_EQ(strike<CloseConnection>({.kind = FaultKind::close}).close_code, 1000);
  EXPECT_EQ(strike<CloseConnection>({.kind = FaultKind::close_code, .status = 1001}).close_code, 1001);
  EXPECT_EQ(strike<SendDisconnect>({.kind = FaultKind::disconnect, .status = 6}).status, 6);
}

TEST_F(ConnectionFaultsTest, SpeaksAsItsKindSays) {
  EXPECT_EQ(strike<SendMessage>({.kind = FaultKind::disconnect_only, .status = 6}).reply, (Reply{wire::ServerDisconnect{6}}));
  strike<RepeatConnAck>({.kind = FaultKind::connack_again});
  EXPECT_EQ(strike<SendMessage>({.kind = FaultKind::oversized_frame, .bytes = 5'000'000}).reply.framing,
            (fault::Framing{fault::Framing::Kind::oversized, 5'000'000}));
}

TEST_F(ConnectionFaultsTest, EveryOneShotKindStrikes) {
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds()) {
    const auto strike = faults.strike(bind({.kind = info.kind, .by = 1s, .status = 1, .bytes = 1}), {});
    EXPECT_EQ(strike.has_value(), info.takes_moment) << info.name;
    const bool silent = strike && std::holds_alternative<GoSilent>(*strike);
    EXPECT_EQ(silent, info.kind == FaultKind::blackhole) << info.name;
  }
}

TEST_F(ConnectionFaultsTest, WaitsForItsMoment) {
  bind({.kind = FaultKind::reset, .moment = Moment::open});
  bind({.kind = FaultKind::ping_unanswered});
  EXPECT_TRUE(faults.waiting_for(Moment::login).empty());
  ASSERT_EQ(faults.waiting_for(Moment::open).size(), 1u);
  faults.strike(1, {});
  EXPECT_TRUE(faults.waiting_for(Moment::open).empty());
}

}  // namespace
}  // namespace redial::mock_server
