// See summary.hpp.
#include "load/result/summary.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace redial::load {
namespace {

std::uint64_t sum(const ByCode& counts) {
  std::uint64_t all = 0;
  for (const auto& [code, count] : counts) all += count;
  return all;
}

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

}  // namespace

std::uint64_t losses(const Phase& phase) { return sum(phase.losses); }

std::optional<Duration> until_back(const Phase& phase, double percent) {
  const Histogram& back = phase.latency(What::back);
  const double wanted = std::ceil(percent / 100 * static_cast<double>(phase.lost_users));
  if (wanted < 1 || wanted > static_cast<double>(back.count())) return std::nullopt;
  return back.at_rank(static_cast<std::uint64_t>(wanted));
}

std::uint64_t failed(const Counts& counts) { return sum(counts.failed); }

std::uint64_t unfinished(const Counts& counts) {
  const std::uint64_t finished = counts.succeeded + failed(counts);
  return counts.started > finished ? counts.started - finished : 0;
}

double connects_per_second(const Phase& phase) {
  const double length = seconds(phase.ended - phase.began);
  return length > 0 ? static_cast<double>(phase.connects.succeeded) / length : 0;
}

double best_connects_per_second(const Phase& phase) {
  const auto& connects = phase.series.connects;
  if (phase.series.width <= Duration::zero()) return 0;
  const auto steps = static_cast<std::size_t>(std::max<std::int64_t>(1, std::chrono::seconds(1) / phase.series.width));
  std::uint64_t best = 0, within = 0;
  for (std::size_t i = 0; i < connects.size(); ++i) {
    within += connects[i];
    if (i >= steps) within -= connects[i - steps];
    best = std::max(best, within);
  }
  return static_cast<double>(best) / (seconds(phase.series.width) * static_cast<double>(steps));
}

std::vector<std::int64_t> online_over_time(const Phase& phase) {
  std::vector<std::int64_t> online;
  std::uint64_t now = phase.online_before;
  for (std::size_t i = 0; i < phase.series.connects.size(); ++i) {
    now += phase.series.connects[i] - phase.series.losses[i];
    online.push_back(static_cast<std::int64_t>(now));
  }
  return online;
}

std::optional<Duration> instrument_error(const BenchResult& result) {
  if (!result.lag || result.lag->lateness.count() == 0) return std::nullopt;
  Duration worst{};
  for (const auto& [method, delay, error] : result.calibrations) worst = std::max(worst, error.p99.value_or(error.max));
  return result.lag->lateness.percentile(99) + worst;
}

std::optional<Duration> cpu_per_login(const ServerUsage& usage) {
  if (usage.logins == 0) return std::nullopt;
  return usage.cpu / static_cast<std::int64_t>(usage.logins);
}

std::optional<std::int64_t> memory_per_session(const ServerUsage& usage) {
  if (usage.sessions_after <= usage.sessions_before) return std::nullopt;
  const auto grown = static_cast<std::int64_t>(usage.memory_after - usage.memory_before);
  return grown / static_cast<std::int64_t>(usage.sessions_after - usage.sessions_before);
}

reports::Inaccuracy inaccuracy(const Lag& lag) {
  const Histogram& late = lag.lateness;
  return {late.count(), late.percentile(0), late.percentile(50), late.percentile(95), late.percentile(99), late.percentile(100)};
}

bool exceeds_bound(const Lag& lag) { return lag.bound > Duration::zero() && lag.lateness.percentile(99) > lag.bound; }

}  // namespace redial::load
