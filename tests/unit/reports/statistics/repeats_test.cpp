// What measurements do of themselves: seen where they were repeated, assumed where not.
#include "reports/statistics/repeats.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "reports/statistics/shift.hpp"
#include "tests/unit/reports/statistics/reference_samples.hpp"

namespace redial::reports::statistics {
namespace {

const Repeats kMeasured{{1, 2, 3}, {4, 6, 8}, 0};

// Means 2 and 6, variances 1 and 4: t = 4 / sqrt(2.5 * 2 / 3) = 3.0984, 4 degrees of freedom.
TEST(RepeatsP, IsStudentsForMeansApart) { EXPECT_NEAR(repeats_p(kMeasured), 0.03627, 0.00005); }

TEST(RepeatsP, IsTheSameTheOtherWayRound) {
  EXPECT_DOUBLE_EQ(repeats_p({kMeasured.candidate, kMeasured.base, 0}), repeats_p(kMeasured));
}

TEST(RepeatsP, OfTooFewSaysNothing) { EXPECT_EQ(repeats_p({{1, 2}, {40, 60, 80}, 0}), 1); }

TEST(RepeatsP, OfFiguresThatNeverMoveIsCertain) {
  EXPECT_EQ(repeats_p({{5, 5, 5}, {5, 5, 5}, 0}), 1);
  EXPECT_EQ(repeats_p({{5, 5, 5}, {6, 6, 6}, 0}), 0);
}

TEST(RepeatsReach, IsStudentsInterval) { EXPECT_NEAR(repeats_reach(kMeasured), 2.776445 * std::sqrt(5.0 / 3), 1e-5); }

TEST(RepeatsReach, IsAsAssumedWithoutRepeats) { EXPECT_EQ(repeats_reach({{5}, {7}, 3}), 3); }

TEST(WithRepeats, WidensByWhatIsAssumed) {
  const Interval wide = with_repeats({100, 108, {5, 11}}, {{}, {}, 20});
  EXPECT_EQ(wide.low, -15);
  EXPECT_EQ(wide.high, 31);
}

TEST(WithRepeats, KeepsTheWiderOfBothReasons) {
  const double reach = repeats_reach(kMeasured);
  const Interval narrow = with_repeats({2, 6, {3.9, 4.1}}, kMeasured);
  EXPECT_DOUBLE_EQ(narrow.low, 4 - reach);
  EXPECT_DOUBLE_EQ(narrow.high, 4 + reach);
  EXPECT_EQ(with_repeats({2, 6, {-9, 9}}, kMeasured).low, -9);
}

// Values that leave no doubt, and measurements that do.
TEST(Shifts, AreNoChangeIfMeasurementsMoveAsFarOfThemselves) {
  Metric metric{range(100, 200), range(140, 240), 0, {{130, 150, 170}, {170, 190, 210}, 0}};
  EXPECT_LT(shifts({&metric, 1}).front().test.p, 1e-6);
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::cannot_tell);
  metric.repeats = {{149, 150, 151}, {189, 190, 191}, 0};
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::slower);
}

TEST(Shifts, AreNoChangeWithinWhatIsAssumed) {
  Metric metric{range(100, 200), range(140, 240), 0, {{150}, {190}, 60}};
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::cannot_tell);
  EXPECT_GE(shifts({&metric, 1}).front().detectable.value(), 60.0 / 150);
  metric.repeats.assumed = 5;
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::slower);
}

TEST(Shifts, OfFiguresGoByTheirRepeatsAlone) {
  Metric metric{{}, {}, 0, {{100, 101, 102}, {150, 151, 152}, 0}};
  const Shift shift = shifts({&metric, 1}).front();
  EXPECT_EQ(shift.median.base, 101);
  EXPECT_EQ(shift.median.candidate, 151);
  EXPECT_EQ(shift.change, Change::slower);
  metric.repeats = {{100}, {150}, 60};
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::cannot_tell);
  metric.repeats.assumed = 40;
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::slower);
  metric.repeats.assumed = std::numeric_limits<double>::infinity();
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::cannot_tell);
}

TEST(Shifts, OfFiguresWithinTheMarginAreSame) {
  const Metric metric{{}, {}, 0, {{100, 101, 102}, {101, 102, 103}, 0}};
  EXPECT_EQ(shifts({&metric, 1}).front().change, Change::same);
}

}  // namespace
}  // namespace redial::reports::statistics
