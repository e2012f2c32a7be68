// See moody_bench.hpp.
#include "tests/unit/load/analysis/moody_bench.hpp"

#include <cmath>

#include "tests/unit/reports/statistics/latency_samples.hpp"

namespace redial::load {
namespace {

using reports::statistics::normal_value;

constexpr double kJitter = 0.5;
constexpr double kDelays[] = {50, 200, 500};

Duration milliseconds(double value) {
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::milli>(value));
}

double exponential(double mean, Random& random) { return -mean * std::log(1 - random.unit()); }

void record_wait(Waits& waits, double length) {
  const double low = to_milliseconds(waits.low), high = to_milliseconds(waits.high);
  waits.lengths.record(milliseconds(length));
  if (length < low)
    ++waits.below;
  else if (length >= high)
    ++waits.above;
  else
    ++waits.places[static_cast<std::size_t>((length - low) / (high - low) * kWaitPlaces)];
}

Phase storm_phase(unsigned users) {
  Phase storm{.name = "storm", .shape = Shape::storm, .ended = std::chrono::seconds(10)};
  storm.users = storm.online_before = storm.lost_users = users;
  storm.losses[30002] = users;
  storm.series.width = std::chrono::milliseconds(100);
  for (const double delay : kDelays) {
    Waits waits{.attempt = static_cast<std::uint32_t>(storm.waits.size() + 1),
                .low = milliseconds(delay * (1 - kJitter)),
                .high = milliseconds(delay * (1 + kJitter)),
                .places{}};
    waits.places.assign(kWaitPlaces, 0);
    storm.waits.push_back(std::move(waits));
  }
  return storm;
}

}  // namespace

BenchResult moody_bench(Random& random, const Mood& mood, const Planted& planted, unsigned users) {
  const double slowness = planted.work * std::exp(mood.slowness * normal_value(random));
  const double lateness = mood.lateness_ms * std::exp(0.5 * normal_value(random));
  BenchResult result;
  result.lag.emplace().bound = milliseconds(10);
  Phase storm = storm_phase(users);
  for (unsigned user = 0; user < users; ++user) {
    result.lag->lateness.record(milliseconds(exponential(lateness, random)));
    ++storm.connects.intended;
    ++storm.connects.started;
    if (random.below(1000) < planted.failing) {
      ++storm.connects.failed[31004];
      continue;
    }
    double total = 0;
    for (Waits& waits : storm.waits) {
      const double meant = to_milliseconds(waits.low) + random.unit() * to_milliseconds(waits.high - waits.low);
      const double wait = meant + planted.wait_ms + exponential(lateness, random);
      record_wait(waits, wait);
      total += wait;
    }
    const double login = 20 * slowness * std::exp(0.3 * normal_value(random));
    storm.latency(What::login).record(milliseconds(login));
    storm.latency(What::total).record(milliseconds(total + login));
    storm.latency(What::back).record(milliseconds(total + login));
    ++storm.connects.succeeded;
    ++storm.attempts[3];
  }
  storm.server = ServerUsage{.cpu = milliseconds(0.06 * slowness * users), .logins = users};
  result.phases.push_back(std::move(storm));
  return result;
}

}  // namespace redial::load
