// U, p and effect size, against R's wilcox.test, and the samples that break naive versions of it.
#include "reports/statistics/mann_whitney.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "tests/unit/reports/statistics/reference_samples.hpp"

namespace redial::reports::statistics {
namespace {

std::vector<double> scaled(std::vector<double> values, double factor, double offset = 0) {
  for (double& value : values) value = value * factor + offset;
  return values;
}

void expect_r(const MannWhitney& result, double w, double p) {
  EXPECT_DOUBLE_EQ(result.u, w);
  EXPECT_NEAR(result.p / p, 1, 1e-10) << result.p;
}

// R 4.2.2, wilcox.test(candidate, base): exact for these sizes
TEST(MannWhitneyTest, IsExactForSmallSamplesWithoutTies) {
  expect_r(mann_whitney(kA, kB), 89, 0.059135910529099389);                        // wilcox.test(b, a)
  expect_r(mann_whitney(kB, kA), 31, 0.059135910529099389);                        // wilcox.test(a, b)
  expect_r(mann_whitney(range(1, 5), range(6, 10)), 25, 0.0079365079365079361);    // wilcox.test(6:10, 1:5)
  expect_r(mann_whitney(range(1, 3), std::vector{4.0}), 3, 0.5);                   // wilcox.test(c(4), 1:3)
  expect_r(mann_whitney(minstd(42, 20), minstd(7, 20)), 241, 0.2766270614459424);  // minstd(7,20), minstd(42,20)
  expect_r(mann_whitney(minstd(42, 25), scaled(minstd(3, 30), 1, 1e9)), 599, 8.922504778239966e-05);  // minstd(3,30) + 1e9, …
}

// R 4.2.2, wilcox.test(minstd(7,30) * 1.3, minstd(42,30)); wilcox.test(31:60, 1:30), whose p is 2 / choose(60, 30)
TEST(MannWhitneyTest, IsExactUpToItsLargestSize) {
  ASSERT_EQ(kMaxExact, 30u);
  expect_r(mann_whitney(minstd(42, 30), scaled(minstd(7, 30), 1.3)), 675, 0.00068838812741084583);
  expect_r(mann_whitney(range(1, 30), range(31, 60)), 900, 1.6911233892144776e-17);
}

// R 4.2.2, wilcox.test(minstd(7,31) * 1.3, minstd(42,30), exact = FALSE, correct = TRUE)
TEST(MannWhitneyTest, IsTheNormalApproximationBeyondItsLargestExactSize) {
  expect_r(mann_whitney(minstd(42, 30), scaled(minstd(7, 31), 1.3)), 692, 0.0010848481165302499);
}

// R 4.2.2, wilcox.test(candidate, base, exact = FALSE, correct = TRUE)
TEST(MannWhitneyTest, CorrectsForTies) {
  expect_r(mann_whitney(kTiedA, kTiedB), 80, 0.079944074895791598);
  expect_r(mann_whitney(zeros_and_ones(900, 100), zeros_and_ones(850, 150)), 525000, 0.00072563890416915981);
}

// R 4.2.2, wilcox.test(minstd(11,5000) * 1.03, minstd(12,5000), exact = FALSE, correct = TRUE)
TEST(MannWhitneyTest, HoldsForThousandsOfValues) {
  expect_r(mann_whitney(minstd(12, 5000), scaled(minstd(11, 5000), 1.03)), 12857087, 0.013366799194876931);
  const MannWhitney separated = mann_whitney(range(1, 5000), range(5001, 10000));
  EXPECT_EQ(separated.u, 25e6);
  EXPECT_EQ(separated.p, 0);  // R: 0 as well
}

// R 4.2.2, wilcox.test(c(1:400) + .5, c(3, 50, 77, 120, 131), exact = FALSE, correct = TRUE)
TEST(MannWhitneyTest, HoldsForSamplesOfVeryDifferentSize) {
  expect_r(mann_whitney(std::vector{3.0, 50.0, 77.0, 120.0, 131.0}, scaled(range(1, 400), 1, 0.5)), 1624, 0.016534646985387137);
}

TEST(MannWhitneyTest, SaysNothingOfAnEmptySample) {
  for (const MannWhitney& result : {mann_whitney({}, kA), mann_whitney(kA, {}), mann_whitney({}, {})}) {
    EXPECT_EQ(result.p, 1);
    EXPECT_EQ(result.superiority, 0.5);
    EXPECT_EQ(result.cliffs_delta, 0);
  }
}

TEST(MannWhitneyTest, SaysNothingOfOneValueAgainstAnother) {
  const MannWhitney result = mann_whitney(std::vector{1.0}, std::vector{2.0});
  EXPECT_EQ(result.u, 1);
  EXPECT_EQ(result.p, 1);
  EXPECT_EQ(result.superiority, 1);
}

TEST(MannWhitneyTest, SaysNothingWhereAllValuesAreEqual) {
  for (const std::size_t count : {std::size_t{1}, std::size_t{20}, std::size_t{5000}}) {
    const MannWhitney result = mann_whitney(std::vector<double>(count, 7.0), std::vector<double>(2 * count, 7.0));
    EXPECT_EQ(result.p, 1);
    EXPECT_EQ(result.superiority, 0.5);
  }
}

TEST(MannWhitneyTest, SaysNothingOfASampleAgainstItself) {
  EXPECT_EQ(mann_whitney(kTiedA, kTiedA).p, 1);  // R 4.2.2, wilcox.test(t1, t1, exact = FALSE, correct = TRUE): 1
  EXPECT_EQ(mann_whitney(kTiedA, kTiedA).cliffs_delta, 0);
}

TEST(MannWhitneyTest, TellsTheShareOfPairsInWhichTheCandidateIsLarger) {
  const std::vector<double> base = {1, 2, 3, 4};
  const MannWhitney result = mann_whitney(base, std::vector{2.5, 4.0});  // 2 of 4 pairs, then 3 and a tie
  EXPECT_DOUBLE_EQ(result.superiority, 5.5 / 8);
  EXPECT_DOUBLE_EQ(result.cliffs_delta, 3.0 / 8);
}

}  // namespace
}  // namespace redial::reports::statistics
