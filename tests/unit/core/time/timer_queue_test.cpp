// Which timer is due when, and in which order.
#include "core/time/timer_queue.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace redial {
namespace {

using namespace std::chrono_literals;

constexpr TimePoint kStart{};

std::string pop_all_due(TimerQueue<char>& timers, TimePoint now) {
  std::string fired;
  while (const auto payload = timers.pop_due(now)) fired += *payload;
  return fired;
}

TEST(TimerQueueTest, TimersFireByDeadline) {
  TimerQueue<char> timers;
  timers.schedule(kStart + 3s, 'c');
  timers.schedule(kStart + 1s, 'a');
  timers.schedule(kStart + 2s, 'b');
  EXPECT_EQ(pop_all_due(timers, kStart + 5s), "abc");
  EXPECT_TRUE(timers.empty());
}

TEST(TimerQueueTest, EqualDeadlinesFireInTheOrderOfScheduling) {
  TimerQueue<char> timers;
  for (const char c : std::string("abcdef")) timers.schedule(kStart + 1s, c);
  EXPECT_EQ(pop_all_due(timers, kStart + 1s), "abcdef");
}

TEST(TimerQueueTest, NothingFiresBeforeItsDeadline) {
  TimerQueue<char> timers;
  timers.schedule(kStart + 1s, 'a');
  EXPECT_EQ(timers.pop_due(kStart + 1s - 1ns), std::nullopt);
  EXPECT_EQ(timers.pop_due(kStart + 1s), 'a');
}

TEST(TimerQueueTest, ACancelledTimerNeverFires) {
  TimerQueue<char> timers;
  const auto a = timers.schedule(kStart + 1s, 'a');
  timers.schedule(kStart + 2s, 'b');
  EXPECT_TRUE(timers.cancel(a));
  EXPECT_EQ(timers.next_deadline(), kStart + 2s);
  EXPECT_EQ(pop_all_due(timers, kStart + 3s), "b");
}

TEST(TimerQueueTest, CancellingTwiceOrAfterFiringIsRefused) {
  TimerQueue<char> timers;
  const auto cancelled = timers.schedule(kStart + 1s, 'a');
  const auto fired = timers.schedule(kStart, 'b');
  timers.cancel(cancelled);
  timers.pop_due(kStart);
  EXPECT_FALSE(timers.cancel(cancelled));
  EXPECT_FALSE(timers.cancel(fired));
  EXPECT_FALSE(timers.cancel(99));
}

TEST(TimerQueueTest, AnEmptyQueueHasNoDeadline) { EXPECT_EQ(TimerQueue<char>().next_deadline(), std::nullopt); }

TEST(TimerQueueTest, ATimerScheduledWhilePoppingFiresInTheSameRoundIfDue) {
  TimerQueue<char> timers;
  timers.schedule(kStart, 'a');
  EXPECT_EQ(timers.pop_due(kStart + 1s), 'a');
  timers.schedule(kStart + 1s, 'b');
  EXPECT_EQ(timers.pop_due(kStart + 1s), 'b');
}

TEST(TimerQueueTest, OfTimersOfEqualTimeAnyMayBePopped) {
  TimerQueue<char> timers;
  for (const char name : {'a', 'b', 'c'}) timers.schedule(kStart, name);
  timers.schedule(kStart + 1s, 'd');
  EXPECT_EQ(timers.next_count(), 3u);
  EXPECT_EQ(timers.pop_due(kStart, 2), 'c');
  EXPECT_EQ(timers.pop_due(kStart, 1), 'b');
  EXPECT_EQ(timers.pop_due(kStart), 'a');
}

TEST(TimerQueueTest, CarriesPayloadsThatOnlyMove) {
  TimerQueue<std::unique_ptr<int>> timers;
  timers.schedule(kStart, std::make_unique<int>(7));
  EXPECT_EQ(**timers.pop_due(kStart), 7);
}

}  // namespace
}  // namespace redial
