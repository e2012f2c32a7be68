// What a comparison is for, on samples that look like reconnects: equal runs are not called different, a planted slowdown is
// called, and the detectable shift is detected. All chance is seeded.
#include <gtest/gtest.h>

#include <algorithm>

#include "reports/statistics/detectable.hpp"
#include "reports/statistics/shift.hpp"
#include "tests/unit/reports/statistics/latency_samples.hpp"

namespace redial::reports::statistics {
namespace {

bool called(const Shift& shift) { return shift.change == Change::slower || shift.change == Change::faster; }

// Two runs and their metrics, which borrow the samples.
struct Pair {
  std::vector<std::vector<double>> base, candidate;

  std::vector<Shift> compare() const {
    std::vector<Metric> metrics;
    for (std::size_t i = 0; i < base.size(); ++i) metrics.push_back({base[i], candidate[i]});
    return shifts(metrics);
  }
};

Pair equal_runs(Random& random) {
  Pair pair;
  for (const LatencyShape& shape : reconnect_shapes()) {
    pair.base.push_back(latencies(shape, 30 + random.below(171), random));
    pair.candidate.push_back(latencies(shape, 30 + random.below(171), random));
  }
  return pair;
}

// Equal but for the first metric, whose candidate is `slowdown` times as slow.
Pair planted(const LatencyShape& first, std::size_t count, double slowdown, Random& random) {
  Pair pair;
  std::vector<LatencyShape> shapes = reconnect_shapes();
  shapes.front() = first;
  for (const LatencyShape& shape : shapes) {
    pair.base.push_back(latencies(shape, count, random));
    pair.candidate.push_back(latencies(shape, count, random, pair.candidate.empty() ? slowdown : 1));
  }
  return pair;
}

// Of 50 pairs, how often the planted slowdown of 10 % was called slower; anything else that was called is an error.
int planted_and_called(const LatencyShape& shape, std::size_t count, std::uint64_t seed) {
  Random random(seed);
  int slower = 0;
  for (int pair = 0; pair < 50; ++pair) {
    const std::vector<Shift> all = planted(shape, count, 1.1, random).compare();
    slower += all.front().change == Change::slower ? 1 : 0;
    EXPECT_NE(all.front().change, Change::faster);
  }
  return slower;
}

// Five metrics each, 30 to 200 values a side. Of 20,000 such pairs 0.4 % are called.
TEST(EqualRuns, AreCalledDifferentInOnePercentOfPairsAtMost) {
  Random random(1);
  int different = 0;
  for (int pair = 0; pair < 200; ++pair) different += std::ranges::any_of(equal_runs(random).compare(), called) ? 1 : 0;
  EXPECT_LE(different, 2);
}

TEST(EqualRuns, AreMostlyCalledSameWithTwoHundredValues) {
  Random random(2);
  int same = 0;
  for (int pair = 0; pair < 50; ++pair) {
    same += planted(reconnect_shapes().front(), 200, 1, random).compare().front().change == Change::same ? 1 : 0;
  }
  EXPECT_GE(same, 45);
}

// The body of the values varies by 15 %, and 6 % of them have the wait for a second attempt on top.
TEST(ASlowdownByTenPercent, IsCalledWithTwoHundredValuesASide) {
  EXPECT_GE(planted_and_called(reconnect_shapes().front(), 200, 3), 48);
}

TEST(ASlowdownByTenPercent, IsCalledWithThreeHundredValuesThatVaryByTwentyPercent) {
  EXPECT_GE(planted_and_called({.median = 90, .spread = 0.2}, 300, 4), 48);
}

TEST(ADetectableShift, IsDetectedAsOftenAsPromised) {
  for (const LatencyShape& shape : reconnect_shapes()) {
    if (shape.median == 0) continue;
    Random random(5);
    int slower = 0;
    for (int pair = 0; pair < 200; ++pair) {
      const std::vector<double> base = latencies(shape, 100, random), equal = latencies(shape, 100, random);
      const double slowdown = 1 + detectable_shift(base, equal, kAlpha).value();
      const std::vector<double> candidate = latencies(shape, 100, random, slowdown);
      const Metric metric{base, candidate};
      slower += shifts({&metric, 1}).front().change == Change::slower ? 1 : 0;
    }
    EXPECT_GE(slower, static_cast<int>(200 * kPower) - 10) << shape.median << " ms";  // two standard deviations of a count
    EXPECT_LE(slower, 198) << shape.median << " ms";                                  // or it would not be the smallest
  }
}

TEST(ChangingPlaces, TurnsSlowerIntoFasterAndBack) {
  Random random(6);
  int changes = 0;
  for (int pair = 0; pair < 200; ++pair) {
    const double slowdown = 0.8 + 0.4 * random.unit();
    const std::vector<double> a = latencies(reconnect_shapes()[3], 20 + random.below(100), random);
    const std::vector<double> b = latencies(reconnect_shapes()[3], 20 + random.below(100), random, slowdown);
    const Metric there{a, b}, back{b, a};
    const Change forward = shifts({&there, 1}).front().change, backward = shifts({&back, 1}).front().change;
    ASSERT_EQ(forward == Change::slower, backward == Change::faster);
    ASSERT_EQ(forward == Change::faster, backward == Change::slower);
    changes += forward == Change::slower || forward == Change::faster ? 1 : 0;
  }
  EXPECT_GE(changes, 40);  // or nothing was shown
}

}  // namespace
}  // namespace redial::reports::statistics
