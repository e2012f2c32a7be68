// What a comparison of benches is for: results of the same client are not called different, however the machine feels, and five
// milliseconds more of back-off are found. All chance is seeded.
#include <gtest/gtest.h>

#include <algorithm>

#include "load/analysis/bench_changes.hpp"
#include "tests/unit/load/analysis/moody_bench.hpp"

namespace redial::load {
namespace {

using reports::statistics::Change;

constexpr unsigned kUsers = 2000;  // a fifth of what a real storm has, so that these tests take seconds

std::vector<BenchResult> side(Random& random, const Mood& mood, std::size_t results, const Planted& planted = {},
                              unsigned users = kUsers) {
  std::vector<BenchResult> all;
  for (std::size_t i = 0; i < results; ++i) all.push_back(moody_bench(random, mood, planted, users));
  return all;
}

bool is_called(const reports::statistics::Shift& shift) {
  return shift.change == Change::slower || shift.change == Change::faster;
}

bool is_anything_called(const BenchChanges& changes) {
  return std::ranges::any_of(changes.times, [](const TimeChange& time) { return is_called(time.shift); }) ||
         std::ranges::any_of(changes.figures, [](const FigureChange& figure) { return is_called(figure.shift); }) ||
         std::ranges::any_of(changes.counts, &CountChange::is_worse);
}

// How many of `pairs` of equal sides are called different.
int called_different(const Mood& mood, std::size_t results, int pairs, std::uint64_t seed) {
  Random random(seed);
  int different = 0;
  for (int pair = 0; pair < pairs; ++pair) {
    const auto base = side(random, mood, results), candidate = side(random, mood, results);
    different += is_anything_called(bench_changes(base, candidate)) ? 1 : 0;
  }
  return different;
}

// In how many of `pairs` each wait is called longer.
int called_longer(const Mood& mood, std::size_t results, int pairs, unsigned users, std::uint64_t seed) {
  Random random(seed);
  int found = 0;
  for (int pair = 0; pair < pairs; ++pair) {
    const auto base = side(random, mood, results, {}, users), candidate = side(random, mood, results, {.wait_ms = 5}, users);
    const BenchChanges changes = bench_changes(base, candidate);
    const auto slower = [&](const char* name) {
      const auto time = std::ranges::find(changes.times, name, &TimeChange::phase);
      return time != changes.times.end() && time->shift.change == Change::slower;
    };
    found += slower("wait 1, shortest") && slower("wait 2, shortest") && slower("wait 3, shortest") ? 1 : 0;
  }
  return found;
}

TEST(EqualBenches, AreCalledDifferentInOnePercentOfPairsAtMost) { EXPECT_LE(called_different(kIdle, 1, 200, 1), 2); }

TEST(EqualBenches, AreNoMoreOftenCalledDifferentOnABusyMachine) { EXPECT_LE(called_different(kBusy, 1, 200, 2), 2); }

TEST(EqualBenches, AreNoMoreOftenCalledDifferentWhereRepeatsTellTheNoise) {
  EXPECT_LE(called_different(kIdle, 3, 60, 3), 1);
  EXPECT_LE(called_different(kBusy, 5, 40, 4), 1);
}

TEST(FiveMillisecondsMoreOfEachWait, AreFoundInASingleResultASide) { EXPECT_GE(called_longer(kIdle, 1, 20, 10'000, 5), 19); }

TEST(FiveMillisecondsMoreOfEachWait, AreFoundOnABusyMachineToo) { EXPECT_GE(called_longer(kBusy, 1, 20, 10'000, 6), 16); }

TEST(FiveMillisecondsMoreOfEachWait, AreFoundWithRepeats) { EXPECT_GE(called_longer(kIdle, 5, 10, 4000, 7), 9); }

// With the noise that is assumed of a single result, a tenth is not called; five results a side see it.
TEST(WorkThatTakesMore, IsCalledOnceItIsBeyondWhatMachinesDo) {
  Random random(8);
  const auto login = [&](std::size_t results, double work) {
    const Mood steady{.slowness = 0.01};
    const auto base = side(random, steady, results), candidate = side(random, steady, results, {.work = work});
    const BenchChanges changes = bench_changes(base, candidate);
    return std::ranges::find(changes.times, "login", &TimeChange::phase)->shift.change;
  };
  EXPECT_EQ(login(1, 1.1), Change::cannot_tell);
  EXPECT_EQ(login(1, 1.5), Change::slower);
  EXPECT_EQ(login(5, 1.1), Change::slower);
}

}  // namespace
}  // namespace redial::load
