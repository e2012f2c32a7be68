// Parts of a phase, put together, are the phase as if one agent had measured it.
#include "load/result/merge.hpp"

#include <gtest/gtest.h>

#include "load/result/json.hpp"
#include "tests/unit/load/result/sample_result.hpp"

namespace redial::load {
namespace {

TEST(Merge, TwoHalvesAreTheWholeBitForBit) {
  Phase first = sample_storm(0, 400);
  ASSERT_TRUE(merge(first, sample_storm(400, 600)));
  const Phase whole = sample_storm(0, 1000);
  EXPECT_EQ(first, whole);
  EXPECT_EQ(phase_json(first), phase_json(whole));
}

TEST(Merge, TheOrderMakesNoDifference) {
  Phase first = sample_storm(0, 400), second = sample_storm(400, 600);
  Phase other = second;
  ASSERT_TRUE(merge(second, first));
  ASSERT_TRUE(merge(first, other));
  EXPECT_EQ(phase_json(first), phase_json(second));
}

TEST(Merge, AnAttemptThatOnlyOneAgentMadeIsKeptInItsPlace) {
  Phase first = sample_storm(0, 10), second = sample_storm(0, 10);
  first.waits.erase(first.waits.begin());
  second.waits.pop_back();
  ASSERT_TRUE(merge(first, second));
  ASSERT_EQ(first.waits.size(), 2u);
  EXPECT_EQ(first.waits[0].attempt, 1u);
  EXPECT_EQ(first.waits[1].attempt, 2u);
}

TEST(Merge, ASeriesIsAsLongAsTheLongest) {
  Phase first = sample_storm(0, 10), second = sample_storm(10, 10);
  second.series.connects.push_back(3);
  ASSERT_TRUE(merge(first, second));
  EXPECT_EQ(first.series.connects.back(), 3u);
}

TEST(Merge, OfOneInterruptedPartTheWholeIsInterrupted) {
  Phase first = sample_storm(0, 10), second = sample_storm(10, 10);
  second.interrupted = true;
  ASSERT_TRUE(merge(first, second));
  EXPECT_TRUE(first.interrupted);
}

TEST(Merge, PartsOfDifferentPhasesAreRefused) {
  Phase first = sample_storm(0, 10), second = sample_storm(10, 10);
  second.name = "hold";
  const auto merged = merge(first, second);
  ASSERT_FALSE(merged);
  EXPECT_EQ(to_text(merged.error()), "two agents speak of different phases: \"storm\" and \"hold\"; start agents of one version");
}

TEST(Merge, PartsWithDifferentBackoffsAreRefused) {
  Phase first = sample_storm(0, 10), second = sample_storm(10, 10);
  second.waits[1].high *= 2;
  const auto merged = merge(first, second);
  ASSERT_FALSE(merged);
  EXPECT_EQ(to_text(merged.error()), "two agents declare different waits before attempt 2; start agents of one version");
}

}  // namespace
}  // namespace redial::load
