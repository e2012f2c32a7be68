// An event loop with a thread of its own, and timers on it. Everything in net/ lives on one loop and is touched on its thread
// only, which is why nothing else here needs a lock. Scale by more loops.
// How the rest of net/ is told of sockets stands in net/reactor.hpp.
#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/control/rest.hpp"
#include "core/time/compressed_clock.hpp"
#include "core/time/time.hpp"

namespace redial::net {

class Reactor;

// Handlers and timers that one `settle` goes through. Whoever needs more does not come to rest; who asked sees it in the
// activity.
inline constexpr int kMaxSettleSteps = 10'000;

class Loop {
 public:
  // The thread runs when the constructor returns. With a clock given, timers live by that, and fire in `settle` only.
  explicit Loop(std::optional<CompressedClock> clock = std::nullopt);
  ~Loop();  // stop()
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Runs `work` on the loop's thread, after everything posted before. Any thread. Work not begun when the loop stops is dropped.
  void post(std::function<void()> work);

  // Runs `work` on the loop's thread, waits, and gives back its result. Any thread; directly when already there.
  // Precondition: nobody stops the loop meanwhile.
  template <class Work>
  std::invoke_result_t<Work&> call(Work&& work) {
    if (on_thread()) return work();
    std::packaged_task<std::invoke_result_t<Work&>()> task(std::ref(work));
    auto result = task.get_future();
    post([&task] { task(); });
    return result.get();
  }

  // Silences a stream-like object and destroys it when the callback that is running has returned.
  // The way to let go of something inside one of its own callbacks. Loop thread.
  template <class Object>
  void dispose(std::unique_ptr<Object> object) {
    if (!object) return;
    object->set_handler(nullptr);
    bury({object.release(), [](void* buried) { delete static_cast<Object*>(buried); }});
  }

  // The instant, for timers and for everything that happens on this loop. Loop thread.
  TimePoint now() const;

  // ---- only with a clock given; loop thread ----
  // Moves the clock. What falls due fires in `settle`.
  void set_clock(const CompressedClock& clock);
  // Handles everything that has arrived and fires every timer that is due, until nothing is left, or for kMaxSettleSteps.
  control::Rest settle();

  // Ends the thread and waits for it. Whatever lives on the loop must be gone before. Any thread but the loop's; may be repeated.
  void stop();

  bool on_thread() const;
  Reactor& reactor();  // for the other files of net/

 private:
  friend class Timer;
  class Impl;
  void bury(std::unique_ptr<void, void (*)(void*)> object);
  std::unique_ptr<Impl> impl_;
};

// One pending piece of work at a time. Create, use and destroy on the loop's thread; destruction cancels.
class Timer {
 public:
  explicit Timer(Loop& loop);
  ~Timer();
  Timer(const Timer&) = delete;
  Timer& operator=(const Timer&) = delete;

  // Runs `work` at `when`, or soon if that is past, but never inside this call. Replaces what was started before.
  // `work` may start, cancel or destroy this timer.
  void start(TimePoint when, std::function<void()> work);
  void start_in(Duration delay, std::function<void()> work);
  // After this the work does not run.
  void cancel();

 private:
  Loop& loop_;
  std::uint64_t started_ = 0;  // in the loop's queue; 0: never
};

}  // namespace redial::net
