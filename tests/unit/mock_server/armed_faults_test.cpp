// Faults at work in the service: who is struck, when, and what the trace says of it.
#include "tests/unit/mock_server/chat_world.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::Direction;
using fault::FaultKind;
using fault::Moment;
using trace::EventKind;

class ArmedFaults : public ChatWorld {
 protected:
  bool is_silent(ConnectionId id) { return server.filter(id, Direction::to_client, 10, now).pieces.empty(); }
};

TEST_F(ArmedFaults, ResetAtAcceptIsTheFateOfTheConnection) {
  arm({.kind = FaultKind::reset, .moment = Moment::accept, .last = 1});
  accept();
  EXPECT_EQ(accepted.how, AcceptFate::How::reset);
  accept();
  EXPECT_EQ(accepted.how, AcceptFate::How::serve);
}

TEST_F(ArmedFaults, CloseAtAcceptIsTheFateOfTheConnection) {
  arm({.kind = FaultKind::close, .moment = Moment::accept});
  accept();
  EXPECT_EQ(accepted.how, AcceptFate::How::close);
  EXPECT_EQ(last(EventKind::server_closed).detail, "by the server, gracefully: fault");
}

TEST_F(ArmedFaults, ConnectionEndedAtAcceptIsNotOpen) {
  arm({.kind = FaultKind::reset, .moment = Moment::accept});
  accept();
  EXPECT_EQ(server.stats(app)->connections_open, 0u);
  EXPECT_EQ(server.stats(app)->connections_accepted, 1u);
}

TEST_F(ArmedFaults, ResetSomeTimeAfterAcceptEndsAServedConnection) {
  arm({.kind = FaultKind::reset, .moment = Moment::accept, .after = 2s});
  accept();
  EXPECT_EQ(accepted.how, AcceptFate::How::serve);
  pass(2s);
  EXPECT_EQ(outputs(), (Texts{"1 reset"}));
}

TEST_F(ArmedFaults, ResetWhenOpenComesBeforeConnAck) {
  arm({.kind = FaultKind::reset, .moment = Moment::open});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 reset"}));
}

TEST_F(ArmedFaults, CloseAtLoginComesAfterConnAck) {
  arm({.kind = FaultKind::close});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "1 end"}));
}

TEST_F(ArmedFaults, DisconnectAtLoginFollowsConnAckAndCloses) {
  arm({.kind = FaultKind::disconnect, .status = 6});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "1 DISCONNECT 6", "1 end"}));
}

TEST_F(ArmedFaults, LoginMomentIsNotReachedByARefusedLogin) {
  arm({.kind = FaultKind::reset});
  dial(Token("garbage@"));
  EXPECT_TRUE(observed(EventKind::fault_fired).empty());
}

TEST_F(ArmedFaults, StrikesAfterItsDelay) {
  arm({.kind = FaultKind::reset, .after = 500ms});
  dial(issue("u1"));
  outputs();
  EXPECT_EQ(server.next_deadline(), now + 500ms);
  pass(499ms);
  EXPECT_EQ(outputs(), Texts{});
  pass(1ms);
  EXPECT_EQ(outputs(), (Texts{"1 reset"}));
}

TEST_F(ArmedFaults, ClearedBeforeItsDelayItDoesNotStrike) {
  arm({.name = "soon", .kind = FaultKind::reset, .after = 500ms});
  dial(issue("u1"));
  outputs();
  perform(control::ClearFaults{"soon"});
  pass(1s);
  EXPECT_EQ(outputs(), Texts{});
}

TEST_F(ArmedFaults, NowStrikesEveryLiveConnectionAndNoLaterOne) {
  dial(issue("u1"));
  dial(issue("u2"));
  outputs();
  arm({.kind = FaultKind::reset, .moment = Moment::now});
  EXPECT_EQ(outputs(), (Texts{"1 reset", "2 reset"}));
  dial(issue("u3"));
  EXPECT_EQ(outputs(), (Texts{"3 CONNACK 0"}));
}

TEST_F(ArmedFaults, NowWithADelayStrikesThoseAliveAtArming) {
  dial(issue("u1"));
  outputs();
  arm({.kind = FaultKind::close, .moment = Moment::now, .after = 1s});
  dial(issue("u2"));
  outputs();
  pass(1s);
  EXPECT_EQ(outputs(), (Texts{"1 end"}));
}

TEST_F(ArmedFaults, NowIsClearedOnceItHasStruck) {
  dial(issue("u1"));
  arm({.name = "drop", .kind = FaultKind::reset, .moment = Moment::now});
  EXPECT_EQ(last(EventKind::fault_cleared).name, "drop");
  arm({.name = "drop", .kind = FaultKind::reset, .moment = Moment::now});
}

