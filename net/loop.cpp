// The loop is a reactor run by one thread, and a queue of timers: with the machine's clock, the kernel's timer wakes it for the
// next of them.
#include "net/loop.hpp"

#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <thread>
#include <utility>

#include "core/time/timer_queue.hpp"
#include "net/clock.hpp"
#include "net/reactor.hpp"

namespace redial::net {

using Work = std::function<void()>;

class Loop::Impl final : private Watcher {
 public:
  explicit Impl(std::optional<CompressedClock> given)
      : clock(given), alarm_(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)) {
    reactor.watch(alarm_.get(), {}, {.reading = true}, *this);
  }

  std::optional<CompressedClock> clock;
  TimerQueue<Work> timers;
  Reactor reactor;
  std::uint64_t handled = 0;  // handlers run, those of `settle` included
  std::uint64_t settles = 0;
  std::thread thread;

  TimePoint now() const { return clock ? clock->read(net::now()) : net::now(); }

  void run() {
    do {
      set_alarm();
    } while (run_one(true));
  }

  bool run_one(bool waits) {
    const bool ran = reactor.run_one(waits);
    if (ran) ++handled;
    return ran;
  }

  // A turn of its own.
  bool fire_one(TimePoint at) {
    const auto due = timers.pop_due(at);
    if (!due) return false;
    ++handled;
    (*due)();
    reactor.end_turn();
    return true;
  }

 private:
  static constexpr int kTimerBatch = 64;  // fired before other work of the loop gets its turn
  static constexpr std::int64_t kNanosPerSecond = 1'000'000'000;

  void on_ready(bool, bool) override {
    std::uint64_t rings = 0;
    (void)!::read(alarm_.get(), &rings, sizeof rings);
    awaited_.reset();
    const TimePoint at = now();
    for (int fired = 0; fired < kTimerBatch && fire_one(at);) ++fired;
  }

  void set_alarm() {
    const auto next = clock ? std::nullopt : timers.next_deadline();
    if (next == awaited_) return;
    awaited_ = next;
    itimerspec when{};  // all zero: none
    if (next) {
      const auto ns = std::max<std::int64_t>(next->time_since_epoch().count(), 1);
      when.it_value = {.tv_sec = ns / kNanosPerSecond, .tv_nsec = ns % kNanosPerSecond};
    }
    timerfd_settime(alarm_.get(), TFD_TIMER_ABSTIME, &when, nullptr);
  }

  Descriptor alarm_;
  std::optional<TimePoint> awaited_;  // what the alarm is set to
};

Loop::Loop(std::optional<CompressedClock> clock) : impl_(std::make_unique<Impl>(clock)) {
  impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

Loop::~Loop() {
  stop();
  impl_->reactor.drop_work();
  std::exchange(impl_->timers, {});
}

void Loop::post(std::function<void()> work) {
  on_thread() ? impl_->reactor.post_here(std::move(work)) : impl_->reactor.post(std::move(work));
}

void Loop::bury(std::unique_ptr<void, void (*)(void*)> object) { impl_->reactor.bury(std::move(object)); }

TimePoint Loop::now() const { return impl_->now(); }

void Loop::set_clock(const CompressedClock& clock) { impl_->clock = clock; }

control::Rest Loop::settle() {
  for (int steps = 0; steps < kMaxSettleSteps && (impl_->run_one(false) || impl_->fire_one(now()));) ++steps;
  return {impl_->handled - impl_->settles++, impl_->timers.next_deadline()};
}

void Loop::stop() {
  if (!impl_->thread.joinable()) return;
  impl_->reactor.stop();
  impl_->thread.join();
}

bool Loop::on_thread() const { return std::this_thread::get_id() == impl_->thread.get_id(); }

Reactor& Loop::reactor() { return impl_->reactor; }

Timer::Timer(Loop& loop) : loop_(loop) {}
Timer::~Timer() { cancel(); }

void Timer::start(TimePoint when, std::function<void()> work) {
  cancel();
  started_ = loop_.impl_->timers.schedule(when, std::move(work));
}

void Timer::start_in(Duration delay, std::function<void()> work) { start(loop_.now() + delay, std::move(work)); }

void Timer::cancel() {
  if (const auto started = std::exchange(started_, 0); started != 0) loop_.impl_->timers.cancel(started);
}

}  // namespace redial::net
