// The meter is woken again and again, never ahead of time, and ends when it is told.
#include "net/lag_meter.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "net/clock.hpp"

namespace redial::net {
namespace {

TEST(LagMeter, TellsHowLateEachWakingWas) {
  LagMeter meter;
  const TimePoint until = now() + 5 * kLagPeriod;
  while (now() < until) {
  }
  const std::vector<Duration> lags = meter.stop();
  EXPECT_FALSE(lags.empty());
  EXPECT_TRUE(std::ranges::all_of(lags, [](Duration lag) { return lag >= Duration::zero(); }));
}

}  // namespace
}  // namespace redial::net
