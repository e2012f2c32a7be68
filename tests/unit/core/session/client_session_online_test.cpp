// Dialogues with the client's machine once it was online, and how it ends: drops, limits, the app's disconnect, requests.
#include "tests/unit/core/session/client_session_fixture.hpp"

namespace redial::session::client {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

// ---- keep-alive ----

TEST_F(ClientSessionTest, EveryPongStartsTheNextInterval) {
  go_online();
  EXPECT_THAT(server(wire::PingResp{}), ElementsAre("cancel pong", "start ping 15000ms"));
  EXPECT_THAT(fires(Timer::ping), ElementsAre("send PINGREQ", "start pong 6000ms"));
}

TEST_F(ClientSessionTest, AMissedPongSuspendsAndReconnects) {
  go_online();
  EXPECT_THAT(fires(Timer::pong), ElementsAre("close", "SUSPEND 30012", "start backoff 0ms"));
  EXPECT_THAT(fires(Timer::backoff), ElementsAre("CONNECTING", "dial 2 ws chat:1", "start dial 5000ms"));
}

TEST_F(ClientSessionTest, OnlySoManyMissedPongsInARowEndTheConnection) {
  auto patient = config();
  patient.missed_pings = 3;
  session = ClientSession(patient, Random(1));
  go_online();
  EXPECT_THAT(fires(Timer::pong), ElementsAre("send PINGREQ", "start pong 6000ms"));
  fires(Timer::pong);
  EXPECT_THAT(server(wire::PingResp{}), ElementsAre("cancel pong", "start ping 15000ms"));
  fires(Timer::ping);
  fires(Timer::pong);
  fires(Timer::pong);
  EXPECT_THAT(fires(Timer::pong), ElementsAre("close", "SUSPEND 30012", "start backoff 0ms"));
}

// ---- being dropped ----

TEST_F(ClientSessionTest, ADroppedClientComesBackByItself) {
  go_online();
  EXPECT_THAT(closed(), ElementsAre("cancel pong", "SUSPEND 30011", "start backoff 0ms"));
  EXPECT_EQ(session.state(), State::waiting);
  fires(Timer::backoff);
  opened();
  EXPECT_THAT(server(accepted()), Contains("RECONNECTED alice"));
}

TEST_F(ClientSessionTest, ReconnectingIsRepeatedAsThePolicySaysUntilItSucceeds) {
  go_online();
  closed();
  for (int attempt = 0; attempt < 3; ++attempt) {
    fires(Timer::backoff);
    EXPECT_THAT(refused(), ElementsAre("cancel dial", "SUSPEND 35008", "start backoff 5000ms"));
  }
  fires(Timer::backoff);
  opened();
  server(accepted());
  EXPECT_THAT(closed(), Contains("start backoff 0ms"));  // success resets the policy
}

TEST_F(ClientSessionTest, ATerminalCodeWhileReconnectingIsTheEnd) {
  go_online();
  closed();
  fires(Timer::backoff);
  opened();
  EXPECT_THAT(server(connack(4)), ElementsAre("cancel login", "close", "DISCONNECT 31004"));
  EXPECT_EQ(session.state(), State::failed);
}

TEST_F(ClientSessionTest, EachDisconnectOfTheServerHasItsDocumentedCode) {
  const std::vector<std::pair<std::uint8_t, std::string>> table = {{1, "31010"}, {2, "31011"}, {5, "31011"},
                                                                   {7, "31020"}, {8, "31001"}, {9, "31029"}};
  for (const auto& [status, code] : table) {
    go_online();
    EXPECT_THAT(server(wire::ServerDisconnect{status}), ElementsAre("cancel pong", "close", "DISCONNECT " + code));
    EXPECT_EQ(session.state(), State::failed);
  }
}

TEST_F(ClientSessionTest, RedirectWhileOnlineSuspendsAndAsksNavigationAgain) {
  go_online();
  EXPECT_THAT(server(wire::ServerDisconnect{6}), ElementsAre("cancel pong", "close", "SUSPEND 31006", "start backoff 0ms"));
  EXPECT_THAT(fires(Timer::backoff), ElementsAre("CONNECTING", "ask http://n1", "start navigation 10000ms"));
}

TEST_F(ClientSessionTest, AnUndocumentedDisconnectIsADrop) {
  go_online();
  EXPECT_THAT(server(wire::ServerDisconnect{77}), Contains("SUSPEND 30011"));
}

// ---- the first connect ----

TEST_F(ClientSessionTest, TheFirstConnectIsNotRetriedUnlessTheApiSaysSo) {
  dial();
  EXPECT_THAT(refused(), ElementsAre("cancel dial", "DISCONNECT 35008"));
  EXPECT_THAT(connect(), Contains("CONNECTING"));  // the app may try again
}

class RetryingFromTheStart : public ClientSessionTest {
 protected:
  RetryingFromTheStart() {
    auto patient = config();
    patient.retries_first_connect = true;
    session = ClientSession(patient, Random(1));
  }
};

TEST_F(RetryingFromTheStart, FailuresBeforeTheFirstSuccessStayUntold) {
  dial();
  EXPECT_THAT(refused(), ElementsAre("cancel dial", "start backoff 0ms"));
  EXPECT_THAT(fires(Timer::backoff), ElementsAre("dial 2 ws chat:1", "start dial 5000ms"));
}

TEST_F(RetryingFromTheStart, TerminalCodesAreNotRetried) {
  open();
  EXPECT_THAT(server(connack(4)), Contains("DISCONNECT 31004"));
}

TEST_F(RetryingFromTheStart, TheLimitEndsTryingWith34006) {
  EXPECT_THAT(connect(2s), ElementsAre("start limit 2000ms", "CONNECTING", "ask http://n1", "start navigation 10000ms"));
  EXPECT_THAT(fires(Timer::connect_limit), ElementsAre("cancel navigation", "DISCONNECT 34006"));
  EXPECT_THAT(fires(Timer::backoff), IsEmpty());
  EXPECT_EQ(session.state(), State::failed);
}

TEST_F(RetryingFromTheStart, TheLimitHoldsThroughTheBackoffToo) {
  connect(2s);
  navigation(answer({kPlain}));
  refused();
  EXPECT_THAT(fires(Timer::connect_limit), ElementsAre("cancel backoff", "DISCONNECT 34006"));
}

TEST_F(RetryingFromTheStart, ASuccessInsideTheLimitLiftsIt) {
  connect(2s);
  navigation(answer({kPlain}));
  opened();
  EXPECT_THAT(server(accepted()), Contains("cancel limit"));
  EXPECT_THAT(closed(), Contains("start backoff 0ms"));
}

// ---- the app disconnects ----

TEST_F(ClientSessionTest, DisconnectStopsWhateverIsGoingOn) {
  connect();
  EXPECT_THAT(disconnect(), ElementsAre("cancel navigation", "DISCONNECT 2"));
  dial();
  EXPECT_THAT(disconnect(), ElementsAre("cancel dial", "close", "DISCONNECT 2"));
  connect();
  opened();
  EXPECT_THAT(disconnect(), ElementsAre("cancel login", "close", "DISCONNECT 2"));
  connect();
  opened();
  server(accepted());
  EXPECT_THAT(disconnect(), ElementsAre("cancel pong", "close", "DISCONNECT 2"));
  EXPECT_EQ(session.state(), State::idle);
}

TEST_F(ClientSessionTest, DisconnectStopsReconnecting) {
  go_online();
  closed();
  EXPECT_THAT(disconnect(), ElementsAre("cancel backoff", "DISCONNECT 2"));
  EXPECT_THAT(fires(Timer::backoff), IsEmpty());
}

TEST_F(ClientSessionTest, DisconnectWithoutAConnectionSaysNothing) { EXPECT_THAT(disconnect(), IsEmpty()); }

// ---- requests ----

TEST_F(ClientSessionTest, IdsCountFromOneOnEveryConnection) {
  go_online();
  EXPECT_THAT(query(10), Contains("send QUERY pullMsg to alice #1"));
  EXPECT_THAT(send(11), Contains("send PUBLISH ppMsgP to bob #2"));
  closed();
  fires(Timer::backoff);
  opened();
  server(accepted());
  EXPECT_THAT(send(12), Contains("send PUBLISH ppMsgP to bob #1"));
}

TEST_F(ClientSessionTest, IdsContinueBehindTheOneInAV4Connack) {
  open();
  auto ack = accepted();
  ack.first_id = 500;
  server(ack);
  EXPECT_THAT(query(1), Contains("send QUERY pullMsg to alice #501"));
}

TEST_F(ClientSessionTest, IdsWrapAroundWithoutUsingZero) {
  open();
  auto ack = accepted();
  ack.first_id = 65535;
  server(ack);
  EXPECT_THAT(query(1), Contains("send QUERY pullMsg to alice #1"));
}

TEST_F(ClientSessionTest, AnswersGoToTheRequestTheyBelongTo) {
  go_online();
  send(10);
  query(11);
  EXPECT_THAT(server(wire::QueryAck{0, 2, 0, 0, {}}), ElementsAre("answered 11 0"));
  EXPECT_THAT(server(wire::ServerPubAck{1, 0, 0, 0, "uid"}), ElementsAre("published 10 0 uid"));
  EXPECT_THAT(server(wire::ServerPubAck{1, 0, 0, 0, "uid"}), IsEmpty());
}

TEST_F(ClientSessionTest, AServersStatusReachesTheAppUnchanged) {
  go_online();
  send(10);
  EXPECT_THAT(server(wire::ServerPubAck{1, 0, 405, 0, {}}), ElementsAre("published 10 405"));
}

TEST_F(ClientSessionTest, PendingRequestsFailWhenTheConnectionIsLost) {
  go_online();
  send(10);
  query(11);
  EXPECT_THAT(closed(), IsSupersetOf({"published 10 30001", "answered 11 30001"}));
}

TEST_F(ClientSessionTest, RequestsThatAreNotAnsweredInTimeFailWith30003) {
  go_online();
  EXPECT_THAT(send(10), Contains("start request 30000ms"));
  now += 10s;
  EXPECT_THAT(query(11), Not(Contains("start request 30000ms")));
  now += 20s;
  EXPECT_THAT(fires(Timer::request), ElementsAre("published 10 30003", "start request 10000ms"));
  now += 10s;
  EXPECT_THAT(fires(Timer::request), ElementsAre("answered 11 30003"));
}

TEST_F(ClientSessionTest, PushesAreAcknowledgedByTheirQos) {
  go_online();
  EXPECT_THAT(server(wire::ServerPublish{1, false, 0, "s_msg", "alice", 7, {}}), ElementsAre("send PUBACK #7", "pushed s_msg"));
  EXPECT_THAT(server(wire::ServerPublish{0, false, 0, "s_ntf", "alice", 8, {}}), ElementsAre("pushed s_ntf"));
  EXPECT_THAT(server(wire::ServerPublish{1, true, 0, "ppMsgP", "bob", 9, {}}), ElementsAre("pushed ppMsgP"));
  EXPECT_THAT(server(wire::QueryAck{1, 3, 0, 0, {}}), ElementsAre("send QUERYCON #3"));
}

}  // namespace
}  // namespace redial::session::client
