// Each kind of expectation, met and unmet.
#include "scenarios/engine/expectation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/scenarios/story.hpp"

namespace redial::scenarios {
namespace {

using Kind = trace::EventKind;
using enum trace::ConnectionStatus;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

Story a_then_b() { return Story().event(Kind::dial).wait(milliseconds(99)).event(Kind::socket_opened); }
const Pattern kA = pattern(Kind::dial), kB = pattern(Kind::socket_opened), kC = pattern(Kind::socket_closed);

TEST(InOrderExpectation, IsMetByASubsequence) {
  EXPECT_TRUE(judge(InOrder{{kA, kC}}, a_then_b().event(Kind::socket_closed).events()).met);
}
TEST(InOrderExpectation, SaysThatAnEventCameTooEarly) {
  const Judgement judgement = judge(InOrder{{kB, kA}}, a_then_b().events());
  EXPECT_FALSE(judgement.met);
  EXPECT_EQ(judgement.detail, "no. 2 of the list (dial) came before the one ahead of it");
  EXPECT_THAT(judgement.events, ElementsAre(2, 1));
}
TEST(InOrderExpectation, SaysThatAnEventNeverCame) {
  EXPECT_EQ(judge(InOrder{{kA, kC}}, a_then_b().events()).detail, "no. 2 of the list (socket-closed) never came");
}

TEST(AnyOrderExpectation, IsMetByTheOtherOrder) { EXPECT_TRUE(judge(AnyOrder{{kB, kA}}, a_then_b().events()).met); }
TEST(AnyOrderExpectation, WantsAnEventForEachPattern) { EXPECT_FALSE(judge(AnyOrder{{kA, kA}}, a_then_b().events()).met); }
TEST(AnyOrderExpectation, GivesTheScarceEventToWhoNeedsIt) {
  Pattern with_code = kA;
  with_code.code = 7;
  Story story;
  story.event(Kind::dial).last().code = 7;
  story.event(Kind::dial);
  EXPECT_TRUE(judge(AnyOrder{{kA, with_code}}, story.events()).met);
}

TEST(ExactlyExpectation, CountsAndShowsEveryEvent) {
  const Judgement judgement = judge(Exactly{1, kA}, Story().event(Kind::dial).event(Kind::dial).events());
  EXPECT_EQ(judgement.detail, "seen 2 times");
  EXPECT_FALSE(judgement.about_time);
  EXPECT_THAT(judgement.events, ElementsAre(1, 2));
}
TEST(ExactlyExpectation, BlamesTimeWhenThereAreTooFew) { EXPECT_TRUE(judge(Exactly{1, kC}, a_then_b().events()).about_time); }

TEST(AtLeastExpectation, IsMetByMore) {
  EXPECT_TRUE(judge(AtLeast{1, kA}, Story().event(Kind::dial).event(Kind::dial).events()).met);
}
TEST(AtLeastExpectation, IsUnmetByFewer) { EXPECT_FALSE(judge(AtLeast{2, kA}, a_then_b().events()).met); }

TEST(NeverExpectation, CoversTheWholeRunWithoutAScope) {
  EXPECT_FALSE(judge(Never{kA, {}, {}, {}}, a_then_b().events()).met);
  EXPECT_TRUE(judge(Never{kC, {}, {}, {}}, a_then_b().events()).met);
}
TEST(NeverExpectation, OpensItsScopeBehindTheEventNamed) {
  EXPECT_TRUE(judge(Never{kA, kB, {}, {}}, a_then_b().events()).met);
  EXPECT_FALSE(judge(Never{kB, kA, {}, {}}, a_then_b().events()).met);
}
TEST(NeverExpectation, ClosesItsScopeInTime) { EXPECT_TRUE(judge(Never{kB, kA, milliseconds(50), {}}, a_then_b().events()).met); }
TEST(NeverExpectation, IsUnmetWhenItsScopeNeverOpened) {
  EXPECT_THAT(judge(Never{kA, kC, {}, {}}, a_then_b().events()).detail, HasSubstr("never came"));
}

TEST(NeverExpectation, ClosesItsScopeBeforeAnEvent) {
  const auto story = Story().event(Kind::dial).event(Kind::socket_closed).event(Kind::socket_opened).event(Kind::dial);
  EXPECT_TRUE(judge(Never{kB, kA, {}, kC}, story.events()).met);
  EXPECT_FALSE(judge(Never{kB, kC, {}, kA}, story.events()).met);
}

TEST(AtMostExpectation, CountsInTheWholeRunOrAPartOfIt) {
  const auto story = Story().event(Kind::dial).event(Kind::socket_opened).event(Kind::dial).event(Kind::dial);
  EXPECT_TRUE(judge(AtMost{3, kA, {}, {}, {}}, story.events()).met);
  EXPECT_TRUE(judge(AtMost{2, kA, {}, kB, {}}, story.events()).met);
  EXPECT_TRUE(judge(AtMost{1, kA, {}, {}, kB}, story.events()).met);
  const Judgement judgement = judge(AtMost{1, kA, {}, kB, {}}, story.events());
  EXPECT_EQ(judgement.detail, "seen 2 times");
  EXPECT_FALSE(judgement.about_time);
  EXPECT_THAT(judgement.events, ElementsAre(2, 3, 4));
}
TEST(AtMostExpectation, LooksAtEveryStretchOfItsLength) {
  const auto story = Story().event(Kind::dial).wait(milliseconds(99)).event(Kind::dial).wait(milliseconds(49)).event(Kind::dial);
  EXPECT_TRUE(judge(AtMost{2, kA, milliseconds(150), {}, {}}, story.events()).met);
  const Judgement judgement = judge(AtMost{2, kA, milliseconds(151), {}, {}}, story.events());
  EXPECT_EQ(judgement.detail, "seen 3 times within 150 ms");
  EXPECT_TRUE(judgement.about_time);
  EXPECT_THAT(judgement.events, ElementsAre(1, 3));
}

Every every(Every::Side side, const Pattern& what, const Pattern& other) { return {what, side, other, {}, {}}; }

TEST(EveryExpectation, WantsAnEventBehindEach) {
  const auto leads_to = every(Every::Side::leads_to, kA, kB);
  EXPECT_TRUE(judge(leads_to, Story().event(Kind::dial).event(Kind::dial).event(Kind::socket_opened).events()).met);
  const Judgement judgement = judge(leads_to, Story().event(Kind::dial).event(Kind::socket_opened).event(Kind::dial).events());
  EXPECT_EQ(judgement.detail, "no socket-opened behind it");
  EXPECT_TRUE(judgement.about_time);
  EXPECT_THAT(judgement.events, ElementsAre(3));
}
TEST(EveryExpectation, WantsAnEventAheadOfEach) {
  const auto follows = every(Every::Side::follows, kB, kA);
  EXPECT_TRUE(judge(follows, Story().event(Kind::dial).event(Kind::socket_opened).events()).met);
  const Judgement judgement = judge(follows, Story().event(Kind::socket_opened).event(Kind::dial).events());
  EXPECT_EQ(judgement.detail, "no dial ahead of it");
  EXPECT_FALSE(judgement.about_time);
}
TEST(EveryExpectation, IsHeldWhereThereIsNone) {
  EXPECT_TRUE(judge(every(Every::Side::leads_to, kC, kA), a_then_b().events()).met);
}
TEST(EveryExpectation, MeasuresToTheNearestOnItsSide) {
  auto leads_to = every(Every::Side::leads_to, kA, kB);
  leads_to.within = milliseconds(100);
  EXPECT_TRUE(judge(leads_to, a_then_b().wait(milliseconds(500)).event(Kind::socket_opened).events()).met);
  leads_to.within = milliseconds(99);
  const Judgement judgement = judge(leads_to, a_then_b().events());
  EXPECT_EQ(judgement.detail, "socket-opened behind it was 100 ms away");
  EXPECT_TRUE(judgement.about_time);
}
TEST(EveryExpectation, ComparesWhatTheTwoHaveInCommon) {
  Every same_call = every(Every::Side::leads_to, pattern(Kind::call), pattern(Kind::result));
  same_call.same = {Shared::call, Shared::client};
  EXPECT_TRUE(judge(same_call, Story().call("connect", 1).call("connect", 2).result(2, 0).result(1, 0).events()).met);
  EXPECT_FALSE(judge(same_call, Story().call("connect", 1).call("connect", 2).result(2, 0).result(2, 0).events()).met);
  EXPECT_FALSE(judge(same_call, Story().call("connect", 1).of("bob").result(1, 0).events()).met);
}

TEST(WithinExpectation, IsMetInsideTheWindow) {
  EXPECT_TRUE(judge(Within{kA, kB, milliseconds(100), milliseconds(100)}, a_then_b().events()).met);
}
TEST(WithinExpectation, BlamesTimeOutsideTheWindow) {
  const Judgement judgement = judge(Within{kA, kB, milliseconds(0), milliseconds(99)}, a_then_b().events());
  EXPECT_EQ(judgement.detail, "took 100 ms");
  EXPECT_TRUE(judgement.about_time);
}

TEST(StatusExpectation, NamesTheLastStatusInstead) {
  EXPECT_TRUE(judge(StatusReached{"alice", connected}, Story().connected().events()).met);
  EXPECT_EQ(judge(StatusReached{"alice", suspended}, Story().connected().events()).detail, "the last status was connected");
}

TEST(CodeExpectation, LooksAtTheNthConnectOfTheClient) {
  const Story story = Story().connected(1).call("send-text", 2).call("connect", 3).returned("connect", 3).result(3, 34001);
  EXPECT_TRUE(judge(CodeIs{"alice", 2, 34001}, story.events()).met);
  EXPECT_EQ(judge(CodeIs{"alice", 2, 0}, story.events()).detail, "the code was 34001");
}
TEST(CodeExpectation, TakesTheCodeOfARefusedCall) {
  EXPECT_TRUE(judge(CodeIs{"alice", 1, 34001}, Story().call("connect", 1).returned("connect", 1, 34001).events()).met);
}
TEST(CodeExpectation, SaysThatThereWasNoResult) {
  EXPECT_EQ(judge(CodeIs{"alice", 1, 0}, Story().call("connect", 1).returned("connect", 1).events()).detail,
            "connect brought no result");
}
TEST(UserExpectation, ComparesTheUserOfTheResult) {
  EXPECT_TRUE(judge(UserIs{"alice", 1, "alice"}, Story().connected().events()).met);
  EXPECT_EQ(judge(UserIs{"alice", 1, "bob"}, Story().connected().events()).detail, "the user id was alice");
}

Story dropped_and_back() {
  return Story().connected().event(Kind::socket_closed).wait(milliseconds(100)).status(connecting).status(connected);
}
TEST(ReconnectsExpectation, CountsReturns) {
  EXPECT_TRUE(judge(Reconnects{"alice", 1, milliseconds(200)}, dropped_and_back().events()).met);
  EXPECT_FALSE(judge(Reconnects{"alice", 2, milliseconds(200)}, dropped_and_back().events()).met);
}
TEST(ReconnectsExpectation, BlamesTimeWhenThereAreTooFewReturns) {
  EXPECT_TRUE(judge(Reconnects{"alice", 2, milliseconds(200)}, dropped_and_back().events()).about_time);
}
TEST(CodeExpectation, BlamesTimeWhenTheConnectWasNotCalled) {
  EXPECT_TRUE(judge(CodeIs{"alice", 2, 0}, Story().connect().result(1, 0, "alice").events()).about_time);
}
TEST(StatusExpectation, BlamesTimeWhenTheStatusNeverCame) {
  EXPECT_TRUE(judge(StatusReached{"alice", suspended}, Story().connected().events()).about_time);
}
TEST(ReconnectsExpectation, IsUnmetByASlowReturn) {
  EXPECT_THAT(judge(Reconnects{"alice", 1, milliseconds(50)}, dropped_and_back().events()).detail, HasSubstr("took 102 ms"));
}
TEST(ReconnectsExpectation, IsUnmetByALossWithoutReturn) {
  EXPECT_FALSE(judge(Reconnects{"alice", 1, milliseconds(50)}, Story().connected().event(Kind::socket_closed).events()).met);
}
TEST(ReconnectsExpectation, DoesNotCountTheEndOfAnEarlierSocket) {
  Story story;
  story.connected();
  for (trace::Event& event : story.all()) event.epoch = Epoch(2);
  story.event(Kind::socket_closed).last().epoch = Epoch(1);
  EXPECT_TRUE(judge(Reconnects{"alice", 0, milliseconds(50)}, story.events()).met);
}
TEST(ReconnectsExpectation, CountsADropAfterARefusedSecondConnect) {
  const Story story = Story().connected().call("connect", 2).returned("connect", 2).result(2, 34001).event(Kind::socket_closed);
  EXPECT_FALSE(judge(Reconnects{"alice", 0, milliseconds(50)}, story.events()).met);
}
TEST(ReconnectsExpectation, DoesNotCountALossThatTheClientDidNotLiveLongAfter) {
  const Story story = Story().connected().event(Kind::socket_closed).event(Kind::client_crashed);
  EXPECT_TRUE(judge(Reconnects{"alice", 0, milliseconds(50)}, story.events()).met);
}
TEST(NeverExpectation, BlamesTimeWhenItsScopeNeverOpened) {
  EXPECT_TRUE(judge(Never{kA, kC, {}, {}}, a_then_b().events()).about_time);
}
TEST(WithinExpectation, BlamesTimeForWhatNeverCame) {
  EXPECT_TRUE(judge(Within{kC, kA, {}, {}}, a_then_b().events()).about_time);
  EXPECT_TRUE(judge(Within{kA, kC, {}, {}}, a_then_b().events()).about_time);
}
TEST(AnyOrderExpectation, BlamesTimeForWhatNeverCame) { EXPECT_TRUE(judge(AnyOrder{{kA, kC}}, a_then_b().events()).about_time); }
TEST(ReconnectsExpectation, DoesNotCountTheAppsOwnDisconnect) {
  EXPECT_TRUE(judge(Reconnects{"alice", 0, milliseconds(50)},
                    Story().connected().call("disconnect", 2).event(Kind::socket_closed).events())
                  .met);
}

}  // namespace
}  // namespace redial::scenarios
