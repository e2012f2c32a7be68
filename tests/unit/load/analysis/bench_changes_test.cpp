// What is paired with what, what is a figure, what is a failure; and gates. How sure a call is, is bench_noise_test's.
#include "load/analysis/bench_changes.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "load/analysis/bench_gate.hpp"
#include "tests/unit/load/analysis/moody_bench.hpp"
#include "tests/unit/load/result/sample_result.hpp"

namespace redial::load {
namespace {

using reports::GateVerdict;
using reports::statistics::Change;
using std::chrono::milliseconds;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

BenchChanges compared(const BenchResult& base, const BenchResult& candidate, double noise = kAssumedNoise) {
  return bench_changes({&base, 1}, {&candidate, 1}, noise);
}

BenchResult bench(std::uint64_t seed, const Planted& planted = {}, unsigned users = 2000) {
  Random random(seed);
  return moody_bench(random, kIdle, planted, users);
}

const TimeChange& time_of(const BenchChanges& changes, const std::string& name) {
  return *std::ranges::find(changes.times, name, &TimeChange::phase);
}
const FigureChange& figure_of(const BenchChanges& changes, const std::string& name) {
  return *std::ranges::find(changes.figures, name, &FigureChange::name);
}
const CountChange& count_of(const BenchChanges& changes, const std::string& name) {
  return *std::ranges::find(changes.counts, name, &CountChange::name);
}

TEST(BenchChanges, OfAResultWithItselfAreNone) {
  const BenchResult result = sample_result();
  const BenchChanges changes = compared(result, result);
  for (const TimeChange& time : changes.times) EXPECT_EQ(time.shift.median.shift(), 0) << time.phase;
  for (const CountChange& count : changes.counts) EXPECT_EQ(count.change, CountChange::Change::same) << count.name;
  EXPECT_THAT(changes.doubts, IsEmpty());
  EXPECT_THAT(changes.only_base, IsEmpty());
}

TEST(BenchChanges, HaveEverythingThatWasTimed) {
  const BenchChanges changes = compared(bench(1), bench(2));
  std::vector<std::string> names;
  for (const TimeChange& time : changes.times) names.push_back(time.phase);
  EXPECT_THAT(names, ElementsAre("total", "login", "back", "wait 1", "wait 1, shortest", "wait 2", "wait 2, shortest", "wait 3",
                                 "wait 3, shortest"));
  EXPECT_EQ(changes.times.front().base_count, 2000U);
  EXPECT_GT(changes.times.front().p99.base, changes.times.front().p95.base);
}

TEST(BenchChanges, TellTailsWhereThereAreEnoughValues) {
  const BenchChanges changes = compared(bench(1, {}, 50), bench(2, {}, 50));
  EXPECT_GT(time_of(changes, "total").p95.base, 0);
  EXPECT_EQ(time_of(changes, "total").p99.base, 0);
}

TEST(BenchChanges, PairPhasesByNameAndShape) {
  BenchResult base = sample_result(), candidate = sample_result();
  base.phases.push_back(sample_storm(0, 10));
  base.phases.back().name = "gone";
  candidate.phases.push_back(sample_storm(0, 10));
  candidate.phases.back().name = "new";
  candidate.phases.front().shape = Shape::flap;
  const BenchChanges changes = compared(base, candidate);
  EXPECT_THAT(changes.times, IsEmpty());
  EXPECT_THAT(changes.only_base, ElementsAre("storm", "gone"));
  EXPECT_THAT(changes.only_candidate, ElementsAre("storm", "new"));
}

TEST(BenchChanges, HaveTheFiguresOfAStorm) {
  const BenchChanges changes = compared(sample_result(), sample_result());
  EXPECT_NEAR(figure_of(changes, "server CPU per login").base.at(0).value(), 90.0 / 990, 1e-5);
  EXPECT_EQ(figure_of(changes, "server memory per session").base.at(0), std::trunc(8e6 / 990));
  EXPECT_TRUE(figure_of(changes, "95 % back").base.at(0));
}

TEST(BenchChanges, AreSilentOfAFigureThatNoResultHas) {
  const BenchChanges changes = compared(sample_result(), sample_result());  // some never came back
  EXPECT_THAT(changes.figures, Not(Contains(Field(&FigureChange::name, "all back"))));
}

TEST(BenchChanges, CallAFigureBeyondWhatIsAssumed) {
  BenchResult candidate = sample_result();
  candidate.phases.front().server->cpu *= 2;
  EXPECT_EQ(figure_of(compared(sample_result(), candidate), "server CPU per login").shift.change, Change::slower);
  EXPECT_EQ(figure_of(compared(sample_result(), candidate, 1.5), "server CPU per login").shift.change, Change::cannot_tell);
}

TEST(BenchChanges, NeverCallTheLastOnesBackOfASingleResult) {
  const BenchChanges changes = compared(bench(1), bench(2, {.wait_ms = 1000}));
  EXPECT_EQ(figure_of(changes, "all back").shift.change, Change::cannot_tell);
  EXPECT_TRUE(std::isinf(figure_of(changes, "all back").shift.median.interval.high));
}

TEST(BenchChanges, CallMoreFailures) {
  const BenchChanges changes = compared(bench(1, {.failing = 10}), bench(2, {.failing = 60}));
  const CountChange& failed = count_of(changes, "failed 31004");
  EXPECT_TRUE(failed.is_worse());
  EXPECT_EQ(failed.candidate_of, 2000U);
  EXPECT_EQ(count_of(compared(bench(2, {.failing = 60}), bench(1, {.failing = 10})), "failed 31004").change,
            CountChange::Change::fewer);
}

TEST(BenchChanges, CallNoFailuresBelowTheLeastShare) {
  EXPECT_FALSE(count_of(compared(bench(1, {}, 20'000), bench(2, {.failing = 8}, 20'000)), "failed 31004").is_worse());
}

TEST(BenchChanges, CallNoFailuresThatChanceExplains) {
  EXPECT_FALSE(count_of(compared(bench(1, {.failing = 20}, 100), bench(2, {.failing = 60}, 100)), "failed 31004").is_worse());
}

TEST(BenchChanges, CountWhatIsUnfinished) {
  BenchResult candidate = sample_result();
  Counts& connects = candidate.phases.front().connects;
  connects.succeeded -= 500;
  EXPECT_TRUE(count_of(compared(sample_result(), candidate), "unfinished").is_worse());
}

TEST(BenchChanges, OnlyTellLosses) {
  BenchResult candidate = sample_result();
  candidate.phases.front().losses[30002] += 700;
  const CountChange lost = count_of(compared(sample_result(), candidate), "lost 30002");
  EXPECT_EQ(lost.change, CountChange::Change::more);
  EXPECT_FALSE(lost.is_worse());
}

TEST(BenchChanges, AddUpTheInstrumentsErrors) {
  BenchResult late = sample_result();  // calibration 300 µs, lag 60 µs
  late.lag->lateness = {};
  late.lag->lateness.record(milliseconds(2), 10);
  EXPECT_NEAR(compared(sample_result(), late).instrument_error.value(), 2.3, 0.01);
}

TEST(BenchChanges, TakeWaitsForAsNoisyAsAllElseIfTheLagIsNotKnown) {
  BenchResult base = bench(1), candidate = bench(2, {.wait_ms = 5});
  EXPECT_EQ(time_of(compared(base, candidate), "wait 1, shortest").shift.change, Change::slower);
  candidate.lag.reset();
  const BenchChanges changes = compared(base, candidate);
  EXPECT_EQ(time_of(changes, "wait 1, shortest").shift.change, Change::cannot_tell);
  EXPECT_FALSE(changes.instrument_error);
  EXPECT_THAT(changes.doubts, Contains(HasSubstr("how late the machine woke threads")));
}

TEST(BenchChanges, AssumeNothingWhereRepeatsTell) {
  const std::vector<BenchResult> base{bench(1), bench(2), bench(3)}, candidate{bench(4), bench(5), bench(6)};
  EXPECT_EQ(bench_changes(base, candidate).assumed_noise, 0);
  EXPECT_EQ(bench_changes(base, {candidate.data(), 2}).assumed_noise, kAssumedNoise);
  EXPECT_EQ(bench_changes(base, candidate).times.front().base_count, 6000U);
}

TEST(BenchChanges, DoubtWhatIsNotAlike) {
  BenchResult other = sample_result();
  other.spec_name = "another";
  other.spec_text = "users: 3";
  other.users = 3;
  other.machine.cores = 64;
  other.agents = 9;
  other.interrupted = true;
  other.lag->bound = std::chrono::microseconds(1);
  EXPECT_EQ(compared(sample_result(), other).doubts.size(), 7U);
}

TEST(BenchGates, AreHeldToTheTotalsOfPhases) {
  const BenchChanges changes = compared(bench(1), bench(2), 0);
  const auto results = apply_gates({{50, 0.1}, {95, 0.1}}, changes);
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0].verdict, GateVerdict::held) << results[0].why;
  EXPECT_EQ(results[1].verdict, GateVerdict::held) << results[1].why;
  EXPECT_EQ(results[0].time->of, "storm");
}

TEST(BenchGates, AreBrokenByWhatIsSlowerThanAnyNoise) {
  const auto results = apply_gates({{50, 0.1}}, compared(bench(1), bench(2, {.wait_ms = 200})));
  EXPECT_EQ(results.at(0).verdict, GateVerdict::broken) << results[0].why;
}

TEST(BenchGates, CannotBeToldWithinTheNoiseThatIsAssumed) {
  const auto results = apply_gates({{50, 0.1}}, compared(bench(1), bench(2)));
  EXPECT_EQ(results.at(0).verdict, GateVerdict::cannot_tell) << results[0].why;
}

}  // namespace
}  // namespace redial::load
