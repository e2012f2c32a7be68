// Holds each rule of the contract against its stories, and sees to it that none is without.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <ostream>

#include "scenarios/engine/contract/rule.hpp"
#include "tests/unit/scenarios/rule_stories.hpp"

namespace redial::scenarios::contract {

static void PrintTo(const RuleStories& stories, std::ostream* out) { *out << stories.rule; }

namespace {

std::vector<RuleStories> all_stories() {
  std::vector<RuleStories> all = stories_of_connecting();
  for (const auto& more : {stories_of_endings(), stories_of_being_online()}) all.insert(all.end(), more.begin(), more.end());
  return all;
}

Finding check(const std::string& id, const Story& story) {
  const auto rules = all_rules();
  return std::ranges::find(rules, id, &Rule::id)->check(Timeline(story.events(), "alice"));
}

class EachRule : public testing::TestWithParam<RuleStories> {};

TEST_P(EachRule, IsKept) {
  const Finding finding = check(GetParam().rule, GetParam().kept);
  EXPECT_EQ(finding.kind, Finding::Kind::kept) << finding.detail;
}

TEST_P(EachRule, IsBrokenAndSaysWhatShowsIt) {
  const Finding finding = check(GetParam().rule, GetParam().broken);
  EXPECT_EQ(finding.kind, Finding::Kind::broken);
  EXPECT_NE(finding.detail, "");
  EXPECT_FALSE(finding.events.empty());
}

TEST_P(EachRule, SaysNothingWithoutOccasion) {
  const Finding finding = check(GetParam().rule, GetParam().silent.value_or(Story()));
  EXPECT_EQ(finding.kind, Finding::Kind::no_occasion) << finding.detail;
}

std::string name_of(const testing::TestParamInfo<RuleStories>& info) {
  std::string name = info.param.rule;
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Contract, EachRule, testing::ValuesIn(all_stories()), name_of);

TEST(Rules, EachHasItsStoriesOnce) {
  const auto stories = all_stories();
  for (const Rule& rule : all_rules()) EXPECT_EQ(std::ranges::count(stories, rule.id, &RuleStories::rule), 1) << rule.id;
  EXPECT_EQ(stories.size(), all_rules().size());
}

TEST(Rules, ADisconnectAheadOfConnAckMeansNothing) {
  const auto told_before_login = [](const std::string& message) {
    return Story().online().dropped().wire(Story::Kind::dial, 2).said(message, 2).wire(Story::Kind::socket_closed, 2);
  };
  EXPECT_EQ(check("redirect-asks-navigation", told_before_login("DISCONNECT 6").wire(Story::Kind::dial, 3)).kind,
            Finding::Kind::no_occasion);
  EXPECT_EQ(check("kick-is-not-suspended", told_before_login("DISCONNECT 1").status(trace::ConnectionStatus::suspended)).kind,
            Finding::Kind::no_occasion);
}

TEST(Rules, AtAHeartbeatLevelTooManyMissedPingsAreWrongToo) {
  Story story = Story().event(Story::Kind::client_created).detail("heartbeat-level=3").online();
  for (int ping = 0; ping < 5; ++ping) story.wait(std::chrono::seconds(6)).heard("PINGREQ");
  EXPECT_EQ(check("gives-up-at-the-heartbeat-level", story).kind, Finding::Kind::broken);
}

TEST(Rules, SilenceIsMeasuredByTheHeartbeatLevel) {
  const auto silent_for = [](int seconds) {
    return Story()
        .event(Story::Kind::client_created)
        .detail("heartbeat-level=2")
        .online()
        .heard("PINGREQ")
        .over(std::chrono::seconds(seconds));
  };
  EXPECT_EQ(check("silence-is-noticed", silent_for(39)).kind, Finding::Kind::no_occasion);
  EXPECT_EQ(check("silence-is-noticed", silent_for(41)).kind, Finding::Kind::broken);
}

Story told_after_three_retries(const std::string& what) {
  Story story = Story().online().dropped();
  for (std::uint32_t dial = 2; dial < 5; ++dial)
    story.wire(Story::Kind::dial, dial).wire(Story::Kind::socket_failed, dial).wait(std::chrono::seconds(1));
  return story.device(what);
}

TEST(Rules, BehindWhatTheDeviceTellsTheWaitsBeginAnew) {
  Story story = told_after_three_retries("foreground");
  for (std::uint32_t dial = 5; dial < 8; ++dial)
    story.wait(std::chrono::milliseconds(250)).wire(Story::Kind::dial, dial).wire(Story::Kind::socket_failed, dial);
  EXPECT_EQ(check("waits-no-less-native", story).kind, Finding::Kind::kept);
  EXPECT_EQ(check("keeps-reconnecting-native", story.over(std::chrono::seconds(5))).kind, Finding::Kind::broken);
}

TEST(Rules, ARefusedConnectLeavesTheWaitsAsTheyAre) {
  Story story = Story().online().dropped();
  std::chrono::milliseconds wait(250);
  for (std::uint32_t dial = 2; dial < 8; ++dial, wait *= 2)
    story.wire(Story::Kind::dial, dial).wire(Story::Kind::socket_failed, dial).wait(wait);
  story.call("connect", 2).token("good").returned("connect", 2, 34001);
  EXPECT_EQ(check("keeps-reconnecting-native", story.wire(Story::Kind::dial, 8)).kind, Finding::Kind::kept);
}

TEST(Rules, AMessageSentDuringADropEndsNoReconnecting) {
  const Story story = Story().online().dropped().call("send-text", 2).status(trace::ConnectionStatus::disconnected, 32061);
  EXPECT_EQ(check("drop-is-not-final", story).kind, Finding::Kind::broken);
}

TEST(Rules, WithoutANetworkNoReconnectIsDue) {
  const Story story = told_after_three_retries("network-lost").over(std::chrono::minutes(5));
  EXPECT_EQ(check("keeps-reconnecting-native", story).kind, Finding::Kind::kept);
  const Story cut_off = Story().online().device("network-lost").dropped().over(std::chrono::minutes(5));
  EXPECT_EQ(check("reconnects-by-itself", cut_off).kind, Finding::Kind::no_occasion);
}

}  // namespace
}  // namespace redial::scenarios::contract
