// Each rule: a story that keeps it, one that breaks it, and one that gives it no occasion.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

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

TEST(Contract, RulesHoldForTheProfilesTheyName) {
  EXPECT_TRUE(holds_for(rule("no-callback-after-refusal"), "uniapp"));
  EXPECT_FALSE(holds_for(rule("no-callback-after-refusal"), "web"));
}

TEST(OneResultPerConnect, IsKeptByOneResult) { expect_kept("one-result-per-connect", Story().connected()); }
TEST(OneResultPerConnect, IsBrokenByASecondResult) {
  expect_broken("one-result-per-connect", Story().connected().result(1, 0, "alice"));
}
TEST(OneResultPerConnect, CountsEachCallByItself) {
  expect_kept("one-result-per-connect", Story().connected(1).call("connect", 2).returned("connect", 2).result(2, 34001));
}

TEST(UserIdWithSuccessOnly, IsKeptByAUserWithCodeZero) { expect_kept("user-id-with-success-only", Story().connected()); }
TEST(UserIdWithSuccessOnly, IsBrokenByAUserWithAnError) {
  expect_broken("user-id-with-success-only", Story().call("connect", 1).result(1, 31004, "alice"));
}
TEST(UserIdWithSuccessOnly, IsBrokenBySuccessWithoutAUser) {
  expect_broken("user-id-with-success-only", Story().call("connect", 1).result(1, 0));
}

TEST(NoAttemptAfter31004, IsKeptBySilence) {
  expect_kept("no-attempt-after-31004", Story().call("connect", 1).event(Kind::dial).result(1, 31004));
}
TEST(NoAttemptAfter31004, IsBrokenByADial) {
  expect_broken("no-attempt-after-31004", Story().call("connect", 1).result(1, 31004).event(Kind::dial));
}
TEST(NoAttemptAfter31004, IsBrokenByANavigationRequest) {
  expect_broken("no-attempt-after-31004", Story().status(disconnected, 31004).event(Kind::navigation_requested));
}
TEST(NoAttemptAfter31004, AllowsADialAfterTheAppConnectedAgain) {
  expect_kept("no-attempt-after-31004", Story().call("connect", 1).result(1, 31004).call("connect", 2).event(Kind::dial));
}
TEST(NoAttemptAfter31004, NamesBothEvents) {
  EXPECT_THAT(check("no-attempt-after-31004", Story().call("connect", 1).result(1, 31004).event(Kind::dial)).events,
              ElementsAre(2, 3));
}

TEST(NoAttemptAfterKick, IsBrokenByADial) {
  expect_broken("no-attempt-after-kick", Story().status(kicked, 31010).event(Kind::dial));
}
TEST(NoAttemptAfterKick, HasNoOccasionWithoutAKick) { expect_no_occasion("no-attempt-after-kick", Story().connected()); }

TEST(NoAttemptAfterDisconnect, IsBrokenByADial) {
  expect_broken("no-attempt-after-disconnect",
                Story().connected().call("disconnect", 2).returned("disconnect", 2).event(Kind::dial));
}
TEST(NoAttemptAfterDisconnect, IsKeptBySilence) {
  expect_kept("no-attempt-after-disconnect", Story().connected().call("disconnect", 2).returned("disconnect", 2));
}

TEST(BusinessCallsFailBeforeConnected, IsKeptByAnErrorCode) {
  expect_kept("business-calls-fail-before-connected",
              Story().call("send-text", 1).returned("send-text", 1).result(1, 30001, "", "send-text"));
}
TEST(BusinessCallsFailBeforeConnected, IsKeptByARefusal) {
  expect_kept("business-calls-fail-before-connected", Story().call("send-text", 1).returned("send-text", 1, 33002));
}
TEST(BusinessCallsFailBeforeConnected, IsBrokenBySuccess) {
  expect_broken("business-calls-fail-before-connected", Story().call("send-text", 1).result(1, 0, "", "send-text"));
}
TEST(BusinessCallsFailBeforeConnected, LooksAtCallsBeforeTheFirstConnectionOnly) {
  expect_no_occasion("business-calls-fail-before-connected",
                     Story().connected().call("send-text", 2).result(2, 0, "", "send-text"));
}

