// The detectable shift, against R's qnorm and the bootstrap's standard error. That it keeps its promise: planted_shift_test.cpp.
#include "reports/statistics/detectable.hpp"

#include <gtest/gtest.h>

#include "reports/statistics/bootstrap.hpp"
#include "tests/unit/reports/statistics/reference_samples.hpp"

namespace redial::reports::statistics {
namespace {

// R 4.2.2: (qnorm(1 - alpha / 2) + qnorm(power)) * sqrt(se(base)^2 + se(candidate)^2) / median, with se as in bootstrap_test.cpp
TEST(DetectableShift, AgreesWithR) {
  EXPECT_NEAR(detectable_shift(kA, kB, 0.05, 0.8).value(), 0.20104955081984202, 1e-12);
  EXPECT_NEAR(detectable_shift(below_1000(5, 60), below_1000(9, 45, 200), 0.005, 0.9).value(), 0.68160006178590515, 1e-12);
}

TEST(DetectableShift, GrowsWithWhatIsAskedOfIt) {
  const double usual = detectable_shift(kA, kB, 0.05, 0.8).value();
  EXPECT_GT(detectable_shift(kA, kB, 0.01, 0.8).value(), usual);
  EXPECT_GT(detectable_shift(kA, kB, 0.05, 0.95).value(), usual);
}

TEST(DetectableShift, IsUnknownWithFewerThanTheLeastSamples) {
  const std::vector<double> enough(kA.begin(), kA.begin() + kMinSamples), few(kA.begin(), kA.begin() + kMinSamples - 1);
  EXPECT_TRUE(detectable_shift(enough, enough, 0.05));
  EXPECT_FALSE(detectable_shift(few, enough, 0.05));
  EXPECT_FALSE(detectable_shift(enough, few, 0.05));
}

TEST(DetectableShift, IsUnknownWhereTheMedianHasNoShares) {
  EXPECT_FALSE(detectable_shift(std::vector<double>(20, 0.0), kB, 0.05));
}

}  // namespace
}  // namespace redial::reports::statistics
