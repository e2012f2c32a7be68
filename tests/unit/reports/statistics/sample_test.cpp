// A sample is the same whether its values come one by one or counted.
#include "reports/statistics/sample.hpp"

#include <gmock/gmock.h>

#include "reports/statistics/bootstrap.hpp"
#include "reports/statistics/detectable.hpp"
#include "reports/statistics/mann_whitney.hpp"
#include "tests/unit/reports/statistics/reference_samples.hpp"

namespace redial::reports::statistics {
namespace {

using testing::ElementsAre;

// As many times as each value of `once` says.
Sample counted(const std::vector<Weighted>& once) { return Sample(once); }

TEST(Sample, HasEachValueOnceInOrder) {
  const Sample sample(std::vector{3.0, 1.0, 3.0, 2.0});
  ASSERT_EQ(sample.values().size(), 3U);
  EXPECT_EQ(sample.values()[2].value, 3);
  EXPECT_EQ(sample.values()[2].times, 2U);
  EXPECT_THAT(sample.up_to(), ElementsAre(1, 2, 4));
  EXPECT_EQ(sample.count(), 4U);
}

TEST(Sample, OfNothingIsEmpty) {
  EXPECT_TRUE(Sample().empty());
  EXPECT_EQ(Sample(std::vector<double>{}).count(), 0U);
}

TEST(Sample, HasQuantilesByNearestRank) {
  const Sample sample = counted({{10, 5}, {20, 4}, {30, 1}});
  EXPECT_EQ(sample.quantile(0), 10);
  EXPECT_EQ(sample.quantile(50), 10);
  EXPECT_EQ(sample.quantile(51), 20);
  EXPECT_EQ(sample.quantile(90), 20);
  EXPECT_EQ(sample.quantile(100), 30);
}

TEST(Sample, OfMillionsIsComparedByItsBins) {
  std::vector<Weighted> base, candidate;
  for (int bin = 0; bin < 1000; ++bin) {
    base.push_back({100.0 + bin, 1000});
    candidate.push_back({105.0 + bin, 1000});
  }
  const Sample a(base), b(candidate);
  EXPECT_NEAR(mann_whitney(a, b).superiority, 0.505, 0.0001);
  EXPECT_LT(mann_whitney(a, b).p, 1e-20);
  const auto shift = quantile_shift(a, b, 50);
  EXPECT_EQ(shift->shift(), 5);
  EXPECT_THAT(shift->interval.low, testing::AllOf(testing::Gt(2), testing::Lt(5)));
  EXPECT_LT(detectable_shift(a, b, 0.005).value(), 0.01);
}

}  // namespace
}  // namespace redial::reports::statistics
