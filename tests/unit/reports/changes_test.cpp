// What is called a change between two runs, and what is paired with what.
#include "reports/changes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "reports/writers/findings.hpp"
#include "tests/unit/reports/statistics/latency_samples.hpp"

namespace redial::reports {
namespace {

using control::ClientDescription;
using scenarios::Verdict;
using statistics::Change;

const ClientDescription kNode{"rongcloud-web", "5.38.0", "web", "node v20.20.2", {}, ""};
const ClientDescription kOlder{"rongcloud-web", "5.36.7", "web", "node v18.1.0", {}, ""};
const ClientDescription kChromium{"rongcloud-web", "5.38.0", "web", "chromium 156", {}, ""};

ScenarioResult played(const ClientDescription& client, const std::string& scenario, Verdict verdict) {
  ScenarioResult result;
  result.client = client;
  result.scenario = scenario;
  result.verdict = verdict;
  if (verdict != Verdict::pass) result.checks = {{"expect-1", "", verdict, "", "", {}}};
  return result;
}

Report run(std::vector<ScenarioResult> results) {
  Report report;
  report.results = std::move(results);
  return report;
}

Duration milliseconds(double value) { return Duration(static_cast<Duration::rep>(value * 1e6)); }

// A scenario with one reconnect for each value, in ms, half of each spent dialling.
ScenarioResult reconnecting(const std::vector<double>& values, const std::string& scenario = "network/reset") {
  ScenarioResult result = played(kNode, scenario, Verdict::pass);
  for (const double value : values)
    result.reconnects.push_back({"alice", TimePoint{}, milliseconds(value), 1, {{"dial", milliseconds(value / 2)}}});
  return result;
}

std::vector<double> around(double median, std::size_t count, std::uint64_t seed) {
  Random random(seed);
  return statistics::latencies({median, 0.15, 0, 0, 0}, count, random);
}

TEST(Changes, OfARunAgainstItselfAreNone) {
  const Report one = run({played(kNode, "a/b", Verdict::fail), reconnecting(around(100, 50, 1))});
  const Changes found = changes(one, one);
  EXPECT_TRUE(found.verdicts.empty());
  ASSERT_EQ(found.metrics.size(), 2u);
  EXPECT_NE(found.metrics[0].shift.change, Change::slower);
  EXPECT_NE(found.metrics[0].shift.change, Change::faster);
  EXPECT_TRUE(found.only_base.empty() && found.only_candidate.empty() && found.unpaired.empty() && found.doubts.empty());
}

TEST(Changes, NameTheVerdictAndWhatNoLongerHolds) {
  const Changes found = changes(run({played(kNode, "a/b", Verdict::pass)}), run({played(kNode, "a/b", Verdict::fail)}));
  ASSERT_EQ(found.verdicts.size(), 1u);
  EXPECT_TRUE(found.verdicts[0].is_worse());
  EXPECT_EQ(found.verdicts[0].checks, std::vector<std::string>{"expect-1"});
}

TEST(Changes, ToTheBetterAreNotWorse) {
  const Changes found = changes(run({played(kNode, "a/b", Verdict::fail)}), run({played(kNode, "a/b", Verdict::pass)}));
  ASSERT_EQ(found.verdicts.size(), 1u);
  EXPECT_FALSE(found.verdicts[0].is_worse());
  EXPECT_TRUE(found.verdicts[0].checks.empty());
}

TEST(Changes, OfARepeatedScenarioGoByItsWorstPlay) {
  const Changes found = changes(run({played(kNode, "a/b", Verdict::pass), played(kNode, "a/b", Verdict::pass)}),
                                run({played(kNode, "a/b", Verdict::fail), played(kNode, "a/b", Verdict::pass)}));
  ASSERT_EQ(found.verdicts.size(), 1u);
  EXPECT_EQ(found.verdicts[0].after, Verdict::fail);
}

TEST(Changes, PairAClientWithAnotherVersionOfItself) {
  const Changes found = changes(run({played(kOlder, "a/b", Verdict::pass)}), run({played(kNode, "a/b", Verdict::fail)}));
  EXPECT_TRUE(found.unpaired.empty());
  ASSERT_EQ(found.verdicts.size(), 1u);
  EXPECT_EQ(found.verdicts[0].clients.base.version, "5.36.7");
}

TEST(Changes, DoNotPairClientsInHostsOfAnotherKind) {
  const Changes found = changes(run({played(kChromium, "a/b", Verdict::pass)}), run({played(kNode, "a/b", Verdict::fail)}));
  EXPECT_TRUE(found.verdicts.empty());
  EXPECT_EQ(found.unpaired.size(), 2u);
}

TEST(Changes, DoNotGuessWhichOfSeveralVersionsIsMeant) {
  ClientDescription third = kOlder;
  third.version = "5.28.0";
  const Report base = run({played(kOlder, "a/b", Verdict::pass), played(third, "a/b", Verdict::pass)});
  EXPECT_EQ(changes(base, run({played(kNode, "a/b", Verdict::fail)})).unpaired.size(), 3u);
}

TEST(Changes, NameScenariosThatOnlyOneRunPlayed) {
  const Changes found = changes(run({played(kNode, "a/b", Verdict::pass), played(kNode, "a/c", Verdict::pass)}),
                                run({played(kNode, "a/b", Verdict::pass), played(kNode, "a/d", Verdict::pass)}));
  EXPECT_EQ(found.only_base, std::vector<std::string>{"a/c (" + label(kNode, Charset::unicode) + ")"});
  EXPECT_EQ(found.only_candidate, std::vector<std::string>{"a/d (" + label(kNode, Charset::unicode) + ")"});
}

TEST(Changes, CompareAsManyReconnectsOfAScenarioOnBothSides) {
  const Report base = run({reconnecting(around(100, 40, 1)), reconnecting(around(5000, 10, 2), "network/cut")});
  const Report candidate = run({reconnecting(around(100, 60, 3)), reconnecting(around(9000, 10, 4), "network/other")});
  const Changes found = changes(base, candidate);
  ASSERT_FALSE(found.metrics.empty());
  EXPECT_EQ(found.metrics[0].base_count, 40u);
  EXPECT_EQ(found.metrics[0].candidate_count, 40u);
}

TEST(Changes, CompareTheTotalAndEachPhase) {
  const Changes found = changes(run({reconnecting(around(100, 200, 1))}), run({reconnecting(around(120, 200, 2))}));
  ASSERT_EQ(found.metrics.size(), 2u);
  EXPECT_EQ(found.metrics[0].phase, "total");
  EXPECT_EQ(found.metrics[1].phase, "dial");
  EXPECT_EQ(found.metrics[0].shift.change, Change::slower);
  EXPECT_EQ(found.metrics[1].shift.change, Change::slower);
}

TEST(Changes, SmallerThanTheInstrumentsErrorAreNotCalled) {
  Report base = run({reconnecting(around(100, 200, 1))}), candidate = run({reconnecting(around(120, 200, 2))});
  candidate.lag = {100, {}, {}, std::chrono::milliseconds(50), {}, std::chrono::milliseconds(60)};
  const Changes found = changes(base, candidate);
  EXPECT_EQ(found.metrics[0].instrument_error, 50);
  EXPECT_EQ(found.metrics[0].shift.change, Change::cannot_tell);
}

TEST(Changes, SmallerThanWhatTheCalibrationFoundAreNotCalled) {
  Report base = run({reconnecting(around(100, 200, 1))}), candidate = run({reconnecting(around(120, 200, 2))});
  base.lag = {100, {}, {}, std::chrono::milliseconds(1), {}, std::chrono::milliseconds(2)};
  base.calibrations = {{CalibrationMethod::known_delay, {}, {200, {}, {}, std::chrono::milliseconds(40), {}, {}}}};
  const Changes found = changes(base, candidate);
  EXPECT_EQ(found.metrics[0].instrument_error, 40);
  EXPECT_EQ(found.metrics[0].shift.change, Change::cannot_tell);
}

TEST(Changes, OfARunWhoseLagExceedsItsBoundAreNotCalled) {
  Report base = run({reconnecting(around(100, 200, 1))}), candidate = run({reconnecting(around(120, 200, 2))});
  candidate.lag = {100, {}, {}, std::chrono::milliseconds(1), std::chrono::milliseconds(11), std::chrono::milliseconds(12)};
  for (const Changes& found : {changes(base, candidate), changes(candidate, base)}) {
    EXPECT_FALSE(found.metrics[0].conclusive);
    EXPECT_EQ(found.metrics[0].shift.change, Change::cannot_tell);
    EXPECT_EQ(found.doubts.size(), 1u);
  }
}

TEST(Changes, OfLatenciesNeedRealTime) {
  Report base = run({reconnecting(around(100, 200, 1))}), candidate = base;
  candidate.time = Time::compressed;
  const Changes found = changes(base, candidate);
  EXPECT_TRUE(found.metrics.empty());
  EXPECT_EQ(found.doubts, std::vector<std::string>{"only real time measures latencies"});
}

TEST(Changes, BetweenMachinesAreDoubted) {
  Report base = run({}), candidate = run({});
  base.machine.cores = 2;
  candidate.machine.cores = 8;
  EXPECT_EQ(changes(base, candidate).doubts.size(), 1u);
}

unsigned called(unsigned pairs, double slowdown, Change change) {
  unsigned count = 0;
  for (unsigned pair = 0; pair < pairs; ++pair) {
    const Report base = run({reconnecting(around(100, 200, 2 * pair + 1))});
    const Report candidate = run({reconnecting(around(100 * slowdown, 200, 2 * pair + 2))});
    const Changes found = changes(base, candidate);
    const bool has =
        std::ranges::any_of(found.metrics, [&](const MetricChange& metric) { return metric.shift.change == change; });
    if (has) ++count;
  }
  return count;
}

// 200 reconnects a side that vary by 15 %.
TEST(Changes, AreCalledInOnePercentOfEqualRunsAtMost) {
  EXPECT_LE(called(200, 1, Change::slower) + called(200, 1, Change::faster), 2u);
}

TEST(Changes, FindASlowdownByTenPercentInNineteenOfTwentyRunsAtLeast) { EXPECT_GE(called(50, 1.1, Change::slower), 48u); }

}  // namespace
}  // namespace redial::reports
