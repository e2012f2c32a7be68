// The event loop and its timers.
#include "net/loop.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace redial::net
