// Waits beside what the back-off declares: even, even but for the machine, not as declared, and where there is nothing to say.
#include "load/analysis/spread.hpp"

#include <gtest/gtest.h>

#include "tests/unit/load/analysis/moody_bench.hpp"
#include "tests/unit/load/result/sample_result.hpp"

namespace redial::load {
namespace {

using std::chrono::milliseconds;

std::vector<WaitSpread> spreads(const Mood& mood, const Planted& planted, Duration error) {
  Random random(1);
  return wait_spreads(moody_bench(random, mood, planted, 5000).phases.front(), error);
}

TEST(WaitSpreads, AreEvenWhereTheClientKeepsItsWord) {
  for (const WaitSpread& spread : spreads({.lateness_ms = 0.01}, {}, {})) {
    EXPECT_EQ(spread.verdict, SpreadVerdict::even) << spread.attempt;
    EXPECT_EQ(spread.n, 5000U);
    EXPECT_GT(spread.within, 0.99);
    EXPECT_LT(spread.spread->d, 0.03);
  }
}

TEST(WaitSpreads, AreUnevenWhereEachWaitIsLonger) {
  const std::vector<WaitSpread> all = spreads(kIdle, {.wait_ms = 20}, milliseconds(1));
  for (const WaitSpread& spread : all) EXPECT_EQ(spread.verdict, SpreadVerdict::uneven) << spread.attempt;
  EXPECT_NEAR(all.front().above, 20.0 / 50, 0.03);
  EXPECT_LT(all.front().spread->p, 1e-9);
}

TEST(WaitSpreads, AreTheMachinesIfItsLagExplainsThem) {
  const std::vector<WaitSpread> all = spreads({.lateness_ms = 3}, {}, milliseconds(15));
  EXPECT_EQ(all.front().verdict, SpreadVerdict::lagging);
  EXPECT_LT(all.front().spread->p, kSpreadAlpha);
}

TEST(WaitSpreads, OfNoJitterHaveSharesAlone) {
  Phase phase;
  Waits& waits = phase.waits.emplace_back();
  waits.low = waits.high = milliseconds(100);
  for (const int length : {99, 100, 101, 102}) waits.lengths.record(milliseconds(length));
  waits.below = 1;
  waits.above = 2;
  const WaitSpread spread = wait_spreads(phase, {}).at(0);
  EXPECT_EQ(spread.verdict, SpreadVerdict::no_jitter);
  EXPECT_FALSE(spread.spread);
  EXPECT_EQ(spread.below, 0.25);
  EXPECT_EQ(spread.within, 0.25);
  EXPECT_EQ(spread.above, 0.5);
}

TEST(WaitSpreads, OfAFewSayNothing) {
  Random random(1);
  const Phase few = moody_bench(random, kIdle, {.wait_ms = 100}, kLeastForSpread - 1).phases.front();
  EXPECT_EQ(wait_spreads(few, {}).at(0).verdict, SpreadVerdict::too_few);
  const Phase enough = moody_bench(random, kIdle, {.wait_ms = 100}, kLeastForSpread).phases.front();
  EXPECT_EQ(wait_spreads(enough, {}).at(0).verdict, SpreadVerdict::uneven);
}

TEST(WaitSpreads, LeaveOutWhatNobodyWaitedFor) {
  Phase phase;
  phase.waits.emplace_back();
  EXPECT_TRUE(wait_spreads(phase, {}).empty());
}

}  // namespace
}  // namespace redial::load
