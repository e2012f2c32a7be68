// How long to wait before the n-th attempt: a policy as data, and a cursor over it. Chance comes from an injected generator.
#pragma once

#include <cstddef>
#include <vector>

#include "core/time/random.hpp"
#include "core/time/time.hpp"

namespace redial {

struct BackoffPolicy {
  std::vector<Duration> delays;  // the last one repeats for ever; never empty
  double jitter = 0.0;           // each delay is stretched or shrunk by up to this share of itself, 0 to 1
};

// Documented for the native SDKs: 0.05, 0.25, 0.5, 1, 2, 4, 8, 16, 32, then 64 s for ever; no jitter.
BackoffPolicy native_backoff();
// Documented for uni-app, Flutter and Unity: the same, but the first retry at once.
BackoffPolicy uniapp_backoff();
// Documented for the Web SDK: at once, then every 5 s.
BackoffPolicy web_backoff();

class Backoff {
 public:
  Backoff(BackoffPolicy policy, Random random);
  // How long to wait before the next attempt; counts it.
  Duration next();
  // The next delay is the policy's first again. The generator goes on.
  void reset() { attempt_ = 0; }
  std::size_t attempts() const { return attempt_; }

 private:
  BackoffPolicy policy_;
  Random random_;
  std::size_t attempt_ = 0;
};

}  // namespace redial
