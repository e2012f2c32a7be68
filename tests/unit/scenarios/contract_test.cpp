// The finer points of rules, beyond the stories that keep and break each of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/control/client_command.hpp"
#include "scenarios/engine/contract/rule.hpp"
#include "tests/unit/scenarios/story.hpp"

namespace redial::scenarios::contract {
namespace {

using Kind = trace::EventKind;
using enum trace::ConnectionStatus;
using std::chrono::seconds;
using testing::ElementsAre;

const Rule& rule(std::string_view id) {
  for (const Rule& candidate : all_rules()) {
    if (candidate.id == id) return candidate;
  }
  throw std::runtime_error("no rule " + std::string(id));
}

Finding check(std::string_view id, const Story& story) { return rule(id).check(Timeline(story.events(), "alice")); }

void expect_kept(std::string_view id, const Story& story) {
  const Finding finding = check(id, story);
  EXPECT_EQ(finding.kind, Finding::Kind::kept) << finding.detail;
}
void expect_broken(std::string_view id, const Story& story) {
  const Finding finding = check(id, story);
  EXPECT_EQ(finding.kind, Finding::Kind::broken);
  EXPECT_NE(finding.detail, "");
  EXPECT_FALSE(finding.events.empty());
}
void expect_no_occasion(std::string_view id, const Story& story) { EXPECT_EQ(check(id, story).kind, Finding::Kind::no_occasion); }

TEST(Contract, EveryRuleHasIdPromiseSourceAndProfiles) {
  std::set<std::string_view> ids;
  for (const Rule& each : all_rules()) {
    EXPECT_TRUE(ids.insert(each.id).second) << each.id;
    EXPECT_FALSE(each.promise.empty()) << each.id;
    EXPECT_FALSE(each.source.empty()) << each.id;
    EXPECT_FALSE(each.profiles.empty()) << each.id;
  }
}

TEST(Contract, NoRuleFindsAnythingInAnEmptyTrace) {
  for (const Rule& each : all_rules()) EXPECT_EQ(each.check(Timeline({}, "alice")).kind, Finding::Kind::no_occasion) << each.id;
}

TEST(Contract, RulesNameProfilesThatThereAre) {
  for (const Rule& each : all_rules()) {
    for (const std::string_view profile : each.profiles) {
      EXPECT_NE(std::ranges::find(control::kApiProfiles, profile), std::end(control::kApiProfiles)) << each.id;
    }
  }
}

TEST(Contract, AdvisoryRulesNameWhatStandsAgainstThem) {
  for (const Rule& each : all_rules()) {
    if (each.severity != Severity::advisory) continue;
    EXPECT_THAT(each.source, testing::AnyOf(testing::HasSubstr("against"), testing::HasSubstr("contradict"),
                                            testing::HasSubstr("only this page")))
        << each.id;
  }
}

TEST(Contract, RulesHoldForTheProfilesTheyName) {
  EXPECT_TRUE(holds_for(rule("no-callback-after-refusal"), "uniapp"));
  EXPECT_FALSE(holds_for(rule("no-callback-after-refusal"), "web"));
}

TEST(OneResultPerConnect, CountsEachCallByItself) {
  expect_kept("one-result-per-connect", Story().connected(1).call("connect", 2).returned("connect", 2).result(2, 34001));
}

TEST(UserIdWithSuccessOnly, IsBrokenBySuccessWithoutAUser) {
  expect_broken("user-id-with-success-only", Story().call("connect", 1).result(1, 0));
}

TEST(NoAttemptAfter31004, IsBrokenByANavigationRequest) {
  expect_broken("no-attempt-after-31004", Story().status(disconnected, 31004).event(Kind::navigation_requested));
}
TEST(NoAttemptAfter31004, IsBrokenBehindAStatusWithoutACode) {
  expect_broken("no-attempt-after-31004", Story().status(token_incorrect).event(Kind::dial));
}
TEST(NoAttemptAfter31004, AllowsADialAfterTheAppConnectedAgain) {
  expect_kept("no-attempt-after-31004", Story().call("connect", 1).result(1, 31004).call("connect", 2).event(Kind::dial));
}
TEST(NoAttemptAfter31004, NamesBothEvents) {
  EXPECT_THAT(check("no-attempt-after-31004", Story().call("connect", 1).result(1, 31004).event(Kind::dial)).events,
              ElementsAre(2, 3));
}

TEST(BusinessCallsFailBeforeConnected, IsKeptByARefusal) {
  expect_kept("business-calls-fail-before-connected", Story().call("send-text", 1).returned("send-text", 1, 33002));
}

TEST(ValidTokenConnects, IsBrokenByAnotherUser) {
  expect_broken("valid-token-connects", Story().listening().connect().login(0).result(1, 0, "bob"));
}

TEST(ValidTokenConnects, SaysNothingOfAConnectThatTheAppCutShort) {
  expect_no_occasion("valid-token-connects",
                     Story().listening().connect().login(0).call("disconnect", 2).result(1, 2).over(seconds(1)));
}

TEST(ReconnectsByItself, IsBrokenByALateDial) {
  expect_broken("reconnects-by-itself", Story().online().dropped().wait(seconds(11)).event(Kind::dial));
}
TEST(ReconnectsByItself, SaysNothingAfterATerminalStatus) {
  expect_no_occasion("reconnects-by-itself",
                     Story().online().wire(Kind::socket_closed, 1).status(disconnected, 31010).over(seconds(20)));
}

TEST(RulesAboutTime, SayThatTheirBreachIs) {
  EXPECT_TRUE(check("reconnects-by-itself", Story().online().dropped().over(seconds(11))).about_time);
  EXPECT_FALSE(check("no-attempt-after-31004", Story().status(disconnected, 31004).event(Kind::dial)).about_time);
}

TEST(WebStatusTransitions, ForbidComingBackFromDisconnectedWithoutACall) {
  expect_broken("web-status-transitions", Story().connected().status(disconnected, 31010).status(connecting));
}
TEST(WebStatusTransitions, AllowComingBackFromDisconnectedByACall) {
  expect_kept("web-status-transitions", Story().connected(1).status(disconnected, 2).connected(2));
}

// The end of the first connection is told when the second connect has been called.
Story restarted() { return Story().listening().connected(1).call("disconnect", 2).connect(3).status(disconnected, 2); }

TEST(WebStatusTransitions, AnEndThatTheAppAskedForIsNotThatOfAConnectBehindIt) {
  expect_kept("web-status-transitions", restarted().status(connecting).status(connected));
  expect_broken("web-status-transitions", restarted().status(disconnected, 31010).status(connecting));
}

TEST(OutcomeIsTold, AnEndThatTheAppAskedForIsNoOutcomeOfAConnectBehindIt) {
  const auto later = [] { return restarted().wait(seconds(3)).status(connecting).status(connected); };
  expect_kept("outcome-is-told", later().result(3, 0, "alice").over(seconds(2)));
  expect_broken("outcome-is-told", later().over(seconds(2)));
}

TEST(SilenceAfterDisconnect, AllowsTheLateResultOfAConnectThatAStatusHadTold) {
  const auto ended = [] { return Story().listening().connect().call("disconnect", 2).returned("disconnect", 2); };
  Story told = Story().listening().connect().status(connected).call("disconnect", 2).returned("disconnect", 2);
  expect_kept("silence-after-disconnect", told.result(1, 0, "alice"));
  expect_broken("silence-after-disconnect", ended().result(1, 0, "alice"));
}

TEST(DatabaseOpenedBeforeConnected, IsBrokenByADatabaseThatNeverOpens) {
  expect_broken("database-opened-before-connected", Story().call("connect", 1).returned("connect", 1, 0).result(1, 0, "alice"));
}
TEST(DatabaseOpenedBeforeConnected, AnOpeningWithoutACallBelongsToTheConnectThatWaitsForItsResult) {
  const auto first = [] { return Story().call("connect", 1).returned("connect", 1, 0); };
  const char* const rule = "database-opened-before-connected";
  expect_kept(rule, first().event(Kind::database_opened).code(0).result(1, 0, "alice"));
  expect_broken(rule, first().result(1, 0, "alice").event(Kind::database_opened).code(0));
}

TEST(DatabaseOpenedBeforeConnected, AnOpeningWithoutACallStandsForLaterConnectsOfTheSameUser) {
  const auto again = [](const std::string& user) {
    Story story = Story().listening().connect(1, "old").event(Kind::database_opened).code(0).result(1, 31004);
    story.connect(2).result(2, 0, "alice");
    return story.connect(3).result(3, 0, user);
  };
  expect_kept("database-opened-before-connected", again("alice"));
  expect_broken("database-opened-before-connected", again("bob"));
}

TEST(SuccessTellsConnected, IsNotAskedOfASecondConnectOfAConnectedClient) {
  expect_no_occasion("success-tells-connected",
                     Story().listening().status(connected).connect(2).result(2, 0, "alice").over(seconds(2)));
}

TEST(ServerDisconnectIsTold, LooksPastNewsOfTheLogin) {
  expect_kept("server-disconnect-is-told",
              Story().listening().connect().login(0).said("DISCONNECT 2").result(1, 0, "alice").status(disconnected, 31011));
}

TEST(LoginRefusalIsTold, LooksAtTheFirstAnswerOfAConnectionOnly) {
  expect_no_occasion("login-refusal-is-told", Story().online().said("CONNACK 4").wait(seconds(2)).status(disconnected, 31010));
}

TEST(FailureTellsNoConnected, SaysNothingOfARefusedSecondConnect) {
  expect_no_occasion("failure-tells-no-connected",
                     Story().listening().connect(1).connect(2).result(2, 33006).status(connected).result(1, 0, "alice"));
}

TEST(ResultAndEventAgree, SaysNothingOfARefusedSecondConnect) {
  expect_kept("result-and-event-agree",
              Story().connect(1).connect(2).result(2, 34001).status(disconnected, 31004).result(1, 31004));
}

TEST(RecoveryIsTold, SaysNothingWhileAFaultMayHoldTheLoginBack) {
  expect_no_occasion(
      "recovery-is-told",
      Story().online().event(Kind::fault_fired).detail("throttle").dropped().login(0, "good", 2).over(seconds(60)));
}

TEST(UsesTheLatestToken, AllowsALoginThatWasOnItsWay) {
  expect_no_occasion("uses-the-latest-token",
                     Story().connect(1, "old").wire(Kind::dial, 1).connect(2, "new").navigated().login(0, "old"));
}

TEST(UsesTheLatestToken, CountsAConnectThatTheServerRefusesSoon) {
  Story story;
  story.connect(1, "new").navigated().wire(Kind::dial, 1).login(0, "new").result(1, 0, "alice").call("disconnect", 2);
  story.connect(3, "old").wire(Kind::dial, 2).login(4, "old", 2).result(3, 31004);
  expect_kept("uses-the-latest-token", story);
}

TEST(ServerSide, IsNotReadWhereClientsShareAToken) {
  Story shared;
  shared.of("bob").connect().of("alice").listening().connect().login(9).result(1, 31004);
  expect_no_occasion("login-refusal-is-told", shared);
}
TEST(ServerSide, IsToldApartByTheTokensOfClients) {
  Story apart;
  apart.of("bob").connect(1, "bobs").of("alice").listening().connect().login(9).result(1, 31004);
  expect_broken("login-refusal-is-told", apart);
}

TEST(UserIsTheTokens, ALoginThatIsTakenDownLateIsNotMissed) {
  Story story = Story().online().connect(2, "bobs").result(2, 0, "bob");
  story.server(Kind::server_login, {}, 2).token("bobs").code(0).user("bob");
  expect_kept("user-is-the-tokens", story);
}

TEST(WaitsNoLess, CountsAllAddressesOfARoundAsOneAttempt) {
  Story story = Story().online().dropped().wait(seconds(1));
  story.wire(Kind::dial, 2).detail("ws a").wire(Kind::socket_failed, 2);
  story.wire(Kind::dial, 3).detail("ws b").wire(Kind::socket_failed, 3);
  story.wait(seconds(5)).wire(Kind::dial, 4).detail("ws a");
  expect_kept("waits-no-less-web", story);
}

TEST(KeepsTryingWithoutLimit, ARefusedDuplicateIsNoEndOfIt) {
  const auto refused = [](Story before, std::uint32_t call) {
    return before.call("connect", call, "callback").detail("timeout=0").returned("connect", call, 0).result(call, 34001);
  };
  expect_no_occasion("keeps-trying-without-limit", refused(Story().connect(), 2));
  expect_broken("keeps-trying-without-limit", refused(Story(), 1));
}

TEST(KeepsReconnecting, TheLateEndOfASocketLeftBehindEndsNoAttempt) {
  Story story = Story().online().status(suspended, 31006).event(Kind::navigation_requested);
  story.wire(Kind::socket_closed, 1).wait(seconds(10)).event(Kind::navigation_failed);
  story.wait(seconds(5)).event(Kind::navigation_requested);
  expect_kept("keeps-reconnecting-web", story);
}

// A connect whose failure came by status: the app has called again before its result comes.
Story refused_and_called_again() {
  Story story = Story().listening().connect(1, "old").wire(Kind::dial, 1).status(disconnected, 31004).connect(2, "new");
  return story.result(1, 31004).wire(Kind::dial, 2).status(connected).result(2, 0, "alice");
}

TEST(NoAttemptAfter31004, TheLateResultOfAnEarlierConnectIsNoNews) {
  expect_kept("no-attempt-after-31004", refused_and_called_again());
}

TEST(FailureTellsNoConnected, TheLateResultOfAnEarlierConnectIsNoFailure) {
  expect_no_occasion("failure-tells-no-connected", refused_and_called_again());
}

TEST(Losses, TheLateResultOfAConnectThatAStatusToldIsNoComeback) {
  Story story = Story().listening().connect().wire(Kind::dial, 1).wire(Kind::socket_opened, 1).status(connected);
  story.dropped().result(1, 0, "alice").wire(Kind::dial, 2).status(connected);
  const auto found = Timeline(story.events(), "alice").losses();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].back, &story.last());
}

// An app that disconnects and is told connected all the same: a promise broken, and no connection that has to come back.
Story told_connected_after_disconnect() {
  Story story = Story().online().dropped().call("disconnect", 2).status(disconnected, 2).status(connected);
  return story.wire(Kind::socket_closed, 1).over(seconds(60));
}

TEST(ReconnectsByItself, NotWhereTheAppHadDisconnected) {
  expect_no_occasion("reconnects-by-itself", told_connected_after_disconnect());
}

TEST(KeepsReconnecting, NotWhereTheAppHadDisconnected) {
  expect_no_occasion("keeps-reconnecting-native", told_connected_after_disconnect());
}

TEST(DeliveredOnce, AllowsTheSameTextSentTwice) {
  Story story = Story().online();
  for (int i = 0; i < 2; ++i) story.server(Kind::server_command, "deliver-message").message("bob", "hello");
  expect_kept("delivered-once", story);
}

}  // namespace
}  // namespace redial::scenarios::contract
