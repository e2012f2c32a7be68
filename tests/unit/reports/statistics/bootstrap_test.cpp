// Intervals of a quantile's shift, against R's boot package, against the beta distribution, and by how often they hold the truth.
#include "reports/statistics/bootstrap.hpp"

#include <gtest/gtest.h>

#include "tests/unit/reports/statistics/latency_samples.hpp"
#include "tests/unit/reports/statistics/reference_samples.hpp"

namespace redial::reports::statistics {
namespace {

void expect_interval(const std::vector<double>& base, const std::vector<double>& candidate, double percent, double confidence,
                     Interval expected) {
  const auto shift = quantile_shift(base, candidate, percent, confidence);
  ASSERT_TRUE(shift);
  EXPECT_NEAR(shift->interval.low, expected.low, 1e-12);
  EXPECT_NEAR(shift->interval.high, expected.high, 1e-12);
}

// R 4.2.2, boot 1.3-28.1: boot(c(a, b), statistic, R = 200000, strata = g) with set.seed(1), where the statistic is the
// difference of sort(x)[ceiling(length(x) * percent / 100)] between the strata; boot.ci(…, type = "perc").
TEST(QuantileShiftTest, AgreesWithRBoot) {
  expect_interval(kA, kB, 50, 95, {2.1, 27.9});
  expect_interval(kA, kB, 95, 95, {-10, 38.6});
  expect_interval(kA, kB, 50, 99, {-9.5, 34.6});
  expect_interval(below_1000(5, 60), below_1000(9, 45, 200), 50, 95, {72, 369});
  expect_interval(below_1000(5, 60), below_1000(9, 45, 200), 95, 95, {101, 235});
}

// With a base of equal values the shift moves with the candidate alone, whose quantile is the value at an index with a beta
// distribution. R 4.2.2: s <- sort(x); s[which(pbeta((1:n) / n, k, n - k + 1) >= 0.025)[1]], and the same from the other end.
TEST(QuantileShiftTest, IsTheBetaDistributionsWhereOnlyOneSampleVaries) {
  const std::vector<double> constant(50, 1000.0);
  expect_interval(constant, below_1000(5, 200), 50, 95, {376 - 1000, 484 - 1000});
  expect_interval(constant, below_1000(5, 200), 95, 95, {902 - 1000, 977 - 1000});
  expect_interval(constant, below_1000(5, 200), 50, 99, {348 - 1000, 496 - 1000});
  expect_interval(constant, kB, 50, 95, {109.1 - 1000, 127.1 - 1000});
}

TEST(QuantileShiftTest, TellsTheQuantilesOfBothSamples) {
  const auto median = quantile_shift(kA, kB, 50);
  ASSERT_TRUE(median);
  EXPECT_EQ(median->base, 101.3);
  EXPECT_EQ(median->candidate, 118.3);
  EXPECT_DOUBLE_EQ(median->shift(), 17);
}

TEST(QuantileShiftTest, IsNothingWithoutSamples) {
  EXPECT_FALSE(quantile_shift({}, kB, 50));
  EXPECT_FALSE(quantile_shift(kA, {}, 50));
}

TEST(QuantileShiftTest, OfOneValueEachIsTheirDifference) { expect_interval({3}, {5}, 50, 95, {2, 2}); }

TEST(QuantileShiftTest, OfEqualValuesIsExactlyZero) {
  const auto none = quantile_shift(std::vector<double>(20, 0.1), std::vector<double>(30, 0.1), 50);
  ASSERT_TRUE(none);
  EXPECT_EQ(none->interval.low, 0);
  EXPECT_EQ(none->interval.high, 0);
}

// Half a tick either way must not appear, nor the 1e-17 of a search that ends beside zero.
TEST(QuantileShiftTest, EndsAtADifferenceOfMeasuredValues) {
  const auto tied = quantile_shift(kTiedA, kTiedB, 50);  // R 4.2.2, exact by outer(): 0 to 3
  ASSERT_TRUE(tied);
  EXPECT_EQ(tied->interval.low, 0);
  EXPECT_EQ(tied->interval.high, 3);
}

TEST(QuantileShiftTest, IsTheOppositeWhenTheSamplesChangePlaces) {
  Random random(11);
  for (int round = 0; round < 100; ++round) {
    const auto a = latencies({}, 5 + random.below(60), random), b = latencies({}, 5 + random.below(60), random);
    const auto there = quantile_shift(a, b, 50), back = quantile_shift(b, a, 50);
    ASSERT_EQ(there->interval.low, -back->interval.high);
    ASSERT_EQ(there->interval.high, -back->interval.low);
  }
}

TEST(QuantileShiftTest, HoldsTheTrueShiftAsOftenAsItPromises) {
  constexpr int kPairs = 1000;
  Random random(12);
  int held = 0;
  for (int pair = 0; pair < kPairs; ++pair) {
    const LatencyShape shape;
    const auto base = latencies(shape, 60, random), candidate = latencies(shape, 60, random, 1.2);
    held += quantile_shift(base, candidate, 50)->interval.contains(0.2 * shape.median) ? 1 : 0;
  }
  EXPECT_GE(held, 940);  // 95 % are promised
  EXPECT_LE(held, 985);  // and an interval that always holds it would be of no use
}

// R 4.2.2: w <- diff(c(0, pbeta((1:n) / n, k, n - k + 1))) with k = ceiling(n / 2); sqrt(sum(w * (s - sum(w * s))^2))
TEST(MedianStandardError, AgreesWithR) {
  EXPECT_NEAR(quantile_standard_error(kA, 50), 4.7470082991955573, 1e-12);
  EXPECT_NEAR(quantile_standard_error(kB, 50), 5.5056841849884197, 1e-12);
  EXPECT_NEAR(quantile_standard_error(below_1000(5, 201), 50), 25.950002054043981, 1e-10);
  EXPECT_NEAR(quantile_standard_error(std::vector{3.0, 9.0, 4.0}, 50), 2.3801880019347599, 1e-12);
}

TEST(MedianStandardError, IsZeroWhereNothingVaries) {
  EXPECT_EQ(quantile_standard_error({}, 50), 0);
  EXPECT_EQ(quantile_standard_error(std::vector{4.0}, 50), 0);
  EXPECT_NEAR(quantile_standard_error(std::vector<double>(30, 0.1), 50), 0, 1e-15);
}

}  // namespace
}  // namespace redial::reports::statistics
