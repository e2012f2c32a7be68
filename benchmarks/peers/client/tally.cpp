// Counting, sorting, and JSON.
#include "benchmarks/peers/client/tally.hpp"

#include <algorithm>
#include <limits>

namespace redial::peers {
namespace {

std::uint32_t percentile(const std::vector<std::uint32_t>& sorted, double share) {
  const auto last = static_cast<double>(sorted.size() - 1);
  return sorted[static_cast<std::size_t>(share * last)];
}

}  // namespace

void Tally::count(const Login& login, Duration latency) {
  if (login.state() == Login::State::failed) {
    ++failed[static_cast<std::size_t>(login.failure())];
    return;
  }
  ++logged_in;
  if (login.resumed()) ++resumed;
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(latency).count();
  latencies_us.push_back(static_cast<std::uint32_t>(std::clamp<std::int64_t>(us, 0, std::numeric_limits<std::uint32_t>::max())));
}

nlohmann::json to_json(Tally tally) {
  nlohmann::json told{{"logins", tally.logged_in}, {"resumed", tally.resumed}, {"failures", nlohmann::json::object()}};
  for (std::size_t i = 0; i < kFailures; ++i)
    if (tally.failed[i] != 0) told["failures"][std::string(to_name(static_cast<Failure>(i)))] = tally.failed[i];
  auto& sorted = tally.latencies_us;
  if (sorted.empty()) return told;
  std::ranges::sort(sorted);
  told["latency_us"] = {{"p50", percentile(sorted, 0.5)},
                        {"p90", percentile(sorted, 0.9)},
                        {"p95", percentile(sorted, 0.95)},
                        {"p99", percentile(sorted, 0.99)},
                        {"max", sorted.back()}};
  return told;
}

}  // namespace redial::peers
