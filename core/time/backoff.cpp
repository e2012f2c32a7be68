// See backoff.hpp.
#include "core/time/backoff.hpp"

#include <algorithm>
#include <utility>

namespace redial {

using namespace std::chrono_literals;

BackoffPolicy native_backoff() { return {{50ms, 250ms, 500ms, 1s, 2s, 4s, 8s, 16s, 32s, 64s}}; }

BackoffPolicy uniapp_backoff() {
  auto policy = native_backoff();
  policy.delays.front() = 0s;
  return policy;
}

BackoffPolicy web_backoff() { return {{0s, 5s}}; }

Backoff::Backoff(BackoffPolicy policy, Random random) : policy_(std::move(policy)), random_(random) {}

Duration Backoff::next() {
  const Duration delay = policy_.delays[std::min(attempt_, policy_.delays.size() - 1)];
  ++attempt_;
  if (policy_.jitter == 0) return delay;
  const double factor = 1 + policy_.jitter * (2 * random_.unit() - 1);
  return std::chrono::duration_cast<Duration>(delay * factor);
}

}  // namespace redial
