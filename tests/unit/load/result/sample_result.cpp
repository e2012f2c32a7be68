// See sample_result.hpp.
#include "tests/unit/load/result/sample_result.hpp"

namespace redial::load {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

constexpr std::uint64_t kSteps = 20;

void add_user(Phase& storm, std::uint64_t user) {
  const Duration total = milliseconds(3 + user % 700);
  const std::uint32_t attempts = user % 3 == 0 ? 2 : 1;
  ++storm.connects.intended;
  ++storm.connects.started;
  ++storm.lost_users;
  ++storm.losses[30002];
  ++storm.series.losses[0];
  ++storm.series.attempts[user % kSteps];
  if (attempts == 2) ++storm.failed_attempts[30010];
  if (user % 100 == 7) {
    ++storm.connects.failed[31004];
    ++storm.fetched_tokens;
    return;
  }
  ++storm.connects.succeeded;
  ++storm.attempts[attempts];
  ++storm.series.connects[user % kSteps];
  storm.latency(What::total).record(total);
  storm.latency(What::back).record(total + milliseconds(5));
  storm.latency(What::dial).record(total / 4);
  Waits& waits = storm.waits[attempts - 1];
  waits.lengths.record(total / 2);
  if (attempts == 2) ++waits.places[user % kWaitPlaces];
}

}  // namespace

Phase sample_storm(std::uint64_t first_user, std::uint64_t users) {
  Phase storm{.name = "storm", .shape = Shape::storm, .began = seconds(5), .ended = seconds(7)};
  storm.users = storm.online_before = users;
  storm.waits = {{.attempt = 1}, {.attempt = 2, .low = milliseconds(500), .high = milliseconds(1500), .places{}}};
  storm.waits[1].places.assign(kWaitPlaces, 0);
  storm.series.width = milliseconds(100);
  for (auto* column : {&storm.series.attempts, &storm.series.connects, &storm.series.losses, &storm.series.messages})
    column->assign(kSteps, 0);
  for (std::uint64_t user = first_user; user < first_user + users; ++user) add_user(storm, user);
  storm.online_after = storm.connects.succeeded;
  return storm;
}

BenchResult sample_result() {
  BenchResult result;
  result.redial_version = "0.1.0";
  result.redial_commit = "abc";
  result.started_at = "2026-01-02T03:04:05Z";
  result.spec_name = "storm-reset";
  result.spec_text = "shows: A storm.\nusers: 1000\n";
  result.seed = 7;
  result.users = 1000;
  result.machine = {"Linux", "a CPU", 2};
  result.agents = 2;
  result.agent_loops = result.server_loops = 1;
  result.duration = std::chrono::nanoseconds(7'000'000'001);
  result.doubts = {"The machine was busy."};
  using reports::CalibrationMethod, std::chrono::microseconds;
  result.calibrations = {{CalibrationMethod::known_delay,
                          milliseconds(50),
                          {.count = 20,
                           .min = {},
                           .p50 = microseconds(20),
                           .p95 = microseconds(90),
                           .p99 = microseconds(300),
                           .max = milliseconds(1)}},
                         {CalibrationMethod::kernel_timestamps, {}, {}}};
  result.lag.emplace().bound = milliseconds(5);
  result.lag->lateness.record(std::chrono::microseconds(60), 700);
  result.phases.push_back(sample_storm(0, 1000));
  result.phases.back().server = ServerUsage{.cpu = milliseconds(90),
                                            .logins = 990,
                                            .memory_before = 50'000'000,
                                            .memory_after = 58'000'000,
                                            .sessions_before = 0,
                                            .sessions_after = 990};
  return result;
}

}  // namespace redial::load
