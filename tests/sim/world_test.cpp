// The clock that jumps: order, deadlines, and that nothing takes time.
#include "sim/world.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace redial::sim {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

struct WorldTest : ::testing::Test {
  TimePoint in(Duration delay) { return world.now() + delay; }
  void observe(std::string name) {
    trace::Event event;
    event.at = world.now();
    event.name = std::move(name);
    world.post(event);
  }

  World world{1};
  std::vector<int> done;
};

TEST_F(WorldTest, WhatIsDueAtOneInstantHappensInTheOrderInWhichItWasScheduled) {
  world.at(in(2s), [this] { done.push_back(3); });
  world.at(in(1s), [this] { done.push_back(1); });
  world.at(in(1s), [this] { done.push_back(2); });
  world.next(in(2s));
  EXPECT_THAT(done, ElementsAre(1, 2, 3));
}

TEST(ShuffledWorld, WhatIsDueAtOneInstantHappensInEitherOrder) {
  std::set<std::vector<int>> orders;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    World world(seed, true);
    std::vector<int> done;
    for (const int n : {1, 2}) world.at(TimePoint(1s), [&done, n] { done.push_back(n); });
    world.next(TimePoint(1s));
    orders.insert(done);
  }
  EXPECT_THAT(orders, ElementsAre(ElementsAre(1, 2), ElementsAre(2, 1)));
}

TEST_F(WorldTest, AWaitStopsTheClockAtTheFirstObservation) {
  world.at(in(30 * 24h), [this] { observe("a month later"); });
  world.at(in(60 * 24h), [this] { observe("another"); });
  EXPECT_EQ(world.next(in(90 * 24h))->name, "a month later");
  EXPECT_EQ(world.now(), TimePoint(30 * 24h));
}

TEST_F(WorldTest, AWaitForNothingEndsAtItsDeadline) {
  EXPECT_FALSE(world.next(in(5s)));
  EXPECT_EQ(world.now(), TimePoint(5s));
}

TEST_F(WorldTest, ADeadlineThatIsPastMovesNothing) {
  world.next(in(5s));
  EXPECT_FALSE(world.next(TimePoint(1s)));
  EXPECT_EQ(world.now(), TimePoint(5s));
}

TEST_F(WorldTest, AWaitIsNotCutIntoHeartbeats) { EXPECT_EQ(world.wake_by(in(1h)), in(1h)); }

TEST_F(WorldTest, ATimerThatIsStartedAgainFiresOnce) {
  Timer timer(world);
  timer.start(in(1s), [this] { done.push_back(1); });
  timer.start(in(2s), [this] { done.push_back(2); });
  world.next(in(3s));
  EXPECT_THAT(done, ElementsAre(2));
}

TEST_F(WorldTest, ATimerThatIsGoneFiresNothing) {
  {
    Timer(world).start(in(1s), [this] { done.push_back(1); });
  }
  world.next(in(3s));
  EXPECT_TRUE(done.empty());
}

TEST_F(WorldTest, ATimerMayStartItselfAgain) {
  Timer timer(world);
  std::function<void()> again = [&] {
    done.push_back(static_cast<int>(done.size()));
    if (done.size() < 3) timer.start(in(1s), again);
  };
  timer.start(in(1s), again);
  world.next(in(10s));
  EXPECT_THAT(done, ElementsAre(0, 1, 2));
}

TEST_F(WorldTest, TheSameSeedDrawsTheSameChance) {
  World same(1), other(2);
  const auto drawn = world.random().next();
  EXPECT_EQ(drawn, same.random().next());
  EXPECT_NE(drawn, other.random().next());
}

}  // namespace
}  // namespace redial::sim
