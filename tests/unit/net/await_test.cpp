// Waiting for a loop on another thread.
#include "net/await.hpp"

#include <gtest/gtest.h>

namespace redial::net {
namespace {

using namespace std::chrono_literals;

TEST(Await, OutcomeIsGivenBackAndTheOperationIsDestroyedOnTheLoop) {
  Loop loop;
  bool on_loop = false;
  struct Operation {
    Operation(Loop& at, bool& seen) : loop(at), on_loop(seen), timer(at) {}
    ~Operation() { on_loop = loop.on_thread(); }
    Loop& loop;
    bool& on_loop;
    Timer timer;
  };
  const auto outcome = await<int>(loop, 10s, [&](const auto& tell) {
    auto operation = std::make_unique<Operation>(loop, on_loop);
    operation->timer.start_in({}, [tell] { tell(7); });
    return operation;
  });
  EXPECT_EQ(outcome, 7);
  EXPECT_TRUE(on_loop);
}

TEST(Await, NothingIsGivenBackWhenTheLimitIsOver) {
  Loop loop;
  EXPECT_FALSE(await<int>(loop, 1ms, [&](const auto&) { return std::make_unique<Timer>(loop); }));
}

TEST(Await, WhatIsToldLastOfAllIsNotLost) {
  Loop loop;
  struct Late {
    std::function<void(int)> tell;
    ~Late() { tell(7); }
  };
  EXPECT_EQ(await<int>(loop, {}, [&](const auto& tell) { return std::make_unique<Late>(Late{tell}); }), 7);
}

TEST(AwaitedInbox, KeepsTheOrder) {
  Inbox<int> inbox;
  inbox.put(1);
  inbox.put(2);
  EXPECT_EQ(inbox.take({}), 1);
  EXPECT_EQ(inbox.take({}), 2);
  EXPECT_FALSE(inbox.take({}));
}

}  // namespace
}  // namespace redial::net
