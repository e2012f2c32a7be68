// The loop is an io_context run by one thread. Timers keep their state alive until Asio has let go of it.
#include "net/loop.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <thread>

namespace redial::net {

class Loop::Impl {
 public:
  boost::asio::io_context context{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
  std::thread thread{[this] { context.run(); }};
};

Loop::Loop() : impl_(std::make_unique<Impl>()) {}
Loop::~Loop() { stop(); }

void Loop::post(std::function<void()> work) { boost::asio::post(impl_->context, std::move(work)); }

void Loop::stop() {
  if (!impl_->thread.joinable()) return;
  impl_->context.stop();
  impl_->thread.join();
}

bool Loop::on_thread() const { return std::this_thread::get_id() == impl_->thread.get_id(); }

boost::asio::io_context& Loop::context() { return impl_->context; }

struct Timer::State {
  boost::asio::steady_timer timer;
  std::uint64_t started = 0;  // tells the newest start from those replaced or cancelled
};

Timer::Timer(Loop& loop) : state_(std::make_shared<State>(State{boost::asio::steady_timer(loop.context())})) {}
Timer::~Timer() { cancel(); }

void Timer::start(TimePoint when, std::function<void()> work) {
  state_->timer.expires_at(std::chrono::steady_clock::time_point(when.time_since_epoch()));
  state_->timer.async_wait([state = state_, mine = ++state_->started, work = std::move(work)](boost::system::error_code) {
    if (mine == state->started) work();
  });
}

void Timer::cancel() {
  ++state_->started;
  state_->timer.cancel();
}

}  // namespace redial::net
