// Timers without a clock: what is to happen when, asked and popped by whoever knows what time it is. It fires nothing by itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/time/time.hpp"

namespace redial {

// Timers of equal time fire in the order in which they were scheduled, unless whoever pops them chooses otherwise.
template <class Payload>
class TimerQueue {
 public:
  using Id = std::uint64_t;  // from 1, never reused

  Id schedule(TimePoint at, Payload payload) {
    const Id id = ++last_id_;
    timers_.emplace(Key{at, id}, std::move(payload));
    deadlines_.emplace(id, at);
    return id;
  }

  // False if it fired, was cancelled, or never was.
  bool cancel(Id id) {
    const auto deadline = deadlines_.find(id);
    if (deadline == deadlines_.end()) return false;
    timers_.erase(Key{deadline->second, id});
    deadlines_.erase(deadline);
    return true;
  }

  std::optional<TimePoint> next_deadline() const {
    if (timers_.empty()) return std::nullopt;
    return timers_.begin()->first.first;
  }

  // How many share the next deadline.
  std::size_t next_count() const {
    if (timers_.empty()) return 0;
    const auto behind = timers_.upper_bound(Key{timers_.begin()->first.first, std::numeric_limits<Id>::max()});
    return static_cast<std::size_t>(std::distance(timers_.begin(), behind));
  }

  // The earliest timer that is due at `now`. One at a time, because handling one may cancel or schedule others.
  // `skipped`, less than next_count(): passes over so many of equal time.
  std::optional<Payload> pop_due(TimePoint now, std::size_t skipped = 0) {
    if (timers_.empty() || timers_.begin()->first.first > now) return std::nullopt;
    auto timer = timers_.extract(std::next(timers_.begin(), static_cast<std::ptrdiff_t>(skipped)));
    deadlines_.erase(timer.key().second);
    return std::move(timer.mapped());
  }

  bool empty() const { return timers_.empty(); }

 private:
  using Key = std::pair<TimePoint, Id>;

  Id last_id_ = 0;
  std::map<Key, Payload> timers_;
  std::unordered_map<Id, TimePoint> deadlines_;
};

}  // namespace redial