Story login(std::int32_t code, const std::string& user) {
  Story story;
  story.call("connect", 1).returned("connect", 1);
  story.event(Kind::server_login);
  story.last().code = 0;
  story.last().user = "alice";
  story.result(1, code, user);
  return story;
}
TEST(ValidTokenConnects, IsKeptWhenTheAppIsToldTheServersUser) { expect_kept("valid-token-connects", login(0, "alice")); }
TEST(ValidTokenConnects, IsBrokenByAnErrorAfterAnAcceptedLogin) { expect_broken("valid-token-connects", login(31004, "")); }
TEST(ValidTokenConnects, IsBrokenByAnotherUser) { expect_broken("valid-token-connects", login(0, "bob")); }
TEST(ValidTokenConnects, SaysNothingWhereAFaultFired) {
  Story story = login(31004, "");
  story.all()[2].kind = Kind::fault_fired;
  expect_no_occasion("valid-token-connects", story);
}

TEST(ReconnectsByItself, IsKeptByADialSoonAfterTheLoss) {
  expect_kept("reconnects-by-itself", Story().connected().event(Kind::socket_closed).wait(seconds(5)).event(Kind::dial));
}
TEST(ReconnectsByItself, IsBrokenByLongSilence) {
  expect_broken("reconnects-by-itself", Story().connected().event(Kind::socket_closed).wait(seconds(11)).event(Kind::run_ended));
}
TEST(ReconnectsByItself, IsBrokenByALateDial) {
  expect_broken("reconnects-by-itself", Story().connected().event(Kind::socket_closed).wait(seconds(11)).event(Kind::dial));
}
TEST(ReconnectsByItself, SaysNothingWhenTheRunEndedTooSoon) {
  expect_no_occasion("reconnects-by-itself",
                     Story().connected().event(Kind::socket_closed).wait(seconds(9)).event(Kind::run_ended));
}
TEST(ReconnectsByItself, SaysNothingAfterATerminalStatus) {
  expect_no_occasion(
      "reconnects-by-itself",
      Story().connected().event(Kind::socket_closed).status(disconnected, 31010).wait(seconds(20)).event(Kind::run_ended));
}

TEST(WebStatusTransitions, AllowDropAndReturn) {
  expect_kept("web-status-transitions", Story().connected().status(suspended).status(connecting).status(connected));
}
TEST(WebStatusTransitions, ForbidConnectedTwice) {
  expect_broken("web-status-transitions", Story().connected().status(connected));
}
TEST(WebStatusTransitions, ForbidComingBackFromDisconnectedWithoutACall) {
  expect_broken("web-status-transitions", Story().connected().status(disconnected, 31010).status(connecting));
}
TEST(WebStatusTransitions, AllowComingBackFromDisconnectedByACall) {
  expect_kept("web-status-transitions", Story().connected(1).status(disconnected, 2).connected(2));
}

TEST(NoCallbackAfterRefusal, IsKeptBySilence) {
  expect_kept("no-callback-after-refusal", Story().call("connect", 1).returned("connect", 1, 34001));
}
TEST(NoCallbackAfterRefusal, IsBrokenByACallback) {
  expect_broken("no-callback-after-refusal", Story().call("connect", 1).returned("connect", 1, 34001).result(1, 34001));
}

TEST(DatabaseOpenedBeforeConnected, IsKeptByTheDocumentedOrder) {
  expect_kept("database-opened-before-connected",
              Story().call("connect", 1).returned("connect", 1, 0).event(Kind::database_opened).call_id(1).result(1, 0, "alice"));
}
TEST(DatabaseOpenedBeforeConnected, IsBrokenByTheOtherOrder) {
  expect_broken("database-opened-before-connected",
                Story().call("connect", 1).returned("connect", 1, 0).result(1, 0, "alice").event(Kind::database_opened));
}
TEST(DatabaseOpenedBeforeConnected, IsBrokenByADatabaseThatNeverOpens) {
  expect_broken("database-opened-before-connected", Story().call("connect", 1).returned("connect", 1, 0).result(1, 0, "alice"));
}

TEST(OnlyTheCallbackFires, IsBrokenByAListener) {
  Story story;
  story.call("connect", 1, "callback").returned("connect", 1, 0).result(1, 0, "alice");
  story.result(1, 0, "alice").last().via = "listener";
  expect_broken("only-the-callback-fires", story);
}
TEST(OnlyTheCallbackFires, HasNoOccasionWithoutACallback) {
  expect_no_occasion("only-the-callback-fires",
                     Story().call("connect", 1, "listener").returned("connect", 1, 0).result(1, 0, "alice"));
}

TEST(UniappStatusTransitions, ForbidLeavingKickedWithoutACall) {
  expect_broken("uniapp-status-transitions", Story().connected().status(kicked, 31010).status(connecting));
}

}  // namespace
}  // namespace redial::scenarios::contract
