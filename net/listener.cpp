// Accepting. A bound socket that never listens keeps the port ours while the listening one is away: no dial of another process
// can get it as its local port.
#include <netinet/tcp.h>

#include <cerrno>
#include <utility>

#include "net/reactor.hpp"
#include "net/socket_address.hpp"
#include "net/socket_calls.hpp"
#include "net/tcp.hpp"
#include "net/tcp_stream.hpp"

namespace redial::net {
namespace {

// None where it fails (errno).
Descriptor bound(const SocketAddress& address) {
  Descriptor socket = address.make_socket();
  if (!socket) return socket;
  switch_on(socket, SOL_SOCKET, SO_REUSEADDR);
  if (::bind(socket.get(), address.raw(), address.size()) != 0) return {};
  return socket;
}

bool out_of_descriptors(int error) { return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM; }

Error cannot_listen(const SocketAddress& address, int error) {
  return {"cannot listen: " + words_of(error), address.text(), "choose another address or port; port 0 takes a free one"};
}

}  // namespace

struct Listener::State final : private Watcher {
  State(Loop& l, OnAccept callback) : loop(l), on_accept(std::move(callback)), rest(l) {}

  Loop& loop;
  OnAccept on_accept;
  SocketAddress address;
  Descriptor reservation, listening;
  Reactor::Interest watched{};
  Timer rest;

  int listen();  // 0, or errno
  void listen_or_retry();
  void close();

 private:
  void on_ready(bool readable, bool writable) override;
  bool accept_one();
  void watch(Reactor::Interest interest);
};

void Listener::State::watch(Reactor::Interest interest) {
  loop.reactor().watch(listening.get(), std::exchange(watched, interest), interest, *this);
}

void Listener::State::on_ready(bool, bool) {
  for (int i = 0; i < kAcceptBatch && listening && accept_one();) ++i;
}

bool Listener::State::accept_one() {
  SocketAddress peer;
  socklen_t size = SocketAddress::kRoom;
  Descriptor socket(accept4(listening.get(), peer.raw(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (socket) {
    on_accept(std::make_unique<TcpStream>(loop, std::move(socket), peer));
    return true;
  }
  if (errno == EAGAIN || errno == EWOULDBLOCK) return false;
  if (!out_of_descriptors(errno)) return true;  // it concerns the one connection that is gone already
  watch({});
  rest.start_in(kAcceptRest, [this] { watch({.reading = true}); });
  return false;
}

int Listener::State::listen() {
  listening = bound(address);
  if (!listening) return errno;
  switch_on(listening, IPPROTO_TCP, TCP_NODELAY);  // what is accepted inherits it
  if (::listen(listening.get(), SOMAXCONN) != 0) {
    const int error = errno;
    close();
    return error;
  }
  watch({.reading = true});
  return 0;
}

void Listener::State::listen_or_retry() {
  if (listen() != 0) rest.start_in(kAcceptRest, [this] { listen_or_retry(); });
}

void Listener::State::close() {
  rest.cancel();
  if (!listening) return;
  loop.reactor().forget(*this);
  watched = {};
  listening.close();
}

Listener::Listener(Loop& loop, OnAccept on_accept) : state_(std::make_unique<State>(loop, std::move(on_accept))) {}
Listener::~Listener() { state_->close(); }

Result<std::uint16_t> Listener::open(const std::string& address, std::uint16_t port) {
  const auto parsed = SocketAddress::parse(address, port);
  if (!parsed) return Error{"not an IP address", address, "use 127.0.0.1, or another address of this machine"};
  close();
  state_->address = *parsed;
  state_->reservation = bound(*parsed);
  if (!state_->reservation) return cannot_listen(*parsed, errno);
  state_->address = SocketAddress::of(state_->reservation);
  if (const int error = state_->listen(); error != 0) return cannot_listen(state_->address, error);
  return state_->address.port();
}

void Listener::close() { state_->close(); }

void Listener::reopen() {
  if (!state_->listening) state_->listen_or_retry();
}

}  // namespace redial::net
