// One request under way at a time. The state outlives its owner while Asio holds a wait on it.
#include "net/calibration/arrivals.hpp"

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <utility>

#include "net/calibration/delay_server.hpp"
#include "net/calibration/kernel_timestamp.hpp"
#include "net/clock.hpp"

namespace redial::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

struct StampedArrivals::State {
  State(Loop& loop, Duration wanted, unsigned rounds, Done callback)
      : socket(loop.context()), delay(wanted), left(rounds), done(std::move(callback)) {}

  tcp::socket socket;
  Duration delay;
  unsigned left;
  Done done;                 // empty once told or given up
  std::size_t received = 0;  // of the answer under way
  std::vector<Duration> found;

  static void connect(const std::shared_ptr<State>& self, std::uint16_t port);
  static void ask(const std::shared_ptr<State>& self);
  static void wait(const std::shared_ptr<State>& self);
  // Takes what has arrived. False: the connection ended.
  bool take();
  void finish(const error_code& error);
};

void StampedArrivals::State::connect(const std::shared_ptr<State>& self, std::uint16_t port) {
  self->socket.async_connect(tcp::endpoint(asio::ip::address_v4::loopback(), port), [self](const error_code& error) {
    if (error) return self->finish(error);
    error_code ignored;
    self->socket.set_option(tcp::no_delay(true), ignored);
    if (!ask_for_timestamps(self->socket.native_handle())) return self->finish({});
    ask(self);
  });
}

void StampedArrivals::State::ask(const std::shared_ptr<State>& self) {
  error_code error;
  asio::write(self->socket, asio::buffer(delay_request(self->delay)), error);  // so few bytes always find room
  if (error) return self->finish(error);
  wait(self);
}

void StampedArrivals::State::wait(const std::shared_ptr<State>& self) {
  self->socket.async_wait(tcp::socket::wait_read, [self](const error_code& error) {
    if (error || !self->take()) return self->finish(error ? error : error_code(asio::error::eof));
    if (self->received < DelayAnswerBytes{}.size()) return wait(self);
    self->received = 0;
    if (--self->left > 0) return ask(self);
    self->finish({});
  });
}

bool StampedArrivals::State::take() {
  DelayAnswerBytes bytes;
  const Received got = receive_with_timestamp(socket.native_handle(), std::span(bytes).subspan(received));
  const TimePoint seen = now();
  if (got.size < 0) return errno == EAGAIN;
  if (got.size == 0) return false;
  received += static_cast<std::size_t>(got.size);
  if (!got.timestamp) return true;
  const ClockPair clocks = clock_pair();
  const TimePoint arrived = clocks.steady - (clocks.unix_time - *got.timestamp);
  found.push_back(std::max(seen - arrived, Duration::zero()));  // two readings of clocks stand between them
  return true;
}

void StampedArrivals::State::finish(const error_code& error) {
  if (!done) return;
  auto tell = std::exchange(done, nullptr);
  if (error)
    return tell(Error{"the connection to the calibration's server failed: " + error.message(), "127.0.0.1", "try again"});
  tell(std::move(found));
}

StampedArrivals::StampedArrivals(Loop& loop, std::uint16_t port, Duration delay, unsigned rounds, Done done)
    : state_(std::make_shared<State>(loop, delay, rounds, std::move(done))) {
  State::connect(state_, port);
}

StampedArrivals::~StampedArrivals() {
  state_->done = nullptr;
  error_code ignored;
  state_->socket.close(ignored);
}

}  // namespace redial::net
