// Nearest rank, against R's quantile(x, p, type = 1), and where whole percents of whole counts meet rounding.
#include "reports/statistics/quantile.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/unit/reports/statistics/reference_samples.hpp"

namespace redial::reports::statistics {
namespace {

using testing::ElementsAre;

std::vector<double> quantiles(std::vector<double> sample) {
  std::ranges::sort(sample);
  std::vector<double> values;
  for (const double percent : {0.0, 2.5, 5.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0, 100.0}) {
    values.push_back(quantile(sample, percent));
  }
  return values;
}

// R 4.2.2, quantile(x, c(0, .025, .05, .25, .5, .75, .9, .95, .99, 1), type = 1)
TEST(Quantile, AgreesWithR) {
  EXPECT_THAT(quantiles(kA), ElementsAre(89.9, 89.9, 89.9, 98.1, 101.3, 112.4, 131.2, 143.8, 143.8, 143.8));
  EXPECT_THAT(quantiles(kB), ElementsAre(96.4, 96.4, 96.4, 109.1, 118.3, 127.1, 139.7, 151, 151, 151));
  EXPECT_THAT(quantiles(below_1000(5, 60)), ElementsAre(24, 35, 60, 221, 471, 725, 897, 935, 996, 996));
  EXPECT_THAT(quantiles(below_1000(5, 200)), ElementsAre(3, 30, 40, 210, 449, 708, 899, 968, 987, 997));
}

TEST(NearestRank, OfOneValueIsThatValue) {
  EXPECT_EQ(nearest_rank(1, 0), 0u);
  EXPECT_EQ(nearest_rank(1, 50), 0u);
  EXPECT_EQ(nearest_rank(1, 100), 0u);
}

TEST(NearestRank, OfAnEvenCountHasTheLowerMedian) {
  EXPECT_EQ(nearest_rank(2, 50), 0u);
  EXPECT_EQ(nearest_rank(10, 50), 4u);
  EXPECT_EQ(nearest_rank(11, 50), 5u);
}

TEST(NearestRank, IsThatOfWholeNumbersForWholePercents) {
  for (std::size_t count = 1; count <= 2000; ++count) {
    for (std::size_t percent = 1; percent <= 100; ++percent) {
      const std::size_t rank = (count * percent + 99) / 100;
      ASSERT_EQ(nearest_rank(count, static_cast<double>(percent)), rank - 1) << count << " values, " << percent << " %";
    }
  }
}

}  // namespace
}  // namespace redial::reports::statistics
