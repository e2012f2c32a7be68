// Which value of a sample becomes a resample's, against R's binomial and beta distributions.
#include "reports/statistics/order_statistic.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

namespace redial::reports::statistics {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

auto near(double value) { return DoubleNear(value, 1e-14); }

// Of every value of the sample.
std::vector<double> resampled(std::size_t count, std::size_t rank) {
  std::vector<std::uint64_t> up_to(count);
  std::iota(up_to.begin(), up_to.end(), 1);
  return resampled_index(count, rank, up_to);
}

// R 4.2.2, 1 - pbinom(k - 1, n, (1:n) / n), with k = rank + 1
TEST(ResampledIndex, AgreesWithR) {
  EXPECT_THAT(resampled(5, 2), ElementsAre(near(0.05792), near(0.31744), near(0.68256), near(0.94208), 1));
  EXPECT_THAT(resampled(6, 0), ElementsAre(near(0.66510202331961588), near(0.91220850480109739), near(0.984375),
                                           near(0.99862825788751719), near(0.99997856652949246), 1));
}

TEST(ResampledIndex, OfOneValueIsThatValue) { EXPECT_THAT(resampled(1, 0), ElementsAre(1)); }

TEST(ResampledIndex, IsTheLastOneOnlyIfTheLastIsDrawn) {  // the largest of ten draws is at most the i-th of ten: (i / 10)^10
  const std::vector<double> largest = resampled(10, 9);
  EXPECT_NEAR(largest[0] / 1e-10, 1, 1e-12);
  EXPECT_NEAR(largest[4], 0.0009765625, 1e-16);
  EXPECT_NEAR(largest[8], 0.3486784401, 1e-14);
}

// R 4.2.2, pbeta(j / n, k, n - k + 1), which is the same number by another way. A logarithm of 3466 leaves no more than 12
// digits.
TEST(ResampledIndex, HoldsForThousandsOfValues) {
  const std::vector<double> median = resampled(5000, 2499);
  EXPECT_NEAR(median[2300 - 1] / 7.9263178823800832e-09, 1, 1e-9);
  EXPECT_NEAR(median[2400 - 1], 0.0024346365426016693, 1e-11);
  EXPECT_NEAR(median[2500 - 1], 0.50564161374773997, 1e-11);
  EXPECT_NEAR(median[2501 - 1], 0.51692108140054582, 1e-11);
  EXPECT_NEAR(median[2600 - 1], 0.99777136202022121, 1e-11);
  EXPECT_EQ(median[100 - 1], 0);
  EXPECT_EQ(median[4900 - 1], 1);
}

TEST(ResampledIndex, HoldsFarFromTheMiddle) {
  const std::vector<double> p95 = resampled(200, 189);
  EXPECT_NEAR(p95[180 - 1], 0.0080712499551026645, 1e-14);
  EXPECT_NEAR(p95[190 - 1], 0.58306718208117037, 1e-13);
  EXPECT_NEAR(p95[199 - 1], 0.99999999203139378, 1e-13);
}

TEST(ResampledIndex, IsToldWhereItIsAskedFor) {
  const std::vector<double> all = resampled(200, 189);
  const std::vector<std::uint64_t> some{1, 190, 200};
  EXPECT_THAT(resampled_index(200, 189, some), ElementsAre(all[0], all[189], 1));
}

TEST(ResampledIndex, NeverFallsAndEndsAtOne) {
  for (std::size_t count = 1; count <= 60; ++count) {
    for (std::size_t rank = 0; rank < count; ++rank) {
      const std::vector<double> probabilities = resampled(count, rank);
      EXPECT_TRUE(std::ranges::is_sorted(probabilities)) << count << " values, rank " << rank;
      EXPECT_EQ(probabilities.back(), 1);
    }
  }
}

}  // namespace
}  // namespace redial::reports::statistics
