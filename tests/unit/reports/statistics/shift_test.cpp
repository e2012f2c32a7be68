// What may be said of a metric: each condition of each verdict alone, and Holm over all metrics of a comparison.
#include "reports/statistics/shift.hpp"

#include <gmock/gmock.h>

#include "reports/statistics/detectable.hpp"
#include "tests/unit/reports/statistics/reference_samples.hpp"

namespace redial::reports::statistics {
namespace {

const std::vector<double> kTenValues(10, 100.0);
const Metric kMetric{kTenValues, kTenValues, 1};
constexpr Criteria kCriteria{0.005, 0.1};

// The median goes from 100 to 108 ms, by 5 to 11: slower, in every respect.
Shift slower_shift() {
  Shift shift;
  shift.test.superiority = 0.9;
  shift.adjusted_p = 0.004;
  shift.median = {100, 108, {5, 11}};
  return shift;
}

Change change(const Shift& shift, const Metric& metric = kMetric) { return change_of(metric, shift, kCriteria); }

TEST(ChangeOf, IsSlowerWhenRanksIntervalAndInstrumentAgree) { EXPECT_EQ(change(slower_shift()), Change::slower); }

TEST(ChangeOf, IsFasterWhenTheMedianFell) {
  Shift shift = slower_shift();
  shift.test.superiority = 0.1;
  shift.median = {100, 92, {-11, -5}};
  EXPECT_EQ(change(shift), Change::faster);
}

TEST(ChangeOf, IsNoneIfChanceExplainsIt) {
  Shift shift = slower_shift();
  shift.adjusted_p = 0.005;
  EXPECT_EQ(change(shift), Change::cannot_tell);
}

TEST(ChangeOf, IsNoneIfTheMedianMayHaveStayed) {
  Shift shift = slower_shift();
  shift.median.interval = {0, 16};
  EXPECT_EQ(change(shift), Change::cannot_tell);
}

TEST(ChangeOf, IsNoneWithinTheInstrumentsError) {
  EXPECT_EQ(change(slower_shift(), {kTenValues, kTenValues, 8}), Change::cannot_tell);
  EXPECT_EQ(change(slower_shift(), {kTenValues, kTenValues, 7.9}), Change::slower);
}

TEST(ChangeOf, IsNoneIfRanksAndMedianContradictEachOther) {
  Shift shift = slower_shift();
  shift.test.superiority = 0.1;
  EXPECT_EQ(change(shift), Change::cannot_tell);
}

TEST(ChangeOf, IsSameWhenTheWholeIntervalIsWithinTheMargin) {
  Shift shift = slower_shift();
  shift.adjusted_p = 0.7;
  shift.median = {100, 101, {-10, 10}};
  EXPECT_EQ(change(shift), Change::same);
  shift.median.interval = {-10.1, 10};
  EXPECT_EQ(change(shift), Change::cannot_tell);
  shift.median.interval = {-10, 10.1};
  EXPECT_EQ(change(shift), Change::cannot_tell);
}

TEST(ChangeOf, IsSlowerEvenWithinTheMarginOnceItIsCertain) {
  Shift shift = slower_shift();
  shift.median = {100, 104, {2, 6}};
  EXPECT_EQ(change(shift), Change::slower);
}

TEST(ChangeOf, CannotBeToldOfFewerThanTheLeastSamples) {
  const std::vector<double> enough(kMinSamples, 100.0), few(kMinSamples - 1, 100.0);
  EXPECT_EQ(change(slower_shift(), {enough, enough}), Change::slower);
  EXPECT_EQ(change(slower_shift(), {few, enough}), Change::cannot_tell);
  EXPECT_EQ(change(slower_shift(), {enough, few}), Change::cannot_tell);
}

TEST(Shifts, OfNothingAreNone) { EXPECT_THAT(shifts({}), testing::IsEmpty()); }

TEST(Shifts, OfAnEmptySampleCannotBeTold) {
  const Metric metric{{}, kTenValues};
  const Shift shift = shifts({&metric, 1}).front();
  EXPECT_EQ(shift.change, Change::cannot_tell);
  EXPECT_EQ(shift.adjusted_p, 1);
  EXPECT_FALSE(shift.detectable);
}

TEST(Shifts, OfAPhaseThatTakesNoTimeAreSame) {
  const std::vector<double> zeros(20, 0.0);
  const Metric metric{zeros, zeros};
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::same);
}

TEST(Shifts, CorrectForTheNumberOfMetrics) {
  const std::vector<double> base = range(1, 8), slower = range(9, 16);  // apart, p = 2 / choose(16, 8) = 0.000155
  std::vector<Metric> metrics(30, {base, slower});
  EXPECT_EQ(shifts(metrics).front().change, Change::slower);
  metrics.resize(40, {base, slower});
  const Shift one_of_forty = shifts(metrics).front();
  EXPECT_NEAR(one_of_forty.adjusted_p, 40 * 2 / 12870.0, 1e-12);
  EXPECT_EQ(one_of_forty.change, Change::cannot_tell);
}

TEST(Shifts, AskNothingOfMetricsWithTooFewSamples) {
  const std::vector<double> base = range(1, 8), slower = range(9, 16), few = range(1, 4);
  std::vector<Metric> metrics(40, {few, few});
  metrics.push_back({base, slower});
  EXPECT_DOUBLE_EQ(shifts(metrics).back().adjusted_p, 2 / 12870.0);
}

TEST(Shifts, MustBeLargerToBeDetectedAmongManyMetrics) {
  const std::vector<Metric> metrics(40, {kA, kB});
  const std::optional<double> among_many = shifts(metrics).front().detectable;
  EXPECT_GT(among_many, shifts({metrics.data(), 1}).front().detectable);
  EXPECT_EQ(among_many, detectable_shift(kA, kB, kAlpha / 40));
}

// All values 8 later, of 400: ranks and median hardly notice, the smallest ones do.
TEST(Shifts, OfALowQuantileAreSeenWhereRanksSeeNone) {
  std::vector<double> base, later;
  for (int i = 0; i < 1000; ++i) base.push_back(100 + 0.4 * i);
  for (const double value : base) later.push_back(value + 8);
  Metric metric{base, later};
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::same);
  metric.percent = 2;
  const Shift shift = shifts({&metric, 1}).front();
  EXPECT_EQ(shift.change, Change::slower);
  EXPECT_NEAR(shift.median.shift(), 8, 1e-9);
  metric.candidate = base;
  EXPECT_EQ(shifts({&metric, 1}).front().test.p, 1);
}

TEST(Shifts, AreNotDetectableBelowTheInstrumentsError) {
  const Metric metric{kTenValues, kTenValues, 3};  // nothing varies: only the instrument is in the way
  EXPECT_NEAR(shifts({&metric, 1}).front().detectable.value(), 0.03, 1e-12);
}

}  // namespace
}  // namespace redial::reports::statistics
