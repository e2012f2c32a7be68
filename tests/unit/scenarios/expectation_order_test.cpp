// Lists of events with groups in them, with gaps and without: met, unmet, and what is shown then.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/engine/expectation.hpp"
#include "scenarios/engine/matcher.hpp"
#include "tests/unit/scenarios/story.hpp"

namespace redial::scenarios {
namespace {

using Kind = trace::EventKind;
using testing::ElementsAre;

const Pattern kDial = pattern(Kind::dial), kOpened = pattern(Kind::socket_opened), kFailed = pattern(Kind::socket_failed),
              kClosed = pattern(Kind::socket_closed);

std::vector<trace::Event> trace_of(std::vector<Kind> kinds) {
  Story story;
  for (const Kind kind : kinds) story.event(kind);
  return story.events();
}
constexpr auto dial = Kind::dial, opened = Kind::socket_opened, failed = Kind::socket_failed, closed = Kind::socket_closed;

Item any_order(std::vector<Item> items) { return {Item::Kind::any_order, std::move(items)}; }
Item one_of(std::vector<Item> items) { return {Item::Kind::one_of, std::move(items)}; }
Item all(std::vector<Item> items) { return {Item::Kind::all, std::move(items)}; }
Item repeat(Item item, std::uint32_t least, std::uint32_t most = Item::kUnlimited) {
  Item made(Item::Kind::repeat, {std::move(item)});
  made.least = least;
  made.most = most;
  return made;
}

Judgement in_order(std::vector<Item> items, std::vector<Kind> kinds) { return judge(InOrder{std::move(items)}, trace_of(kinds)); }
Judgement sequence(std::vector<Item> items, std::vector<Kind> kinds) {
  return judge(Sequence{{dial, opened, failed, closed}, {}, std::move(items), {}, {}}, trace_of(kinds));
}

TEST(InOrderGroups, AnyOrderTakesEveryOrderAndAllOfThem) {
  EXPECT_TRUE(in_order({any_order({kOpened, kDial}), kClosed}, {dial, opened, closed}).met);
  EXPECT_FALSE(in_order({any_order({kOpened, kDial}), kClosed}, {dial, closed, opened}).met);
}
TEST(InOrderGroups, AnyOrderWantsAnEventForEach) {
  EXPECT_FALSE(in_order({any_order({kDial, kDial})}, {dial, opened}).met);
  EXPECT_TRUE(in_order({any_order({kDial, kDial})}, {dial, dial}).met);
}
TEST(InOrderGroups, OneOfTakesAnyAlternative) {
  EXPECT_TRUE(in_order({kDial, one_of({kOpened, kFailed})}, {dial, failed}).met);
  EXPECT_FALSE(in_order({kDial, one_of({kOpened, kFailed})}, {dial, closed}).met);
}
TEST(InOrderGroups, AnAlternativeCanBeSeveralEvents) {
  const Item either = one_of({all({kFailed, kDial}), kOpened});
  EXPECT_TRUE(in_order({kDial, either, kClosed}, {dial, failed, dial, closed}).met);
  EXPECT_FALSE(in_order({kDial, either, kClosed}, {dial, failed, closed}).met);
}
TEST(InOrderGroups, RepeatsAreCounted) {
  EXPECT_TRUE(in_order({repeat(kDial, 2), kOpened}, {dial, dial, dial, opened}).met);
  EXPECT_FALSE(in_order({repeat(kDial, 2), kOpened}, {dial, opened}).met);
}
TEST(InOrderGroups, OtherEventsMayLieBetween) {
  EXPECT_TRUE(in_order({kDial, repeat(kFailed, 0, 1), kClosed}, {dial, opened, closed}).met);
}

TEST(InOrderGroups, NameWhatCouldHaveComeNext) {
  const Judgement judgement = in_order({kDial, one_of({kOpened, kFailed}), kClosed}, {dial, closed});
  EXPECT_EQ(judgement.detail, "no. 2 of the list (socket-opened or socket-failed) never came");
  EXPECT_TRUE(judgement.about_time);
  EXPECT_THAT(judgement.events, ElementsAre(1));
}

TEST(SequenceExpectation, IsMetByExactlyTheseEvents) {
  EXPECT_TRUE(sequence({kDial, kOpened}, {dial, opened}).met);
  EXPECT_TRUE(sequence({kDial, kOpened}, {dial, Kind::status, opened}).met) << "kinds that are not looked at may lie between";
}
TEST(SequenceExpectation, ShowsTheEventThatCameInstead) {
  const Judgement judgement = sequence({kDial, kOpened}, {dial, failed, opened});
  EXPECT_EQ(judgement.detail, "socket-failed came instead of no. 2 of the list (socket-opened)");
  EXPECT_FALSE(judgement.about_time);
  EXPECT_THAT(judgement.events, ElementsAre(1, 2));
}
TEST(SequenceExpectation, BlamesTimeForWhatNeverCame) {
  const Judgement judgement = sequence({kDial, kOpened}, {dial});
  EXPECT_EQ(judgement.detail, "no. 2 of the list (socket-opened) never came");
  EXPECT_TRUE(judgement.about_time);
}
TEST(SequenceExpectation, AllowsNothingBehindItsEnd) {
  EXPECT_EQ(sequence({kDial}, {dial, dial}).detail, "dial came behind the last of the list");
}
TEST(SequenceExpectation, OptionalMayBeMissing) {
  EXPECT_TRUE(sequence({kDial, repeat(kFailed, 0, 1), kOpened}, {dial, opened}).met);
  EXPECT_TRUE(sequence({kDial, repeat(kFailed, 0, 1), kOpened}, {dial, failed, opened}).met);
  EXPECT_FALSE(sequence({kDial, repeat(kFailed, 0, 1), kOpened}, {dial, failed, failed, opened}).met);
}
TEST(SequenceExpectation, BoundsRepeatsOnBothSides) {
  const auto tries = [](std::uint32_t count) {
    std::vector<Kind> kinds;
    for (std::uint32_t i = 0; i < count; ++i) kinds.insert(kinds.end(), {dial, failed});
    return sequence({repeat(all({kDial, kFailed}), 2, 3)}, kinds).met;
  };
  EXPECT_FALSE(tries(1));
  EXPECT_TRUE(tries(2));
  EXPECT_TRUE(tries(3));
  EXPECT_FALSE(tries(4));
}
TEST(SequenceExpectation, RepeatsWithoutLimitCanBeEmptyInside) {
  EXPECT_TRUE(sequence({repeat(repeat(kDial, 0, 1), 0), kOpened}, {dial, dial, opened}).met);
}
TEST(SequenceExpectation, LooksAtOneClientAndOnePart) {
  Story story;
  story.of("bob").event(dial).of("alice").event(dial).event(opened).event(closed).event(dial);
  const auto judged = [&](std::optional<Pattern> after, std::optional<Pattern> until) {
    return judge(Sequence{{dial, opened, closed}, "alice", {kDial}, after, until}, story.events());
  };
  EXPECT_TRUE(judged({}, kOpened).met);
  EXPECT_TRUE(judged(kClosed, {}).met);
  EXPECT_FALSE(judged({}, {}).met);
  EXPECT_EQ(judged(kFailed, {}).detail, "the event that it is about (socket-failed) never came");
}

TEST(Matcher, RefusesWhatNeedsMoreStatesThanItHas) {
  EXPECT_FALSE(Matcher({repeat(kDial, 1, 1000)}).too_large());
  EXPECT_TRUE(Matcher({repeat(repeat(kDial, 1, 100), 1, 100)}).too_large());
}

}  // namespace
}  // namespace redial::scenarios
