// The event loop and its timers.
#include "net/loop.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/clock.hpp"
#include "tests/unit/net/inbox.hpp"

namespace redial::net {
namespace {

using testing::Inbox;
using namespace std::chrono_literals;

TEST(Loop, PostedWorkRunsInOrder) {
  Loop loop;
  std::vector<int> order;
  for (int i = 0; i < 100; ++i) loop.post([&order, i] { order.push_back(i); });
  const auto seen = loop.call([&] { return order; });
  ASSERT_EQ(seen.size(), 100u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}

TEST(Loop, CallInsideTheLoopRunsAtOnce) {
  Loop loop;
  EXPECT_EQ(loop.call([&] { return loop.call([] { return 7; }); }), 7);
}

TEST(Loop, WorkRunsOnTheLoopsThreadOnly) {
  Loop loop;
  EXPECT_FALSE(loop.on_thread());
  EXPECT_TRUE(loop.call([&] { return loop.on_thread(); }));
}

TEST(Loop, StopMayBeRepeated) {
  Loop loop;
  loop.stop();
  loop.stop();
}

// Runs `test` with a timer on a loop, and waits for the one message it sends.
class TimerTest : public ::testing::Test {
 protected:
  TimerTest() {
    loop.call([this] { timer = std::make_unique<Timer>(loop); });
  }
  ~TimerTest() override {
    loop.call([this] { timer.reset(); });
  }
  Loop loop;
  Inbox<std::string> fired;
  std::unique_ptr<Timer> timer;
};

TEST_F(TimerTest, FiresNotBeforeItsTime) {
  const TimePoint when = now() + 20ms;
  Inbox<TimePoint> at;
  loop.call([&] { timer->start(when, [&] { at.put(now()); }); });
  EXPECT_GE(at.take(), when);
}

TEST_F(TimerTest, PastTimeFiresSoonButNotInsideStart) {
  loop.call([&] {
    timer->start(now() - 1s, [&] { fired.put("timer"); });
    fired.put("start returned");
  });
  EXPECT_EQ(fired.take(), "start returned");
  EXPECT_EQ(fired.take(), "timer");
}

TEST_F(TimerTest, NewStartReplacesTheOld) {
  loop.call([&] {
    timer->start(now(), [&] { fired.put("old"); });
    timer->start(now() + 5ms, [&] { fired.put("new"); });
  });
  EXPECT_EQ(fired.take(), "new");
}

TEST_F(TimerTest, CancelledTimerDoesNotFireEvenWhenDue) {
  Timer* other = nullptr;
  auto second = loop.call([&] { return std::make_unique<Timer>(loop); });
  other = second.get();
  loop.call([&] {
    timer->start(now() - 1s, [&, other] {
      other->cancel();
      loop.post([&] { fired.put("after"); });
    });
    other->start(now() - 1s + 1ns, [&] { fired.put("cancelled"); });
  });
  EXPECT_EQ(fired.take(), "after");
  loop.call([&] { second.reset(); });
  EXPECT_TRUE(fired.empty());
}

TEST_F(TimerTest, WorkMayDestroyItsTimer) {
  loop.call([&] {
    timer->start(now(), [&] {
      timer.reset();
      fired.put("done");
    });
  });
  EXPECT_EQ(fired.take(), "done");
}

// A loop whose clock stands still but for its creeping, which is too slow to matter here.
class GivenClockTest : public ::testing::Test {
 protected:
  ~GivenClockTest() override {
    loop.call([this] { timers.clear(); });
  }
  // A timer that notes its name when it fires.
  void start(
      const std::string& name, Duration delay, std::function<void()> more = [] {}) {
    loop.call([&, this] {
      auto& timer = timers.emplace_back(std::make_unique<Timer>(loop));
      timer->start_in(delay, [this, name, more] {
        fired.push_back(name);
        more();
      });
    });
  }
  control::Rest settle() {
    return loop.call([this] { return loop.settle(); });
  }
  void skip(Duration by) {
    clock.skipped += by;
    loop.call([this] { loop.set_clock(clock); });
  }
  std::vector<std::string> seen() {
    return loop.call([this] { return fired; });
  }

  CompressedClock clock = CompressedClock::starting_at(now());
  Loop loop{clock};
  std::vector<std::unique_ptr<Timer>> timers;
  std::vector<std::string> fired;
};

TEST_F(GivenClockTest, ATimerFiresWhenItIsDueAndTheLoopSettles) {
  start("late", 45s);
  settle();
  EXPECT_TRUE(seen().empty());
  skip(45s);
  EXPECT_TRUE(seen().empty());
  settle();
  EXPECT_EQ(seen(), std::vector<std::string>{"late"});
}

TEST_F(GivenClockTest, TimersFireInTheOrderOfTheirTimes) {
  start("second", 2s);
  start("first", 1s);
  skip(1h);
  settle();
  EXPECT_EQ(seen(), (std::vector<std::string>{"first", "second"}));
}

TEST_F(GivenClockTest, SettlingTellsWhenTheNextTimerIsDue) {
  EXPECT_EQ(settle().next_timer, std::nullopt);
  start("late", 45s);
  start("later", 46s);
  const auto next = settle().next_timer;
  ASSERT_TRUE(next);
  EXPECT_LE(*next, loop.call([this] { return loop.now(); }) + 45s);
}

TEST_F(GivenClockTest, WhatATimerSetsOffBelongsToTheSameSettling) {
  start("first", 1s, [this] { loop.post([this] { start("second", 0s); }); });
  skip(1s);
  settle();
  EXPECT_EQ(seen(), (std::vector<std::string>{"first", "second"}));
}

TEST_F(GivenClockTest, ALoopGoesOnAfterATimerThatPostedAGreatDeal) {
  int runs = 0;
  start("first", 1s, [&] {
    for (int i = 0; i < 100; ++i) loop.post([&] { ++runs; });
  });
  skip(1s);
  settle();
  EXPECT_EQ(loop.call([&] { return runs; }), 100);
}

TEST_F(GivenClockTest, ACancelledTimerNeitherFiresNorIsNext) {
  start("late", 45s);
  loop.call([this] { timers.front()->cancel(); });
  EXPECT_EQ(settle().next_timer, std::nullopt);
  skip(45s);
  settle();
  EXPECT_TRUE(seen().empty());
}

TEST_F(GivenClockTest, ActivityStaysTheSameWhileNothingHappens) {
  const auto first = settle().activity;
  EXPECT_EQ(settle().activity, first);
  loop.call([] {});
  EXPECT_GT(settle().activity, first);
}

TEST_F(GivenClockTest, ALoopWithoutRestIsLeftAfterSoManySteps) {
  std::uint64_t runs = 0;
  std::function<void()> again = [&] {
    ++runs;
    loop.post(again);
  };
  loop.call([&] {
    loop.post(again);
    loop.settle();
    EXPECT_EQ(runs, static_cast<std::uint64_t>(kMaxSettleSteps));
    again = [] {};
  });
  loop.call([] {});  // the copy that is still queued refers to what ends here
}

}  // namespace
}  // namespace redial::net
