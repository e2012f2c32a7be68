// One pending read is the stream's pulse: whatever ends the stream closes the socket, and the read that fails then tells the
// handler. The state outlives the stream while Asio holds operations on it, and nothing else does.
#include "net/tcp_stream.hpp"

#include <array>
#include <boost/asio/write.hpp>
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

}  // namespace

struct TcpStream::State {
  State(Loop& loop, asio::ip::tcp::socket connected) : socket(std::move(connected)), linger(loop) {}

  asio::ip::tcp::socket socket;
  Timer linger;
  Handler* handler = nullptr;
  std::array<std::uint8_t, kReadBytes> buffer;
  std::vector<std::uint8_t> queued, sending;
  bool reading = false, closing = false;
  std::string ended;  // why we ended it ourselves; the first reason stays

  static void read(const std::shared_ptr<State>& self);
  static void write(const std::shared_ptr<State>& self);
  void send_fin();
  void end(const std::string& why);
};

void TcpStream::State::read(const std::shared_ptr<State>& self) {
  self->reading = true;
  self->socket.async_read_some(asio::buffer(self->buffer), [self](const error_code& error, std::size_t size) {
    self->reading = false;
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
  asio::async_write(self->socket, asio::buffer(self->sending), [self](const error_code& error, std::size_t) {
    self->sending.clear();
    if (error) return self->end(in_words(error));
    if (!self->queued.empty()) return write(self);
    if (self->closing) self->send_fin();
  });
}

void TcpStream::State::send_fin() {
  error_code ignored;
  socket.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
}

void TcpStream::State::end(const std::string& why) {
  if (ended.empty()) ended = why;
  error_code ignored;
  socket.close(ignored);
}

TcpStream::TcpStream(Loop& loop, asio::ip::tcp::socket socket) : state_(std::make_shared<State>(loop, std::move(socket))) {
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

}  // namespace redial::net
