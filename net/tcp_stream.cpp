// One pending read is the stream's pulse: whatever ends the stream closes the socket, and the read that fails then tells the
// handler. The state outlives the stream while Asio holds operations on it, and nothing else does.
#include "net/tcp_stream.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace redial::net {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t kReadBytes = 4096;  // small: idle connections come by the ten thousand

std::string in_words(const error_code& error) {
  if (error == asio::error::eof) return "closed by peer";
  if (error == asio::error::connection_reset) return "reset by peer";
  return error.message();
}

Endpoint endpoint_of(const asio::ip::tcp::endpoint& from) {
  Endpoint endpoint{.is_v6 = from.address().is_v6(), .address{}, .port = from.port()};
  if (endpoint.is_v6 && !from.address().to_v6().is_v4_mapped()) {
    endpoint.address = from.address().to_v6().to_bytes();
    return endpoint;
  }
  const auto bytes = endpoint.is_v6 ? asio::ip::make_address_v4(asio::ip::v4_mapped, from.address().to_v6()).to_bytes()
                                    : from.address().to_v4().to_bytes();
  endpoint.is_v6 = false;
  std::ranges::copy(bytes, endpoint.address.begin());
  return endpoint;
}

}  // namespace

struct TcpStream::State {
  State(Loop& loop, asio::ip::tcp::socket connected, const asio::ip::tcp::endpoint& accepted)
      : socket(std::move(connected)), peer(accepted), linger(loop) {}

  asio::ip::tcp::socket socket;
  asio::ip::tcp::endpoint peer;
  Timer linger;
  Handler* handler = nullptr;
  std::array<std::uint8_t, kReadBytes> buffer;
  std::vector<std::uint8_t> queued, sending;
  bool reading = false, closing = false;
  std::string ended;  // why we ended it ourselves; the first reason stays
  std::shared_ptr<TcpTap> tap;
  std::size_t tapped = 0;                // of `sending`
  std::optional<TcpTap::End> tap_later;  // when the write under way has told what it wrote

  static void read(const std::shared_ptr<State>& self);
  static void write(const std::shared_ptr<State>& self);
  void send_fin();
  void end(const std::string& why);
  // ---- only with a tap ----
  void tell_read(const error_code& error, std::size_t size);
  void tell_written(std::size_t of_sending);
  void tell_write_done(const error_code& error);
  void tell_error(const error_code& error);
  void tell_our_end(TcpTap::End how);
  void tell_close();
};

void TcpStream::State::read(const std::shared_ptr<State>& self) {
  self->reading = true;
  self->socket.async_read_some(asio::buffer(self->buffer), [self](const error_code& error, std::size_t size) {
    self->reading = false;
    if (self->tap) self->tell_read(error, size);
    if (!self->handler) return;
    if (error) {
      self->end(self->closing ? "closed" : in_words(error));
      self->linger.cancel();
      return self->handler->on_closed(self->ended);
    }
    self->handler->on_bytes(std::span(self->buffer).first(size));
    if (self->handler && !self->reading) read(self);
  });
}

void TcpStream::State::write(const std::shared_ptr<State>& self) {
  self->sending.swap(self->queued);
  const auto go_on = [self](const error_code& error, std::size_t done) {
    if (self->tap) self->tell_written(done);
    return asio::transfer_all()(error, done);
  };
  asio::async_write(self->socket, asio::buffer(self->sending), go_on, [self](const error_code& error, std::size_t done) {
    if (self->tap) self->tell_written(done);
    self->sending.clear();
    if (self->tap) self->tell_write_done(error);
    if (error) return self->end(in_words(error));
    if (!self->queued.empty()) return write(self);
    if (self->closing) self->send_fin();
  });
}

void TcpStream::State::send_fin() {
  error_code error;
  socket.shutdown(asio::ip::tcp::socket::shutdown_send, error);
  if (tap && !error) tell_our_end(TcpTap::End::fin_sent);
}

void TcpStream::State::end(const std::string& why) {
  if (ended.empty()) ended = why;
  if (tap && socket.is_open()) tell_close();
  error_code ignored;
  socket.close(ignored);
}

void TcpStream::State::tell_read(const error_code& error, std::size_t size) {
  if (size > 0) tap->on_read(std::span(buffer).first(size));
  if (error == asio::error::eof) tap->on_end(TcpTap::End::fin_received);
  tell_error(error);
}

// Whichever of reading and writing comes first is told of the peer's reset.
void TcpStream::State::tell_error(const error_code& error) {
  if (error == asio::error::connection_reset || error == asio::error::broken_pipe) tap->on_end(TcpTap::End::reset_received);
}

void TcpStream::State::tell_written(std::size_t of_sending) {
  if (of_sending <= tapped) return;
  tap->on_written(std::span(sending).subspan(tapped, of_sending - tapped));
  tapped = of_sending;
}

void TcpStream::State::tell_write_done(const error_code& error) {
  tapped = 0;
  if (const auto how = std::exchange(tap_later, std::nullopt)) tap->on_end(*how);
  tell_error(error);
}

void TcpStream::State::tell_our_end(TcpTap::End how) {
  tap->on_ending();
  if (sending.empty()) return tap->on_end(how);
  tap_later = how;
}

// What the kernel will say: a reset if it was asked for, or if something is unread; else a FIN, unless that was said before.
void TcpStream::State::tell_close() {
  error_code error;
  asio::socket_base::linger asked;
  socket.get_option(asked, error);
  const bool resets = (!error && asked.enabled()) || socket.available(error) > 0;
  tell_our_end(resets ? TcpTap::End::reset_sent : TcpTap::End::fin_sent);
}

TcpStream::TcpStream(Loop& loop, asio::ip::tcp::socket socket, const asio::ip::tcp::endpoint& peer)
    : state_(std::make_shared<State>(loop, std::move(socket), peer)) {
  error_code ignored;
  state_->socket.set_option(asio::ip::tcp::no_delay(true), ignored);
}

TcpStream::~TcpStream() {
  state_->handler = nullptr;
  state_->linger.cancel();
  state_->end("closed");
}

void TcpStream::set_handler(Handler* handler) {
  state_->handler = handler;
  if (handler && !state_->reading) State::read(state_);
}

void TcpStream::send(std::span<const std::uint8_t> bytes) {
  if (state_->closing || !state_->ended.empty() || bytes.empty()) return;
  if (state_->queued.size() > kMaxQueuedBytes) {
    state_->ended = "the peer does not read";
    return reset();
  }
  state_->queued.insert(state_->queued.end(), bytes.begin(), bytes.end());
  if (state_->tap) state_->tap->on_queued(bytes.size());
  if (state_->sending.empty()) State::write(state_);
}

void TcpStream::close() {
  if (state_->closing || !state_->ended.empty()) return;
  state_->closing = true;
  if (state_->sending.empty()) state_->send_fin();
  state_->linger.start_in(kCloseTimeout, [self = state_] { self->end("closed"); });
}

void TcpStream::reset() {
  error_code ignored;
  state_->socket.set_option(asio::socket_base::linger(true, 0), ignored);
  state_->end("reset");
}

TcpEnds TcpStream::ends() const {
  error_code ignored;
  return {.here = endpoint_of(state_->socket.local_endpoint(ignored)), .peer = endpoint_of(state_->peer)};
}

void TcpStream::set_tap(std::shared_ptr<TcpTap> tap) { state_->tap = std::move(tap); }

}  // namespace redial::net
