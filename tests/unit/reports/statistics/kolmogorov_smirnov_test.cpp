// D of counts, its bounds, and p beside the critical values that are printed in tables.
#include "reports/statistics/kolmogorov_smirnov.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/time/random.hpp"

namespace redial::reports::statistics {
namespace {

// Miller, Table of percentage points of Kolmogorov statistics (1956): of n values, D exceeds this with 10, 5 and 1 %.
TEST(KolmogorovP, AgreesWithMillersTable) {
  struct Row {
    std::uint64_t n;
    double ten, five, one;
  };
  for (const Row& row : {Row{10, .36866, .40925, .48893}, Row{20, .26473, .29408, .35241}, Row{50, .16959, .18841, .22604},
                         Row{100, .12067, .13403, .16081}}) {
    EXPECT_NEAR(kolmogorov_p(row.ten, row.n), 0.10, 0.002) << row.n;
    EXPECT_NEAR(kolmogorov_p(row.five, row.n), 0.05, 0.001) << row.n;
    EXPECT_NEAR(kolmogorov_p(row.one, row.n), 0.01, 0.0004) << row.n;
  }
}

// Smirnov, Table for estimating the goodness of fit of empirical distributions (1948): the limit's tail at 1, 1.36 and 1.63.
TEST(KolmogorovP, IsTheLimitForManyValues) {
  const double root = 1e6;
  const auto limit = [&](double x) { return kolmogorov_p(x / root, 1'000'000'000'000); };
  EXPECT_NEAR(limit(1.00), 1 - 0.730000, 2e-6);
  EXPECT_NEAR(limit(1.36), 1 - 0.950514, 2e-6);  // R 4.2.2: 1 - 0.9505142
  EXPECT_NEAR(limit(1.63), 1 - 0.990154, 2e-6);
  EXPECT_EQ(limit(0), 1);
  EXPECT_EQ(kolmogorov_p(0.5, 0), 1);
}

TEST(EvenSpread, OfAsManyInEachPartIsNoDistanceAway) {
  const EvenSpread spread = even_spread(std::vector<std::uint64_t>(4, 25));
  EXPECT_EQ(spread.n, 100U);
  EXPECT_EQ(spread.d, 0);
  EXPECT_EQ(spread.d_at_most, 0.25);
  EXPECT_EQ(spread.p, 1);
  EXPECT_LT(spread.p_at_least, 0.001);
}

TEST(EvenSpread, OfOneHalfOnlyIsAHalfAway) {
  const std::vector<std::uint64_t> parts{50, 50, 0, 0};
  EXPECT_EQ(even_spread(parts).d, 0.5);
  EXPECT_LT(even_spread(parts).p, 1e-20);
}

TEST(EvenSpread, CountsWhatLiesOutsideAtItsEnd) {
  const std::vector<std::uint64_t> parts(4, 20);
  EXPECT_NEAR(even_spread(parts, 20, 0).d, 0.2, 1e-15);
  EXPECT_NEAR(even_spread(parts, 0, 20).d, 0.2, 1e-15);
  EXPECT_EQ(even_spread(parts, 0, 20).n, 100U);
}

TEST(EvenSpread, IsNearerByTheTolerance) {
  const std::vector<std::uint64_t> parts(4, 20);
  EXPECT_NEAR(even_spread(parts, 0, 20, 0.15).d, 0.05, 1e-15);
  EXPECT_NEAR(even_spread(parts, 0, 20, 0.15).d_at_most, 0.3, 1e-15);
  EXPECT_EQ(even_spread(parts, 0, 20, 0.5).d, 0);
}

TEST(EvenSpread, OfNothingSaysNothing) {
  EXPECT_EQ(even_spread({}).p, 1);
  EXPECT_EQ(even_spread(std::vector<std::uint64_t>(10, 0)).p, 1);
  EXPECT_EQ(even_spread({}, 3, 4).p, 1);
}

// What D is when every value's place is known.
double exact_d(std::vector<double> places) {
  std::ranges::sort(places);
  const double n = static_cast<double>(places.size());
  double d = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const double before = static_cast<double>(i) / n, after = static_cast<double>(i + 1) / n;
    d = std::max({d, after - places[i], places[i] - before});
  }
  return d;
}

TEST(EvenSpread, HasTheTrueDistanceBetweenItsBounds) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<double> places;
    std::vector<std::uint64_t> parts(64);
    for (int i = 0; i < 50; ++i) {
      places.push_back(std::pow(random.unit(), 0.8 + 0.4 * random.unit()));
      ++parts[static_cast<std::size_t>(places.back() * 64)];
    }
    const EvenSpread spread = even_spread(parts);
    const double d = exact_d(places);
    ASSERT_LE(spread.d, d + 1e-12);
    ASSERT_GE(spread.d_at_most, d - 1e-12);
  }
}

TEST(EvenSpread, OfEvenChanceIsCalledAtItsLevel) {
  Random random(2);
  int called = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::uint64_t> parts(1024);
    for (int i = 0; i < 500; ++i) ++parts[random.below(1024)];
    called += even_spread(parts).p < 0.05 ? 1 : 0;
  }
  EXPECT_NEAR(called, 100, 30);  // three standard deviations; a little less than 5 %, as D is seen at the edges only
}

}  // namespace
}  // namespace redial::reports::statistics
