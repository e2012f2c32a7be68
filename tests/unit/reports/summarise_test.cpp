// Counts, exit codes and percentiles.
#include "reports/summarise.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace redial::reports {
namespace {

using scenarios::Verdict;
using std::chrono::milliseconds;
using testing::SizeIs;

ScenarioResult result(Verdict verdict) {
  ScenarioResult result;
  result.verdict = verdict;
  return result;
}

Report report(std::initializer_list<Verdict> verdicts) {
  Report report;
  for (const Verdict verdict : verdicts) report.results.push_back(result(verdict));
  report.summary = summarise(report.results);
  return report;
}

TEST(Summary, CountsEachVerdict) {
  const Summary summary =
      report({Verdict::pass, Verdict::pass, Verdict::pass, Verdict::fail, Verdict::known, Verdict::known, Verdict::inconclusive})
          .summary;
  EXPECT_EQ(summary.passed, 3u);
  EXPECT_EQ(summary.failed, 1u);
  EXPECT_EQ(summary.known, 2u);
  EXPECT_EQ(summary.inconclusive, 1u);
}

TEST(ExitCode, IsZeroWhenAllIsKeptOrKnown) { EXPECT_EQ(exit_code(report({Verdict::pass, Verdict::known})), 0); }

TEST(ExitCode, IsZeroWithWarnings) { EXPECT_EQ(exit_code(report({Verdict::pass, Verdict::warning})), 0); }

TEST(ExitCode, IsOneWhenAPromiseIsBroken) { EXPECT_EQ(exit_code(report({Verdict::pass, Verdict::fail})), 1); }

TEST(ExitCode, IsThreeWhenAResultIsInconclusive) { EXPECT_EQ(exit_code(report({Verdict::pass, Verdict::inconclusive})), 3); }

TEST(ExitCode, ABrokenPromiseOutweighsAnInconclusiveResult) {
  EXPECT_EQ(exit_code(report({Verdict::inconclusive, Verdict::fail})), 1);
}

TEST(ExitCode, IsOneWhenADeviationIsStale) {
  Report stale = report({Verdict::pass});
  stale.stale.push_back({"web", "token/expired", "expect-1", "known_deviations.yaml:3"});
  EXPECT_EQ(exit_code(stale), 1);
}

TEST(ExitCode, IsThreeWhenTheRunWasInterrupted) {
  Report interrupted = report({Verdict::pass});
  interrupted.interrupted = true;
  EXPECT_EQ(exit_code(interrupted), 3);
}

TEST(Spread, OfNothingIsZero) {
  const Spread none = spread({});
  EXPECT_EQ(none.count, 0u);
  EXPECT_EQ(none.max, Duration{});
}

TEST(Spread, OfOneSampleIsThatSample) {
  const Spread one = spread({milliseconds(7)});
  EXPECT_EQ(one.count, 1u);
  EXPECT_EQ(one.min, milliseconds(7));
  EXPECT_EQ(one.p50, milliseconds(7));
  EXPECT_EQ(one.p95, milliseconds(7));
  EXPECT_EQ(one.max, milliseconds(7));
}

TEST(Spread, TakesPercentilesByNearestRank) {
  std::vector<Duration> samples;
  for (int i = 100; i >= 1; --i) samples.push_back(milliseconds(i));
  const Spread hundred = spread(samples);
  EXPECT_EQ(hundred.min, milliseconds(1));
  EXPECT_EQ(hundred.p50, milliseconds(50));
  EXPECT_EQ(hundred.p95, milliseconds(95));
  EXPECT_EQ(hundred.max, milliseconds(100));
}

ScenarioResult reconnected(const char* client, std::initializer_list<int> totals) {
  ScenarioResult result;
  result.client.name = client;
  for (const int total : totals) {
    Reconnect reconnect;
    reconnect.total = milliseconds(total);
    reconnect.phases = {{"notice", milliseconds(1)}, {"backoff", milliseconds(total - 1)}};
    result.reconnects.push_back(reconnect);
  }
  return result;
}

TEST(Latencies, GatherAClientsReconnectsOverAllResults) {
  const auto all = latencies({reconnected("web", {10}), reconnected("native", {5}), reconnected("web", {30, 20})});
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].client.name, "web");
  EXPECT_EQ(all[0].total.count, 3u);
  EXPECT_EQ(all[0].total.p50, milliseconds(20));
  ASSERT_THAT(all[0].medians, SizeIs(2));
  EXPECT_EQ(all[0].medians[1].name, "backoff");
  EXPECT_EQ(all[0].medians[1].length, milliseconds(19));
}

TEST(Latencies, LeaveOutAClientThatNeverReconnected) { EXPECT_THAT(latencies({reconnected("web", {})}), SizeIs(0)); }

ScenarioResult crashed(const char* client, const char* scenario, std::initializer_list<const char*> ways) {
  ScenarioResult result;
  result.client.name = client;
  result.scenario = scenario;
  for (const char* how : ways) result.crashes.push_back({"alice", {}, how});
  return result;
}

TEST(CrashCounts, GatherAClientsCrashesOverAllResults) {
  const auto all = crashes({crashed("native", "a", {"SIGABRT"}), crashed("native", "b", {"SIGSEGV", "SIGSEGV"}),
                            crashed("native", "b", {"exit status 1"}), crashed("native", "c", {}), crashed("web", "a", {})});
  ASSERT_THAT(all, SizeIs(1));
  EXPECT_EQ(all[0].client.name, "native");
  EXPECT_EQ(all[0].count, 4u);
  EXPECT_EQ(all[0].scenarios, 2u);
  ASSERT_THAT(all[0].ways, SizeIs(3));
  EXPECT_EQ(all[0].ways[0].how, "SIGSEGV");
  EXPECT_EQ(all[0].ways[0].count, 2u);
}

TEST(ByClient, KeepsProfilesOfOneClientApart) {
  std::vector<ScenarioResult> results(3);
  results[0].client = {
      .name = "redial-reference", .version = "1", .profile = "uniapp", .host = "", .capabilities = {}, .clock_id = ""};
  results[1].client = results[0].client;
  results[1].client.profile = "web";
  results[2].client = results[0].client;
  const auto groups = by_client(results);
  ASSERT_THAT(groups, SizeIs(2));
  EXPECT_THAT(groups[0].results, testing::ElementsAre(&results[0], &results[2]));
}

}  // namespace
}  // namespace redial::reports
