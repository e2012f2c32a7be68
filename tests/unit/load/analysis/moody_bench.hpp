// A bench as a machine with moods would measure it: how quick it works, and how late it wakes threads, is drawn once for each
// result, so that all of its values have it in common. Made for tests, from a seed.
#pragma once

#include "core/time/random.hpp"
#include "load/result/model.hpp"

namespace redial::load {

struct Mood {
  double slowness = 0.04;    // standard deviation of the logarithm of how long work takes
  double lateness_ms = 0.1;  // how late threads are woken in the mean, which moves by half of itself
};
inline constexpr Mood kIdle{};
inline constexpr Mood kBusy{.slowness = 0.08, .lateness_ms = 0.5};

// What is planted in the client: each wait is longer by so much, all work takes so many times as long, so many of 1000 users
// do not come back.
struct Planted {
  double wait_ms = 0;
  double work = 1;
  unsigned failing = 0;
};

// A storm of `users`, all of whom wait 50, 200 and 500 ms, half of it more or less, and need all three attempts.
BenchResult moody_bench(Random& random, const Mood& mood, const Planted& planted = {}, unsigned users = 10'000);

}  // namespace redial::load
