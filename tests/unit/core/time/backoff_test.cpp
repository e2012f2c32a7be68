// The documented sequences, and jitter within its bounds.
#include "core/time/backoff.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace redial {
namespace {

using namespace std::chrono_literals;

std::vector<Duration> first_delays(Backoff& backoff, std::size_t count) {
  std::vector<Duration> delays;
  while (delays.size() < count) delays.push_back(backoff.next());
  return delays;
}

TEST(BackoffTest, NativeDelaysDoubleUpTo64SecondsAndStayThere) {
  Backoff backoff(native_backoff(), Random(1));
  EXPECT_EQ(first_delays(backoff, 12), (std::vector<Duration>{50ms, 250ms, 500ms, 1s, 2s, 4s, 8s, 16s, 32s, 64s, 64s, 64s}));
}

TEST(BackoffTest, UniappDelaysAreTheSameBehindTheFirstRetryAtOnce) {
  Backoff backoff(uniapp_backoff(), Random(1));
  EXPECT_EQ(first_delays(backoff, 12), (std::vector<Duration>{0s, 250ms, 500ms, 1s, 2s, 4s, 8s, 16s, 32s, 64s, 64s, 64s}));
}

TEST(BackoffTest, WebTriesAtOnceAndThenEvery5Seconds) {
  Backoff backoff(web_backoff(), Random(1));
  EXPECT_EQ(first_delays(backoff, 4), (std::vector<Duration>{0s, 5s, 5s, 5s}));
}

TEST(BackoffTest, ResetStartsOver) {
  Backoff backoff(native_backoff(), Random(1));
  first_delays(backoff, 5);
  EXPECT_EQ(backoff.attempts(), 5u);
  backoff.reset();
  EXPECT_EQ(backoff.attempts(), 0u);
  EXPECT_EQ(backoff.next(), 50ms);
}

TEST(BackoffTest, JitterStaysWithinItsShareAndIsNotConstant) {
  Backoff backoff({{1s}, 0.2}, Random(7));
  const auto delays = first_delays(backoff, 1000);
  for (const Duration delay : delays) {
    EXPECT_GE(delay, 800ms);
    EXPECT_LE(delay, 1200ms);
  }
  EXPECT_LT(*std::min_element(delays.begin(), delays.end()), 850ms);
  EXPECT_GT(*std::max_element(delays.begin(), delays.end()), 1150ms);
}

TEST(BackoffTest, TheSameSeedGivesTheSameJitter) {
  Backoff one({{1s}, 0.5}, Random(42));
  Backoff other({{1s}, 0.5}, Random(42));
  EXPECT_EQ(first_delays(one, 20), first_delays(other, 20));
}

}  // namespace
}  // namespace redial