TEST_F(ArmedFaults, NowOfAUserSparesOthers) {
  dial(issue("u1"));
  dial(issue("u2"));
  outputs();
  arm({.kind = FaultKind::disconnect, .status = 2, .moment = Moment::now, .user = "u2"});
  EXPECT_EQ(outputs(), (Texts{"2 DISCONNECT 2", "2 end"}));
}

TEST_F(ArmedFaults, DisconnectOfAConnectionThatIsNotOpenJustCloses) {
  accept();
  arm({.kind = FaultKind::disconnect, .status = 2, .moment = Moment::now});
  EXPECT_EQ(outputs(), (Texts{"1 end"}));
}

TEST_F(ArmedFaults, FaultOfAUserIsBoundWhenTheTokenTellsTheUser) {
  arm({.kind = FaultKind::reset, .last = 1, .user = "u2"});
  dial(issue("u1"));
  dial(issue("u2"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 CONNACK 0", "2 reset"}));
}

TEST_F(ArmedFaults, BlackholeIsSilentFromItsMomentToItsEnd) {
  arm({.kind = FaultKind::blackhole, .lasts = 10s});
  const auto id = accept();
  EXPECT_FALSE(is_silent(id));
  ask_upgrade(id, claim(app, issue("u1")));
  EXPECT_TRUE(is_silent(id));
  pass(10s);
  EXPECT_FALSE(is_silent(id));
}

TEST_F(ArmedFaults, BlackholeNowStaysUntilCleared) {
  const auto id = dial(issue("u1"));
  arm({.kind = FaultKind::blackhole, .moment = Moment::now});
  EXPECT_TRUE(is_silent(id));
  pass(1h);
  EXPECT_TRUE(is_silent(id));
  perform(control::ClearFaults{});
  EXPECT_FALSE(is_silent(id));
}

TEST_F(ArmedFaults, BlackholeOutlivesTheEndThatTheServerAskedFor) {
  const auto id = dial(issue("u1"));
  arm({.kind = FaultKind::blackhole, .moment = Moment::now});
  perform(control::DisconnectUser{UserId("u1"), 1});
  EXPECT_TRUE(is_silent(id));
}

TEST_F(ArmedFaults, DelayCoversLiveAndLaterConnections) {
  const auto live = dial(issue("u1"));
  arm({.kind = FaultKind::delay, .by = 30ms});
  const auto later = dial(issue("u2"));
  for (const auto id : {live, later}) EXPECT_EQ(server.filter(id, Direction::to_server, 1, now).pieces.at(0).after, 30ms);
}

TEST_F(ArmedFaults, UnknownConnectionIsNotFiltered) {
  EXPECT_EQ(server.filter(ConnectionId(99), Direction::to_client, 1, now), fault::ChunkPlan::pass(1));
}

TEST_F(ArmedFaults, PingOfALiveConnectionGoesUnanswered) {
  const auto id = dial(issue("u1"));
  outputs();
  arm({.kind = FaultKind::ping_unanswered});
  send(id, wire::PingReq{});
  EXPECT_EQ(outputs(), Texts{});
}

TEST_F(ArmedFaults, WithheldConnAckLeavesTheUserOffline) {
  arm({.kind = FaultKind::connack_withhold});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), Texts{});
  perform(control::DeliverMessage{UserId("u2"), UserId("u1"), "hi"});
  EXPECT_EQ(outputs(), Texts{});
  EXPECT_EQ(last(EventKind::server_login).code, 0);
}

TEST_F(ArmedFaults, DelayedConnAckComesWhenItsTimeHasCome) {
  arm({.kind = FaultKind::connack_delay, .by = 3s});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), Texts{});
  pass(3s);
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0"}));
}

TEST_F(ArmedFaults, LateConnAckToAConnectionThatIsGoneIsNotSent) {
  arm({.kind = FaultKind::connack_delay, .by = 3s});
  const auto id = dial(issue("u1"));
  server.closed(id, "closed by the client", now);
  pass(3s);
  EXPECT_EQ(outputs(), Texts{});
}

TEST_F(ArmedFaults, ConnAckStatusHidesTheDecisionFromTheClientAlone) {
  arm({.kind = FaultKind::connack_status, .status = 14});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 14", "1 end"}));
  EXPECT_EQ(last(EventKind::server_login).code, 0);
  EXPECT_EQ(last(EventKind::server_sent).name, "CONNACK 14");
}

TEST_F(ArmedFaults, TlsFlawIsPartOfTheFateOfATlsConnection) {
  arm({.kind = FaultKind::tls_wrong_host});
  accept(false);
  EXPECT_EQ(accepted.tls, fault::TlsFlaw::none);
  EXPECT_TRUE(observed(EventKind::fault_fired).empty());
  accept(true);
  EXPECT_EQ(accepted.tls, fault::TlsFlaw::wrong_host);
  EXPECT_EQ(last(EventKind::fault_fired).epoch, Epoch(2));
}

