// The waits of a client between one attempt and the next, and whether they are as listed.
#include <algorithm>
#include <optional>
#include <set>

#include "scenarios/engine/expectation_parts.hpp"
#include "scenarios/engine/scalars.hpp"
#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios {
namespace {

using trace::Event;
using trace::EventKind;

struct Wait {
  const Event* ended;  // the attempt, or the connection; or what the device told then
  const Event* began;  // the next attempt
  std::size_t nth;     // since the connection was lost, the app connected or the back-off was reset; from 0
};

bool ends_attempt(const Event& event) {
  switch (event.kind) {
    case EventKind::navigation_failed:
    case EventKind::socket_failed:
    case EventKind::socket_closed:
      return true;
    case EventKind::navigation_answered:
      return event.code != 200;
    case EventKind::status:
      return event.status == trace::ConnectionStatus::suspended;
    default:
      return false;
  }
}

// Follows one client. An address that this attempt has not tried yet belongs to it: only what it has tried before, or a lost
// connection, makes the next one a new attempt.
class WaitFinder {
 public:
  void take(const Event& event) {
    if (event.kind == EventKind::dial) socket_ = event.epoch;
    if (event.kind == EventKind::navigation_requested) socket_.reset();
    if (event.kind == EventKind::socket_closed && (!socket_ || event.epoch < *socket_)) return;  // one left behind
    if (restarts_backoff(event)) restart(event);
    if (is_attempt(event)) {
      attempt(event);
    } else if (ends_for_good(event) || is_call(event, "connect")) {
      start_anew();
    } else if (tells_connected(event)) {
      start_anew();
      online_ = true;
    } else if (ends_attempt(event) && !ended_) {
      ended_ = &event;
      if (online_) tried_.clear();
      lost_ = online_;
      online_ = false;
    }
  }
  const std::vector<Wait>& waits() const { return waits_; }

 private:
  void attempt(const Event& event) {
    const bool goes_on = !lost_ && !tried_.contains(event.detail);
    if (!goes_on) tried_.clear();
    tried_.insert(event.detail);
    if (ended_ && !goes_on) waits_.push_back({ended_, &event, nth_++});
    ended_ = nullptr;
    lost_ = false;
  }
  // A wait that is under way begins anew.
  void restart(const Event& event) {
    nth_ = 0;
    if (ended_) ended_ = &event;
  }
  void start_anew() {
    ended_ = nullptr;
    online_ = lost_ = false;
    nth_ = 0;
    tried_.clear();
  }

  std::vector<Wait> waits_;
  const Event* ended_ = nullptr;  // the first sign of it
  bool online_ = false;
  bool lost_ = false;  // a connection that was up is gone, and nothing was tried since
  std::size_t nth_ = 0;
  std::optional<Epoch> socket_;  // of this attempt or connection
  std::set<std::string> tried_;  // addresses, in this attempt
};

struct Bounds {
  Duration least, most;
};

Bounds bounds_of(Duration delay, const BacksOff& expected) {
  const Duration off = delay / 100 * (expected.tolerance.percent + expected.jitter) + expected.tolerance.fixed;
  return {std::max(Duration{}, delay - off), delay + off};
}

}  // namespace

Judgement check(const BacksOff& expected, const Trace& trace) {
  const Event* opened = expected.after ? first_match(*expected.after, trace) : nullptr;
  if (expected.after && !opened) return never_opened(*expected.after);
  WaitFinder finder;
  for (const Event& event : trace) {
    if (event.client == expected.client) finder.take(event);
  }
  std::uint32_t seen = 0;
  for (const Wait& wait : finder.waits()) {
    if (opened && wait.ended <= opened) continue;
    ++seen;
    if (wait.nth >= expected.delays.size() && !expected.repeats_last) continue;
    const Bounds bounds = bounds_of(expected.delays[std::min(wait.nth, expected.delays.size() - 1)], expected);
    const Duration took = wait.began->at - wait.ended->at;
    const std::string what = "wait " + ordinal(wait.nth) + " took " + milliseconds(took);
    if (took < bounds.least) return unmet(what + ", less than " + to_text(bounds.least), {wait.ended, wait.began});
    if (took > bounds.most) return unmet_in_time(what + ", more than " + to_text(bounds.most), {wait.ended, wait.began});
  }
  if (seen >= expected.attempts) return {};
  return unmet_in_time("it waited " + std::to_string(seen) + " times only");
}

}  // namespace redial::scenarios
