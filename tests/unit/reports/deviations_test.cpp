// Which failures become known, and which entries become stale.
#include "reports/deviations.hpp"

#include <gtest/gtest.h>

namespace redial::reports {
namespace {

using scenarios::KnownDeviation;
using scenarios::Verdict;

KnownDeviation entry() {
  KnownDeviation deviation;
  deviation.client = "rongcloud-web";
  deviation.versions = "5.38.0";
  deviation.scenario = "token/expired";
  deviation.check = "expect-1";
  deviation.evidence = "seen in the trace";
  deviation.source = "a page";
  deviation.file = "known_deviations.yaml";
  deviation.position = {7, 3};
  return deviation;
}

ScenarioResult result(Verdict verdict) {
  ScenarioResult result;
  result.scenario = "token/expired";
  result.client.name = "rongcloud-web";
  result.client.version = "5.38.0";
  result.checks = {{"expect-1", "code is 31004", verdict, "the code was 0", "doc", {}}};
  result.verdict = verdict;
  return result;
}

TEST(KnownDeviations, TurnACoveredFailureIntoAKnownOneWithItsEvidence) {
  ScenarioResult played = result(Verdict::fail);
  apply_deviations({entry()}, played);
  EXPECT_EQ(played.verdict, Verdict::known);
  EXPECT_EQ(played.checks[0].detail, "the code was 0");
  EXPECT_EQ(played.checks[0].evidence, "seen in the trace");
  EXPECT_EQ(played.checks[0].source, "doc; a page");
}

TEST(KnownDeviations, LeaveAnotherFailureOfTheSameResultFailing) {
  ScenarioResult played = result(Verdict::fail);
  played.checks.push_back({"expect-2", "", Verdict::fail, "", "", {}});
  apply_deviations({entry()}, played);
  EXPECT_EQ(played.verdict, Verdict::fail);
}

TEST(KnownDeviations, LeaveOtherVersionsAlone) {
  ScenarioResult played = result(Verdict::fail);
  played.client.version = "5.39.0";
  apply_deviations({entry()}, played);
  EXPECT_EQ(played.verdict, Verdict::fail);
}

// Whether it was the machine this time or the client again: nothing new has been seen.
TEST(KnownDeviations, HoldForABreachInDoubt) {
  ScenarioResult played = result(Verdict::inconclusive);
  played.reason = "the machine was late";
  apply_deviations({entry()}, played);
  EXPECT_EQ(played.verdict, Verdict::known);
  EXPECT_EQ(played.reason, "");
}

TEST(KnownDeviations, LeaveAnotherBreachInDoubt) {
  ScenarioResult played = result(Verdict::inconclusive);
  played.reason = "the machine was late";
  played.checks.push_back({"expect-2", "", Verdict::inconclusive, "", "", {}});
  apply_deviations({entry()}, played);
  EXPECT_EQ(played.verdict, Verdict::inconclusive);
  EXPECT_EQ(played.reason, "the machine was late");
}

ScenarioResult crashed() {
  ScenarioResult played = result(Verdict::inconclusive);
  played.checks.push_back({"client-crashed", "", Verdict::inconclusive, "SIGSEGV", "", {}});
  played.reason = "the client crashed (SIGSEGV)";
  return played;
}

TEST(KnownDeviations, HoldForACrashAndWhatItLeftOpen) {
  KnownDeviation crash = entry();
  crash.check = "client-crashed";
  ScenarioResult played = crashed();
  apply_deviations({crash}, played);
  EXPECT_EQ(played.verdict, Verdict::known);
  EXPECT_EQ(played.reason, "");
  ASSERT_EQ(played.checks.size(), 1u);
  EXPECT_EQ(played.checks[0].evidence, "seen in the trace");
}

TEST(KnownDeviations, LeaveAFailureAheadOfAKnownCrashFailing) {
  KnownDeviation crash = entry();
  crash.check = "client-crashed";
  ScenarioResult played = crashed();
  played.checks[0].verdict = Verdict::fail;
  apply_deviations({crash}, played);
  EXPECT_EQ(played.verdict, Verdict::fail);
}

TEST(KnownDeviations, DoNotHoldForWhatAnUnknownCrashLeftOpen) {
  ScenarioResult played = crashed();
  apply_deviations({entry()}, played);
  EXPECT_EQ(played.verdict, Verdict::inconclusive);
}

TEST(StaleDeviations, NameAnEntryWhoseFailureDidNotShow) {
  const auto stale = stale_deviations({entry()}, {result(Verdict::pass)});
  ASSERT_EQ(stale.size(), 1u);
  EXPECT_EQ(stale[0].position, "known_deviations.yaml:7");
}

TEST(StaleDeviations, DoNotNameAnEntryThatChanceHasAPartIn) {
  KnownDeviation by_chance = entry();
  by_chance.sometimes = true;
  EXPECT_TRUE(stale_deviations({by_chance}, {result(Verdict::pass)}).empty());
}

TEST(StaleDeviations, DoNotNameAnEntryThatAccountedForAFailure) {
  std::vector<ScenarioResult> results = {result(Verdict::fail), result(Verdict::pass)};
  apply_deviations({entry()}, results[0]);
  EXPECT_TRUE(stale_deviations({entry()}, results).empty());
}

TEST(StaleDeviations, DoNotNameAnEntryWhoseScenarioWasNotPlayedConclusively) {
  EXPECT_TRUE(stale_deviations({entry()}, {result(Verdict::inconclusive)}).empty());
  EXPECT_TRUE(stale_deviations({entry()}, {result(Verdict::pass), result(Verdict::inconclusive)}).empty());
  EXPECT_TRUE(stale_deviations({entry()}, {}).empty());
}

}  // namespace
}  // namespace redial::reports