TEST_F(ArmedFaults, RefusedUpgradeOpensNothing) {
  arm({.kind = FaultKind::upgrade_status, .status = 503, .last = 1});
  const auto id = dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 upgrade 503"}));
  EXPECT_TRUE(observed(EventKind::server_upgraded).empty());
  server.closed(id, "closed by the client", now);
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"2 CONNACK 0"}));
}

TEST_F(ArmedFaults, UnansweredUpgradeStaysSo) {
  arm({.kind = FaultKind::upgrade_hang});
  dial(issue("u1"));
  pass(1h);
  EXPECT_EQ(outputs(), Texts{});
}

TEST_F(ArmedFaults, DelayedUpgradeIsAnsweredWhenItsTimeHasCome) {
  arm({.kind = FaultKind::upgrade_delay, .by = 3s});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), Texts{});
  EXPECT_EQ(server.next_deadline(), now + 3s);
  pass(3s);
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0"}));
}

TEST_F(ArmedFaults, DelayedUpgradeOfAClientThatIsGoneIsDropped) {
  arm({.kind = FaultKind::upgrade_delay, .by = 3s});
  const auto id = dial(issue("u1"));
  server.closed(id, "closed by the client", now);
  pass(3s);
  EXPECT_EQ(outputs(), Texts{});
}

TEST_F(ArmedFaults, UpgradeFaultOfAUserSparesOthers) {
  arm({.kind = FaultKind::upgrade_garbage, .user = "u2"});
  dial(issue("u1"));
  dial(issue("u2"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 upgrade garbage"}));
}

TEST_F(ArmedFaults, UpgradeIsAskedForOnce) {
  const auto id = accept();
  ask_upgrade(id, claim(app, issue("u1")));
  ask_upgrade(id, claim(app, issue("u2")));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0"}));
}

TEST_F(ArmedFaults, UpgradeThatNobodyAskedForIsIgnored) {
  server.upgrade(accept(), now);
  EXPECT_EQ(outputs(), Texts{});
}

TEST_F(ArmedFaults, CloseCodeIsThatOfTheEnd) {
  arm({.kind = FaultKind::close_code, .status = 1013});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "1 end 1013"}));
}

TEST_F(ArmedFaults, FramingIsOfTheFirstMessagesAlone) {
  arm({.kind = FaultKind::text_frames, .times = 1});
  const auto id = dial(issue("u1"));
  send(id, wire::PingReq{});
  const auto sent = take();
  EXPECT_EQ(std::get<SendBytes>(sent.at(0)).framing.kind, fault::Framing::Kind::text);
  EXPECT_EQ(std::get<SendBytes>(sent.at(1)).framing.kind, fault::Framing::Kind::binary);
}

TEST_F(ArmedFaults, TruncatedConnAckIsHalfOfItAndTheServerBelievesInIt) {
  dial(issue("u1"));
  const auto whole = std::get<SendBytes>(take().at(0)).message;
  arm({.kind = FaultKind::connack_truncated});
  const auto id = dial(issue("u2"));
  const auto half = std::get<SendBytes>(take().at(0)).message;
  EXPECT_EQ(half.size(), whole.size() / 2);
  EXPECT_FALSE(wire::decode_server_message(half, wire::ConnAckLayout::v3).ok());
  EXPECT_EQ(last(EventKind::server_sent).name, "CONNACK 0");
  EXPECT_EQ(last(EventKind::server_sent).detail, "truncated");
  send(id, wire::PingReq{});
  EXPECT_EQ(outputs().back(), "2 PINGRESP");
}

TEST_F(ArmedFaults, DoubledConnAckIsOneLogin) {
  arm({.kind = FaultKind::connack_twice});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "1 CONNACK 0"}));
  EXPECT_EQ(server.stats(app)->logins_accepted, 1u);
}

TEST_F(ArmedFaults, ConnAckComesAgainSomeTimeAfterLogin) {
  arm({.kind = FaultKind::connack_again, .after = 5s});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0"}));
  pass(5s);
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0"}));
}

TEST_F(ArmedFaults, DisconnectAloneLeavesTheConnectionUp) {
  arm({.kind = FaultKind::disconnect_only, .status = 1});
  const auto id = dial(issue("u1"));
  send(id, wire::PingReq{});
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "1 DISCONNECT 1", "1 PINGRESP"}));
}

