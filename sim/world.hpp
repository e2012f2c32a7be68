// Virtual time: a clock that jumps to whatever is due next, one queue of things to happen, and the seed of all chance. It is the
// inbox of a run, so a wait costs as much as what happens in it. It knows nothing of clients, servers or links.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "agent/ports/inbox.hpp"
#include "core/time/random.hpp"
#include "core/time/timer_queue.hpp"

namespace redial::sim {

// One thread. Everything in a simulation happens inside `next`, or inside a call of the run; things of equal time happen in the
// order in which they were scheduled, or where orders are shuffled in one that the seed chooses.
class World final : public agent::Inbox {
 public:
  explicit World(std::uint64_t seed, bool shuffles_orders = false) : random_(seed) {
    if (shuffles_orders) orders_.emplace(~seed);
  }

  TimePoint now() override { return now_; }
  // Lets things happen until something was observed, or until the deadline.
  std::optional<trace::Event> next(TimePoint deadline) override;
  void post(trace::Event event) override { observed_.push_back(std::move(event)); }
  TimePoint wake_by(TimePoint deadline) override { return deadline; }

  using Id = std::uint64_t;
  Id at(TimePoint when, std::function<void()> work) { return queue_.schedule(std::max(when, now_), std::move(work)); }
  void cancel(Id id) { queue_.cancel(id); }

  // Silences a stream-like object and destroys it when what happens now has happened: the way to let go of something inside one
  // of its own callbacks.
  template <class Object>
  void dispose(std::unique_ptr<Object> object) {
    if (!object) return;
    object->set_handler(nullptr);
    at(now_, [kept = std::shared_ptr<Object>(std::move(object))] {});
  }

  // Nothing more happens: what was to come is forgotten. Before the parts of a world go.
  void end();

  Random& random() { return random_; }

 private:
  std::size_t choose();

  TimePoint now_{};
  Random random_;
  std::optional<Random> orders_;
  TimerQueue<std::function<void()>> queue_;
  std::deque<trace::Event> observed_;
};

// One pending piece of work at a time; destruction cancels. The work may start, cancel or destroy its timer.
class Timer {
 public:
  explicit Timer(World& world) : world_(world) {}
  ~Timer() { cancel(); }
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  // Replaces what was started before.
  void start(TimePoint when, std::function<void()> work) {
    cancel();
    id_ = world_.at(when, std::move(work));
  }
  void cancel() { world_.cancel(std::exchange(id_, 0)); }

 private:
  World& world_;
  World::Id id_ = 0;  // no timer has it
};

}  // namespace redial::sim
