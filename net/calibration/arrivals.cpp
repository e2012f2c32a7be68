// One request under way at a time.
#include "net/calibration/arrivals.hpp"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "net/calibration/delay_server.hpp"
#include "net/calibration/kernel_timestamp.hpp"
#include "net/clock.hpp"
#include "net/reactor.hpp"
#include "net/socket_address.hpp"
#include "net/socket_calls.hpp"

namespace redial::net {

struct StampedArrivals::State final : private Watcher, private Deferred {
  State(Loop& owner, std::uint16_t port, Duration wanted, unsigned rounds, Done callback)
      : loop(owner), delay(wanted), left(rounds), done(std::move(callback)) {
    begin(*SocketAddress::parse("127.0.0.1", port));
  }
  ~State() {
    loop.reactor().forget(static_cast<Watcher&>(*this));
    loop.reactor().forget(static_cast<Deferred&>(*this));
  }

 private:
  void begin(const SocketAddress& server);
  bool wait_for(Reactor::Interest what);
  void on_ready(bool readable, bool writable) override;
  void on_connected();
  void ask();
  // What has arrived.
  void take();
  void fail(int error);
  void on_turn_end() override;

  Loop& loop;
  Descriptor socket;
  Reactor::Interest watched{};
  Duration delay;
  unsigned left;
  Done done;
  std::size_t received = 0;  // of the answer under way
  std::vector<Duration> found;
  int failure = 0;  // errno
};

void StampedArrivals::State::begin(const SocketAddress& server) {
  socket = server.make_socket();
  if (!socket) return fail(errno);
  if (!begin_connect(socket, server) || !wait_for({.writing = true})) fail(errno);
}

bool StampedArrivals::State::wait_for(Reactor::Interest what) {
  return loop.reactor().watch(socket.get(), std::exchange(watched, what), what, *this);
}

void StampedArrivals::State::on_ready(bool, bool) { watched.writing ? on_connected() : take(); }

void StampedArrivals::State::on_connected() {
  if (const int error = connect_error(socket); error != 0) return fail(error);
  switch_on(socket, IPPROTO_TCP, TCP_NODELAY);
  if (!wait_for({.reading = true})) return fail(errno);
  if (!ask_for_timestamps(socket.get())) left = 0;
  ask();
}

void StampedArrivals::State::ask() {
  if (left == 0) return loop.reactor().defer(*this);
  const auto request = delay_request(delay);  // so few bytes always find room
  if (::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) fail(errno);
}

void StampedArrivals::State::take() {
  DelayAnswerBytes bytes;
  const Received got = receive_with_timestamp(socket.get(), std::span(bytes).subspan(received));
  const TimePoint seen = now();
  if (got.size < 0 && errno == EAGAIN) return;
  if (got.size <= 0) return fail(got.size < 0 ? errno : ECONNRESET);
  if (got.timestamp) {
    const ClockPair clocks = clock_pair();
    const TimePoint arrived = clocks.steady - (clocks.unix_time - *got.timestamp);
    found.push_back(std::max(seen - arrived, Duration::zero()));  // two readings of clocks stand between them
  }
  received += static_cast<std::size_t>(got.size);
  if (received < bytes.size()) return;
  received = 0;
  --left;
  ask();
}

void StampedArrivals::State::fail(int error) {
  failure = error;
  loop.reactor().defer(*this);
}

void StampedArrivals::State::on_turn_end() {
  wait_for({});
  if (failure == 0) return done(std::move(found));
  done(Error{"the connection to the calibration's server failed: " + words_of(failure), "127.0.0.1", "try again"});
}

StampedArrivals::StampedArrivals(Loop& loop, std::uint16_t port, Duration delay, unsigned rounds, Done done)
    : state_(std::make_unique<State>(loop, port, delay, rounds, std::move(done))) {}

StampedArrivals::~StampedArrivals() = default;

}  // namespace redial::net