TEST_F(ArmedFaults, DisconnectWhenOpenComesBeforeConnAck) {
  arm({.kind = FaultKind::disconnect_only, .status = 5, .moment = Moment::open});
  dial(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 DISCONNECT 5", "1 CONNACK 0"}));
}

TEST_F(ArmedFaults, WhatIsNoMessageIsCalledByTheFaultsKind) {
  dial(issue("u1"));
  take();
  for (const auto& [kind, bytes] : {std::pair(FaultKind::unknown_message, wire::Bytes{0xf0, 1, 2, 3}),
                                    std::pair(FaultKind::undecodable_message, wire::Bytes{0x30})}) {
    arm({.kind = kind, .moment = Moment::now});
    EXPECT_EQ(std::get<SendBytes>(take().at(0)).message, bytes);
    EXPECT_EQ(last(EventKind::server_sent).name, describe(kind).name);
    EXPECT_FALSE(wire::decode_server_message(bytes, wire::ConnAckLayout::v3).ok());
  }
}

TEST_F(ArmedFaults, OversizedFrameAnnouncesItsSize) {
  arm({.kind = FaultKind::oversized_frame, .bytes = 2'000'000});
  dial(issue("u1"));
  const auto frame = std::get<SendBytes>(take().at(1));
  EXPECT_EQ(frame.framing, (fault::Framing{fault::Framing::Kind::oversized, 2'000'000}));
}

TEST_F(ArmedFaults, SlicedDelayedAndCutConnectionIsAllOfThat) {
  const auto id = accept();
  arm({.kind = FaultKind::slice, .bytes = 2});
  arm({.kind = FaultKind::delay, .by = 30ms});
  arm({.kind = FaultKind::cut, .bytes = 3, .direction = Direction::to_client});
  EXPECT_EQ(server.filter(id, Direction::to_client, 5, now),
            (fault::ChunkPlan{{{.size = 2, .after = 30ms}, {.size = 1, .after = 30ms}}, fault::ChunkPlan::Then::close}));
  EXPECT_EQ(observed(EventKind::fault_fired).size(), 3u);
}

TEST_F(ArmedFaults, JitterRepeatsItselfUnderTheSameSeed) {
  const auto draws = [this](std::uint64_t seed) {
    control::CreateApp wanted;
    wanted.seed = seed;
    const AppKey key = server.create_app(wanted, now)->app_key;
    (void)server.perform(key, control::ArmFault{{.kind = FaultKind::jitter, .by = 1s}}, now);
    std::vector<Duration> drawn;
    for (int i = 0; i < 2; ++i) {
      const ConnectionId id(++last_connection);
      server.accept(key, id, wire::Dialect::web, false, now);
      drawn.push_back(server.filter(id, Direction::to_client, 1, now).pieces.at(0).after);
    }
    return drawn;
  };
  EXPECT_EQ(draws(7), draws(7));
  EXPECT_NE(draws(7), draws(8));
  EXPECT_NE(draws(7)[0], draws(7)[1]);
}

TEST_F(ArmedFaults, RefuseClosesTheListenerUntilItEnds) {
  arm({.kind = FaultKind::refuse, .plane = fault::Plane::navigation, .lasts = 2s});
  EXPECT_EQ(outputs(), (Texts{"close navigation"}));
  pass(2s);
  EXPECT_EQ(outputs(), (Texts{"open navigation"}));
}

TEST_F(ArmedFaults, ListenerOpensWhenItsLastReasonIsGone) {
  arm({.name = "one", .kind = FaultKind::refuse});
  arm({.name = "all", .kind = FaultKind::refuse, .plane = fault::Plane::all});
  EXPECT_EQ(outputs(), (Texts{"close chat", "close navigation"}));
  perform(control::ClearFaults{"one"});
  EXPECT_EQ(outputs(), Texts{});
  perform(control::ClearFaults{"all"});
  EXPECT_EQ(outputs(), (Texts{"open chat", "open navigation"}));
}

TEST_F(ArmedFaults, IsObservedWhenArmedFiredAndCleared) {
  arm({.name = "mine", .kind = FaultKind::connack_status, .status = 3, .user = "u1"});
  dial(issue("u1"));
  perform(control::ClearFaults{"mine"});
  for (const EventKind kind : {EventKind::fault_armed, EventKind::fault_fired, EventKind::fault_cleared}) {
    const auto event = last(kind);
    EXPECT_EQ(event.lane, trace::Lane::fault);
    EXPECT_EQ(event.name, "mine");
    EXPECT_EQ(event.detail, "connack-status");
    EXPECT_EQ(event.code, 3);
    EXPECT_EQ(event.user, "u1");
  }
  EXPECT_EQ(last(EventKind::fault_fired).epoch, Epoch(1));
}

TEST_F(ArmedFaults, FiringIsCounted) {
  arm({.kind = FaultKind::reset});
  dial(issue("u1"));
  dial(issue("u2"));
  EXPECT_EQ(server.stats(app)->faults_fired, 2u);
}

TEST_F(ArmedFaults, InvalidFaultIsRefusedWithAdvice) {
  const auto refused = attempt(control::ArmFault{{.kind = FaultKind::delay}});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(to_text(refused.error()), "by: 'delay' needs by; say how much later");
}

}  // namespace
}  // namespace redial::mock_server
