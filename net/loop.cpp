// The loop is an io_context run by one thread. Timers keep their state alive until Asio has let go of it.
#include "net/loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <thread>
#include <utility>

#include "core/time/timer_queue.hpp"
#include "net/clock.hpp"

namespace redial::net {

using Work = std::function<void()>;

class Loop::Impl {
 public:
  explicit Impl(std::optional<CompressedClock> given) : clock(given) {}

  // Ahead of the context, whose last handlers may look at the clock and cancel timers.
  std::optional<CompressedClock> clock;
  TimerQueue<Work> timers;  // those of the clock given
  // Not told that one thread runs it: it would then count what a handler posts only when that handler returns, and the context
  // that `settle` runs inside a handler would seem out of work, and stop.
  boost::asio::io_context context;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
  std::uint64_t handled = 0;  // handlers run, those of `settles` included
  std::uint64_t settles = 0;
  std::thread thread{[this] {
    while (context.run_one() > 0) ++handled;
  }};

  bool fire_one(TimePoint now) {
    const auto due = timers.pop_due(now);
    if (due) (*due)();
    return due.has_value();
  }
};

Loop::Loop(std::optional<CompressedClock> clock) : impl_(std::make_unique<Impl>(clock)) {}
Loop::~Loop() {
  stop();
  std::exchange(impl_->timers, {});
}

void Loop::post(std::function<void()> work) { boost::asio::post(impl_->context, std::move(work)); }

TimePoint Loop::now() const { return impl_->clock ? impl_->clock->read(net::now()) : net::now(); }

void Loop::set_clock(const CompressedClock& clock) { impl_->clock = clock; }

control::Rest Loop::settle() {
  for (int steps = 0; steps < kMaxSettleSteps && (impl_->context.poll_one() > 0 || impl_->fire_one(now())); ++steps)
    ++impl_->handled;
  return {impl_->handled - impl_->settles++, impl_->timers.next_deadline()};
}

void Loop::stop() {
  if (!impl_->thread.joinable()) return;
  impl_->context.stop();
  impl_->thread.join();
}

bool Loop::on_thread() const { return std::this_thread::get_id() == impl_->thread.get_id(); }

boost::asio::io_context& Loop::context() { return impl_->context; }

struct Timer::State {
  Loop& loop;
  std::optional<boost::asio::steady_timer> timer;  // of the machine's clock
  TimerQueue<Work>::Id queued = 0;                 // of the clock given
  std::uint64_t started = 0;                       // tells the newest start from those replaced or cancelled
};

Timer::Timer(Loop& loop) : state_(std::make_shared<State>(State{loop, std::nullopt})) {
  if (!loop.impl_->clock) state_->timer.emplace(loop.context());
}
Timer::~Timer() { cancel(); }

void Timer::start(TimePoint when, std::function<void()> work) {
  cancel();
  auto fire = [state = state_, mine = state_->started, work = std::move(work)] {
    if (mine == state->started) work();
  };
  if (!state_->timer) {
    state_->queued = state_->loop.impl_->timers.schedule(when, std::move(fire));
    return;
  }
  state_->timer->expires_at(std::chrono::steady_clock::time_point(when.time_since_epoch()));
  state_->timer->async_wait([fire = std::move(fire)](boost::system::error_code) { fire(); });
}

void Timer::start_in(Duration delay, std::function<void()> work) { start(state_->loop.now() + delay, std::move(work)); }

void Timer::cancel() {
  ++state_->started;
  if (state_->timer) state_->timer->cancel();
  state_->loop.impl_->timers.cancel(state_->queued);
}

}  // namespace redial::net
