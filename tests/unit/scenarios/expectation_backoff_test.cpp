// Waits between attempts: which there are, and whether they are as listed.
#include <gtest/gtest.h>

#include "scenarios/engine/expectation.hpp"
#include "tests/unit/scenarios/story.hpp"

namespace redial::scenarios {
namespace {

using Kind = trace::EventKind;
using std::chrono::milliseconds;
using std::chrono::seconds;

BacksOff listed(std::vector<Duration> delays) {
  BacksOff expected;
  expected.client = "alice";
  expected.delays = std::move(delays);
  return expected;
}

// Each event of a story comes a millisecond after the one before.
Story& tried_after(Story& story, Duration wait, const std::string& address = "a") {
  story.wait(wait - milliseconds(1)).event(Kind::dial).last().detail = address;
  return story.event(Kind::socket_failed);
}

Story dropped_then_tried(std::vector<Duration> waits) {
  Story story;
  story.connected().event(Kind::socket_closed);
  for (const Duration wait : waits) tried_after(story, wait);
  return story;
}

TEST(BackoffExpectation, IsMetByTheWaitsListed) {
  EXPECT_TRUE(judge(listed({seconds(1), seconds(2)}), dropped_then_tried({seconds(1), seconds(2)}).events()).met);
}
TEST(BackoffExpectation, TooEarlyIsNeverTheMachinesFault) {
  const Judgement judgement = judge(listed({seconds(1), seconds(2)}), dropped_then_tried({seconds(1), seconds(1)}).events());
  EXPECT_EQ(judgement.detail, "wait no. 2 took 1000 ms, less than 2 s");
  EXPECT_FALSE(judgement.about_time);
  EXPECT_EQ(judgement.events.size(), 2u);
}
TEST(BackoffExpectation, TooLateMayBe) {
  const Judgement judgement = judge(listed({seconds(1)}), dropped_then_tried({seconds(2)}).events());
  EXPECT_EQ(judgement.detail, "wait no. 1 took 2000 ms, more than 1 s");
  EXPECT_TRUE(judgement.about_time);
}
TEST(BackoffExpectation, AddsToleranceAndJitter) {
  BacksOff expected = listed({seconds(1)});
  expected.tolerance = {10, milliseconds(50)};
  expected.jitter = 20;
  EXPECT_TRUE(judge(expected, dropped_then_tried({milliseconds(1350)}).events()).met);
  EXPECT_FALSE(judge(expected, dropped_then_tried({milliseconds(1351)}).events()).met);
  EXPECT_TRUE(judge(expected, dropped_then_tried({milliseconds(650)}).events()).met);
  EXPECT_FALSE(judge(expected, dropped_then_tried({milliseconds(649)}).events()).met);
}
TEST(BackoffExpectation, LooksBeyondTheListOnlyWhereTheLastRepeats) {
  BacksOff expected = listed({seconds(1)});
  EXPECT_TRUE(judge(expected, dropped_then_tried({seconds(1), seconds(7)}).events()).met);
  expected.repeats_last = true;
  EXPECT_FALSE(judge(expected, dropped_then_tried({seconds(1), seconds(7)}).events()).met);
}
TEST(BackoffExpectation, WantsSoManyWaits) {
  BacksOff expected = listed({seconds(1)});
  expected.attempts = 2;
  const Judgement judgement = judge(expected, dropped_then_tried({seconds(1)}).events());
  EXPECT_EQ(judgement.detail, "it waited 1 times only");
  EXPECT_TRUE(judgement.about_time);
}
TEST(BackoffExpectation, BeginsAnewWithEachConnection) {
  Story story = dropped_then_tried({seconds(1), seconds(2)});
  story.wait(seconds(4)).event(Kind::dial).last().detail = "a";
  story.status(trace::ConnectionStatus::connected).event(Kind::socket_closed);
  tried_after(story, seconds(1));
  EXPECT_TRUE(judge(listed({seconds(1), seconds(2)}), story.events()).met);
}
TEST(BackoffExpectation, BeginsAnewWithWhatTheDeviceTellsAlsoInTheMiddleOfAWait) {
  Story story = dropped_then_tried({seconds(1), seconds(2)});
  story.wait(seconds(3)).device("foreground");
  tried_after(story, seconds(1));
  tried_after(story, seconds(2));
  EXPECT_TRUE(judge(listed({seconds(1), seconds(2), seconds(4)}), story.events()).met);
}
TEST(BackoffExpectation, GoesOnInTheBackground) {
  Story story = dropped_then_tried({seconds(1)});
  story.device("background");
  tried_after(story, seconds(2) - milliseconds(1));
  EXPECT_TRUE(judge(listed({seconds(1), seconds(2)}), story.events()).met);
}
TEST(BackoffExpectation, TheNextAddressOfAnAttemptIsNoWait) {
  Story story;
  story.connected().event(Kind::socket_closed);
  tried_after(story, seconds(1), "a");
  tried_after(story, milliseconds(2), "b");
  tried_after(story, seconds(2), "a");
  EXPECT_TRUE(judge(listed({seconds(1), seconds(2)}), story.events()).met);
}
TEST(BackoffExpectation, CountsFromTheFirstSignOfALoss) {
  Story story;
  story.connected().status(trace::ConnectionStatus::suspended).wait(milliseconds(498)).event(Kind::socket_closed);
  tried_after(story, milliseconds(501));
  EXPECT_TRUE(judge(listed({seconds(1)}), story.events()).met);
}
TEST(BackoffExpectation, TheLateEndOfASocketLeftBehindBeginsNoWait) {
  Story story;
  story.connected().status(trace::ConnectionStatus::suspended).wait(milliseconds(999)).event(Kind::navigation_requested);
  story.event(Kind::socket_closed).wait(seconds(10)).event(Kind::navigation_failed);
  story.wait(milliseconds(1999)).event(Kind::navigation_requested);
  EXPECT_TRUE(judge(listed({seconds(1), seconds(2)}), story.events()).met);
}
TEST(BackoffExpectation, TheAppsOwnConnectIsNoWaitOfTheClient) {
  Story story = dropped_then_tried({seconds(1)});
  story.call("connect", 2);
  tried_after(story, milliseconds(5));
  EXPECT_TRUE(judge(listed({seconds(1), seconds(2)}), story.events()).met);
}
TEST(BackoffExpectation, LooksBehindAnEvent) {
  BacksOff expected = listed({seconds(1)});
  expected.after = pattern(Kind::message);
  Story story = dropped_then_tried({milliseconds(10)});
  EXPECT_EQ(judge(expected, story.events()).detail, "the event that it is about (message) never came");
  story.call("disconnect", 2).event(Kind::message).connected(3).event(Kind::socket_closed);
  tried_after(story, seconds(1));
  EXPECT_TRUE(judge(expected, story.events()).met);
}

}  // namespace
}  // namespace redial::scenarios
