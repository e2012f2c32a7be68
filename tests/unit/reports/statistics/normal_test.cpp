// Tail and quantile of the standard normal distribution, against R's pnorm and qnorm.
#include "reports/statistics/normal.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace redial::reports::statistics {
namespace {

// R 4.2.2, pnorm(z, lower.tail = FALSE)
TEST(NormalTail, AgreesWithR) {
  EXPECT_DOUBLE_EQ(normal_tail(0), 0.5);
  EXPECT_NEAR(normal_tail(1), 0.15865525393145705, 1e-15);
  EXPECT_NEAR(normal_tail(1.96), 0.024997895148220428, 1e-15);
  EXPECT_NEAR(normal_tail(-1.5), 0.93319279873114191, 1e-15);
}

TEST(NormalTail, IsNotLostFarOut) {
  EXPECT_NEAR(normal_tail(5) / 2.8665157187919391e-07, 1, 1e-12);
  EXPECT_NEAR(normal_tail(10) / 7.6198530241605269e-24, 1, 1e-12);
  EXPECT_NEAR(normal_tail(37) / 5.7255712225245771e-300, 1, 1e-11);
}

// R 4.2.2, qnorm(p)
TEST(NormalQuantile, AgreesWithR) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  EXPECT_NEAR(normal_quantile(0.51), 0.025068908258711057, 1e-14);
  EXPECT_NEAR(normal_quantile(0.8), 0.84162123357291441, 1e-14);
  EXPECT_NEAR(normal_quantile(0.2), -0.84162123357291418, 1e-14);
  EXPECT_NEAR(normal_quantile(0.9), 1.2815515655446008, 1e-14);
  EXPECT_NEAR(normal_quantile(0.975), 1.9599639845400536, 1e-14);
  EXPECT_NEAR(normal_quantile(0.99), 2.3263478740408408, 1e-13);
  EXPECT_NEAR(normal_quantile(0.9975), 2.8070337683438114, 1e-13);
}

TEST(NormalQuantile, IsNotLostFarOut) {
  EXPECT_NEAR(normal_quantile(1e-3), -3.0902323061678132, 1e-13);
  EXPECT_NEAR(normal_quantile(1e-10), -6.3613409024040557, 1e-13);
  EXPECT_NEAR(normal_quantile(1e-300), -37.047096299361201, 1e-12);
}

TEST(NormalQuantile, HasNoEndWhereTheDistributionHasNone) {
  EXPECT_EQ(normal_quantile(0), -HUGE_VAL);
  EXPECT_EQ(normal_quantile(1), HUGE_VAL);
}

}  // namespace
}  // namespace redial::reports::statistics
