// Dialogues with the client's machine on its way to the first login, and the calls it refuses.
#include "tests/unit/core/session/client_session_fixture.hpp"

namespace redial::session::client {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// ---- the good way ----

TEST_F(ClientSessionTest, ConnectingGoesFromNavigationOverTheSocketToTheLogin) {
  EXPECT_THAT(connect(), ElementsAre("CONNECTING", "ask http://n1", "start navigation 10000ms"));
  EXPECT_EQ(session.state(), State::navigating);
  EXPECT_THAT(navigation(answer({kPlain})), ElementsAre("cancel navigation", "dial 1 ws chat:1", "start dial 5000ms"));
  EXPECT_EQ(session.state(), State::dialing);
  EXPECT_THAT(opened(), ElementsAre("cancel dial", "start login 10000ms"));
  EXPECT_EQ(session.state(), State::awaiting_login);
  EXPECT_THAT(server(accepted()), ElementsAre("cancel login", "CONNECTED alice", "send PINGREQ", "start pong 6000ms"));
  EXPECT_EQ(session.state(), State::online);
}

TEST_F(ClientSessionTest, TheSocketGetsTheShortenedTokenAndNavigationTheWholeOne) {
  const auto asked = session.handle(ConnectRequested{Token("abc@http://own;x"), {}}, now);
  EXPECT_EQ(std::get<AskNavigation>(asked[1]).token, Token("abc@http://own;x"));
  const auto dialled = session.handle(NavigationAnswered{1, 200, answer({kPlain})}, now);
  EXPECT_EQ(std::get<Dial>(dialled[1]).token, "abc@");
}

TEST_F(ClientSessionTest, OpenAntiAsksForTheV4Connack) {
  connect();
  auto navigated = answer({kPlain});
  navigated.open_anti = true;
  EXPECT_THAT(navigation(navigated), Contains("dial 1 ws chat:1 v4"));
}

TEST_F(ClientSessionTest, ConnectedTellsWhetherPushesAreOnlyHints) {
  connect();
  auto navigated = answer({kPlain});
  navigated.announces_messages = true;
  navigation(navigated);
  opened();
  const auto actions = session.handle(MessageArrived{session.epoch(), accepted()}, now);
  EXPECT_TRUE(std::get<Connected>(actions[1]).announces_messages);
}

TEST_F(ClientSessionTest, StatesHaveNames) {
  EXPECT_EQ(to_name(State::idle), "idle");
  EXPECT_EQ(to_name(State::awaiting_login), "awaiting-login");
}

// ---- calls that are refused ----

TEST_F(ClientSessionTest, ABlankTokenIsRefusedWithoutAnyTraffic) {
  EXPECT_THAT(tell(ConnectRequested{Token(""), {}}), ElementsAre("refuse 31004"));
  EXPECT_THAT(tell(ConnectRequested{Token(" \t\n"), {}}), ElementsAre("refuse 31004"));
  EXPECT_EQ(session.state(), State::idle);
}

TEST_F(ClientSessionTest, SecondConnectIsRefusedWithoutASecondDial) {
  connect();
  EXPECT_THAT(connect(), ElementsAre("refuse 34001"));
  navigation(answer({kPlain}));
  EXPECT_THAT(connect(), ElementsAre("refuse 34001"));
  opened();
  EXPECT_THAT(connect(), ElementsAre("refuse 34001"));
  server(accepted());
  EXPECT_THAT(connect(), ElementsAre("refuse 34001"));
  closed();
  EXPECT_THAT(connect(), ElementsAre("refuse 34001"));
  EXPECT_EQ(session.epoch(), Epoch(1));
}

TEST_F(ClientSessionTest, RequestsBeforeOnlineFailAtOnce) {
  EXPECT_THAT(send(1), ElementsAre("published 1 30001"));
  open();
  EXPECT_THAT(send(2), ElementsAre("published 2 30001"));
  EXPECT_THAT(query(3), ElementsAre("answered 3 30001"));
}

// ---- navigation ----

TEST_F(ClientSessionTest, TheTokensOwnHostsAreAskedFirstAndNobodyTwice) {
  EXPECT_THAT(tell(ConnectRequested{Token("t@http://own;http://n2"), {}}), Contains("ask http://own"));
  EXPECT_THAT(navigation_fails(), Contains("ask http://n2"));
  EXPECT_THAT(navigation_fails(), Contains("ask http://n1"));
  EXPECT_THAT(navigation_fails(), Contains("DISCONNECT 30007"));
}

TEST_F(ClientSessionTest, ANavigatorThatDoesNotAnswerIsGivenUpForTheNext) {
  connect();
  EXPECT_THAT(fires(Timer::navigation), ElementsAre("ask http://n2", "start navigation 10000ms"));
}

TEST_F(ClientSessionTest, OtherHttpErrorsAndGarbageLeadToTheNextNavigator) {
  connect();
  EXPECT_THAT(navigation_status(500), ElementsAre("cancel navigation", "ask http://n2", "start navigation 10000ms"));
  EXPECT_THAT(navigation_status(200), ElementsAre("cancel navigation", "DISCONNECT 30007"));
}

TEST_F(ClientSessionTest, Http401And403And416StopTheWalk) {
  for (const auto& [status, outcome] :
       {std::pair{401, "DISCONNECT 31004"}, {403, "DISCONNECT 31004"}, {416, "DISCONNECT 31030"}}) {
    connect();
    EXPECT_THAT(navigation_status(status), ElementsAre("cancel navigation", outcome)) << status;
    EXPECT_EQ(session.state(), State::failed);
  }
}

TEST_F(ClientSessionTest, TheBodysCodeCountsLikeTheHttpStatus) {
  for (const auto& [code, outcome] : {std::pair{401, "DISCONNECT 31004"}, {403, "DISCONNECT 31004"}, {416, "DISCONNECT 31030"}}) {
    connect();
    auto refusal = answer({kPlain});
    refusal.code = code;
    EXPECT_THAT(navigation(refusal), ElementsAre("cancel navigation", outcome)) << code;
  }
}

TEST_F(ClientSessionTest, NavigationWithoutAnAddressFailsWith35008) {
  connect();
  EXPECT_THAT(navigation(answer({})), ElementsAre("cancel navigation", "DISCONNECT 35008"));
}

TEST_F(ClientSessionTest, AnAnswerWithoutAnAddressIsNotRemembered) {
  connect();
  navigation(answer({}));
  EXPECT_THAT(connect(), Contains("ask http://n1"));
}

TEST_F(ClientSessionTest, ReconnectingSkipsNavigationWhileItsAnswerIsFresh) {
  go_online();
  now += config().navigation_cache - 1ns;
  closed();
  EXPECT_THAT(fires(Timer::backoff), ElementsAre("CONNECTING", "dial 2 ws chat:1", "start dial 5000ms"));
}

TEST_F(ClientSessionTest, NavigationIsAskedAgainAfterTwoHours) {
  go_online();
  now += config().navigation_cache;
  closed();
  EXPECT_THAT(fires(Timer::backoff), ElementsAre("CONNECTING", "ask http://n1", "start navigation 10000ms"));
}

TEST_F(ClientSessionTest, AnotherTokenIsNotServedFromTheCache) {
  go_online();
  disconnect();
  EXPECT_THAT(tell(ConnectRequested{Token("other@"), {}}), Contains("ask http://n1"));
}

// ---- dialling ----

TEST_F(ClientSessionTest, AddressesAreDialledByDescendingWeightEachInAnEpochOfItsOwn) {
  connect();
  EXPECT_THAT(navigation(answer({kPlain, kTls})), Contains("dial 1 wss chat:2"));
  EXPECT_THAT(refused(), ElementsAre("cancel dial", "dial 2 ws chat:1", "start dial 5000ms"));
  EXPECT_THAT(refused(), ElementsAre("cancel dial", "DISCONNECT 35008"));
}

TEST_F(ClientSessionTest, AnAddressThatDoesNotOpenInTimeIsClosedBeforeTheNextIsDialled) {
  dial({kPlain, kTls});
  EXPECT_THAT(fires(Timer::dial), ElementsAre("close", "dial 2 ws chat:1", "start dial 5000ms"));
}

TEST_F(ClientSessionTest, ASocketClosedBeforeTheLoginLeadsToTheNextAddress) {
  dial({kPlain, kTls});
  opened();
  EXPECT_THAT(closed(), ElementsAre("cancel login", "dial 2 ws chat:1", "start dial 5000ms"));
}

TEST_F(ClientSessionTest, AServerThatNeverAnswersTheLoginEndsTheConnectWith31000) {
  open();
  EXPECT_THAT(fires(Timer::login), ElementsAre("close", "DISCONNECT 31000"));
}

// ---- login ----

TEST_F(ClientSessionTest, EveryRefusalOfTheLoginIsTerminalWithItsDocumentedCode) {
  const std::vector<std::pair<std::uint8_t, std::string>> table = {
      {1, "31001"},  {2, "31002"},  {3, "31003"},  {4, "31004"},  {5, "31005"},  {7, "31007"},  {8, "31008"},
      {9, "31009"},  {10, "31020"}, {11, "31021"}, {12, "31022"}, {13, "31023"}, {14, "31024"}, {15, "31025"},
      {16, "31026"}, {17, "31027"}, {18, "31028"}, {19, "31029"}, {20, "31030"}};
  for (const auto& [status, code] : table) {
    connect();
    navigation(answer({kPlain}));  // answered from the cache after the first round
    opened();
    EXPECT_THAT(server(connack(status)), ElementsAre("cancel login", "close", "DISCONNECT " + code));
    EXPECT_EQ(session.state(), State::failed);
  }
}

TEST_F(ClientSessionTest, RedirectAtLoginAsksNavigationAgainInSpiteOfTheCache) {
  open();
  EXPECT_THAT(server(connack(6)), ElementsAre("cancel login", "close", "start backoff 0ms"));
  EXPECT_THAT(fires(Timer::backoff), ElementsAre("ask http://n1", "start navigation 10000ms"));
}

TEST_F(ClientSessionTest, ACircleOfRedirectsIsSlowedDownByTheBackoff) {
  open();
  EXPECT_THAT(server(connack(6)), Contains("start backoff 0ms"));
  fires(Timer::backoff);
  navigation(answer({kPlain}));
  opened();
  EXPECT_THAT(server(connack(6)), Contains("start backoff 5000ms"));
}

TEST_F(ClientSessionTest, AnUndocumentedStatusOrASuccessWithoutAUserIsAFailedHandshake) {
  open();
  EXPECT_THAT(server(connack(99)), ElementsAre("close", "cancel login", "DISCONNECT 30021"));
  connect();
  opened();
  EXPECT_THAT(server(connack(0)), ElementsAre("close", "cancel login", "DISCONNECT 30021"));
}

TEST_F(ClientSessionTest, NothingCountsBeforeTheConnack) {
  open();
  EXPECT_THAT(server(wire::ServerDisconnect{1}), IsEmpty());
  EXPECT_THAT(server(wire::PingResp{}), IsEmpty());
  EXPECT_EQ(session.state(), State::awaiting_login);
}

// ---- stale events ----

TEST_F(ClientSessionTest, CompletionsOfAnEarlierDialAreDroppedAndCounted) {
  dial({kPlain, kTls});
  fires(Timer::dial);
  EXPECT_THAT(tell(SocketOpened{Epoch(1)}), IsEmpty());
  EXPECT_THAT(tell(MessageArrived{Epoch(1), accepted()}), IsEmpty());
  EXPECT_EQ(session.stale_events(), 2u);
  EXPECT_EQ(session.state(), State::dialing);
}

TEST_F(ClientSessionTest, AnAnswerToAnEarlierQuestionIsDroppedAndCounted) {
  connect();
  fires(Timer::navigation);
  EXPECT_THAT(tell(NavigationAnswered{1, 403, std::nullopt}), IsEmpty());
  EXPECT_EQ(session.stale_events(), 1u);
}

TEST_F(ClientSessionTest, ACancelledTimerIsDroppedAndCounted) {
  connect();
  EXPECT_THAT(fires(Timer::dial), IsEmpty());
  EXPECT_EQ(session.stale_events(), 1u);
}

}  // namespace
}  // namespace redial::session::client
