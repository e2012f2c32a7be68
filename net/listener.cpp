// Accepting. A bound socket that never listens keeps the port ours while the listening one is away: no dial of another process
// can get it as its local port.
#include <boost/asio/ip/tcp.hpp>
#include <optional>

#include "net/tcp.hpp"
#include "net/tcp_stream.hpp"

namespace redial::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

tcp::acceptor bound(asio::io_context& context, const tcp::endpoint& endpoint, error_code& error) {
  tcp::acceptor socket(context);
  socket.open(endpoint.protocol(), error);
  if (!error) socket.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) socket.bind(endpoint, error);
  return socket;
}

bool out_of_descriptors(const error_code& error) {
  return error == asio::error::no_descriptors || error == asio::error::no_buffer_space || error == asio::error::no_memory ||
         error == boost::system::errc::too_many_files_open_in_system;
}

Error cannot_listen(const tcp::endpoint& endpoint, const error_code& error) {
  return {"cannot listen: " + error.message(), endpoint.address().to_string() + ":" + std::to_string(endpoint.port()),
          "choose another address or port; port 0 takes a free one"};
}

}  // namespace

struct Listener::State {
  State(Loop& l, OnAccept callback) : loop(l), on_accept(std::move(callback)), listening(l.context()), rest(l) {}

  Loop& loop;
  OnAccept on_accept;
  tcp::endpoint endpoint;
  std::optional<tcp::acceptor> reservation;
  tcp::acceptor listening;
  Timer rest;

  static void wait(const std::shared_ptr<State>& self);
  static void accept_batch(const std::shared_ptr<State>& self);
  static error_code listen(const std::shared_ptr<State>& self);
  static void listen_or_retry(const std::shared_ptr<State>& self);
  void close();
};

void Listener::State::wait(const std::shared_ptr<State>& self) {
  self->listening.async_wait(tcp::acceptor::wait_read, [self](const error_code& error) {
    if (!error && self->listening.is_open()) accept_batch(self);
  });
}

void Listener::State::accept_batch(const std::shared_ptr<State>& self) {
  for (int i = 0; i < kAcceptBatch && self->listening.is_open(); ++i) {
    error_code error;
    tcp::socket socket(self->loop.context());
    tcp::endpoint peer;
    self->listening.accept(socket, peer, error);
    if (!error) {
      self->on_accept(std::make_unique<TcpStream>(self->loop, std::move(socket), peer));
    } else if (out_of_descriptors(error)) {
      return self->rest.start_in(kAcceptRest, [self] { wait(self); });
    } else if (error == asio::error::would_block) {
      break;
    }  // anything else concerns the one connection that is gone already
  }
  if (self->listening.is_open()) wait(self);
}

error_code Listener::State::listen(const std::shared_ptr<State>& self) {
  error_code error;
  self->listening = bound(self->loop.context(), self->endpoint, error);
  if (!error) self->listening.listen(asio::socket_base::max_listen_connections, error);
  if (!error) self->listening.non_blocking(true, error);
  if (error) {
    self->close();
  } else {
    wait(self);
  }
  return error;
}

void Listener::State::listen_or_retry(const std::shared_ptr<State>& self) {
  if (listen(self)) self->rest.start_in(kAcceptRest, [self] { listen_or_retry(self); });
}

void Listener::State::close() {
  error_code ignored;
  listening.close(ignored);
  rest.cancel();
}

Listener::Listener(Loop& loop, OnAccept on_accept) : state_(std::make_shared<State>(loop, std::move(on_accept))) {}
Listener::~Listener() { state_->close(); }

Result<std::uint16_t> Listener::open(const std::string& address, std::uint16_t port) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) return Error{"not an IP address", address, "use 127.0.0.1, or another address of this machine"};
  close();
  state_->endpoint = tcp::endpoint(ip, port);
  state_->reservation = bound(state_->loop.context(), state_->endpoint, error);
  if (!error) state_->endpoint = state_->reservation->local_endpoint();
  if (!error) error = State::listen(state_);
  if (error) return cannot_listen(state_->endpoint, error);
  return state_->endpoint.port();
}

void Listener::close() { state_->close(); }

void Listener::reopen() {
  if (!state_->listening.is_open()) State::listen_or_retry(state_);
}

}  // namespace redial::net
