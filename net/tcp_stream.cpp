// What a turn sends leaves in one go at its end. The end is told once, never inside a call of the owner.
#include "net/tcp_stream.hpp"

#include <netinet/tcp.h>
#include <sys/ioctl.h>

#include <cerrno>
#include <utility>

namespace redial::net {
namespace {

constexpr std::size_t kKeptBytes = 1024;  // of a queue that is empty; idle connections come by the ten thousand

std::string in_words(int error) {
  if (error == 0) return "closed by peer";
  if (error == ECONNRESET) return "reset by peer";
  return words_of(error);
}

bool must_wait(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

}  // namespace

TcpStream::TcpStream(Loop& loop, Descriptor socket, const SocketAddress& peer)
    : loop_(loop), socket_(std::move(socket)), peer_(peer) {}

TcpStream::~TcpStream() {
  handler_ = nullptr;
  send_first();
  end("closed");
  loop_.reactor().forget(static_cast<Deferred&>(*this));
}

void TcpStream::set_handler(Handler* handler) {
  handler_ = handler;
  if (!handler_) return;  // what comes meanwhile ends the watching
  if (!ended_.empty() && !told_) return loop_.reactor().defer(*this);
  watch();
}

void TcpStream::send(std::span<const std::uint8_t> bytes) {
  if (closing_ || !ended_.empty() || bytes.empty()) return;
  if (queued_.size() > kMaxQueuedBytes) {
    ended_ = "the peer does not read";
    return reset();
  }
  const bool is_first = !std::exchange(in_turn_, true) && queued_.empty();
  queued_.insert(queued_.end(), bytes.begin(), bytes.end());
  if (is_first) first_ = bytes.size();
  loop_.reactor().defer(*this);
  if (!tap_) return;
  tap_->on_queued(bytes.size());
  send_first();
}

void TcpStream::close() {
  if (closing_ || !ended_.empty()) return;
  closing_ = true;
  if (queued_.empty()) send_fin();
  linger_ = std::make_unique<Timer>(loop_);
  linger_->start_in(kCloseTimeout, [this] { end("closed"); });
}

void TcpStream::reset() {
  send_first();
  if (socket_) {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    setsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  }
  end("reset");
}

TcpEnds TcpStream::ends() const { return {.here = SocketAddress::of(socket_).endpoint(), .peer = peer_.endpoint()}; }

void TcpStream::set_tap(std::shared_ptr<TcpTap> tap) { tap_ = std::move(tap); }

void TcpStream::on_ready(bool readable, bool writable) {
  if (writable && blocked_) {
    blocked_ = false;
    write(queued_.size());
  }
  if (readable && handler_ && socket_) read();
  watch();
}

void TcpStream::on_turn_end() {
  in_turn_ = false;
  if (!ended_.empty()) return tell_ended();
  if (!queued_.empty() && !blocked_) write(queued_.size());
  watch();
}

void TcpStream::read() {
  const auto buffer = loop_.reactor().read_buffer();
  const ssize_t size = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
  const int error = size < 0 ? errno : 0;
  if (must_wait(error)) return;
  if (size > 0) {
    const auto bytes = buffer.first(static_cast<std::size_t>(size));
    if (tap_) tap_->on_read(bytes);
    return handler_->on_bytes(bytes);
  }
  if (tap_ && error == 0) tap_->on_end(TcpTap::End::fin_received);
  if (tap_) tell_error(error);
  end(closing_ ? "closed" : in_words(error));
  tell_ended();
}

// As much of the front of the queue as the kernel takes.
void TcpStream::write(std::size_t size) {
  const ssize_t written = ::send(socket_.get(), queued_.data(), size, MSG_NOSIGNAL);
  const int error = written < 0 ? errno : 0;
  const auto taken = static_cast<std::size_t>(written < 0 ? 0 : written);
  if (tap_ && taken > 0) tap_->on_written(std::span(queued_).first(taken));
  queued_.erase(queued_.begin(), queued_.begin() + static_cast<std::ptrdiff_t>(taken));
  first_ = 0;
  if (error != 0 && !must_wait(error)) {
    if (tap_) tell_error(error);
    return end(in_words(error));
  }
  blocked_ = taken < size;
  if (blocked_ || !queued_.empty()) return watch();
  if (queued_.capacity() > kKeptBytes) queued_ = {};
  if (tap_)
    if (const auto how = std::exchange(tap_later_, std::nullopt)) tap_->on_end(*how);
  if (closing_) send_fin();
}

// What the turn has sent first is under way when the stream ends; what is queued behind it is lost.
void TcpStream::send_first() {
  if (first_ > 0 && !blocked_ && ended_.empty()) write(first_);
}

void TcpStream::send_fin() {
  if (::shutdown(socket_.get(), SHUT_WR) == 0 && tap_) tell_our_end(TcpTap::End::fin_sent);
}

void TcpStream::end(const std::string& why) {
  if (ended_.empty()) ended_ = why;
  if (!socket_) return;
  if (tap_) tell_close();
  loop_.reactor().forget(static_cast<Watcher&>(*this));
  watched_ = {};
  socket_.close();
  linger_.reset();
  if (handler_) loop_.reactor().defer(*this);
}

void TcpStream::tell_ended() {
  if (!handler_ || std::exchange(told_, true)) return;
  handler_->on_closed(ended_);
}

// Without a handler and with nothing to write there is nothing to know.
void TcpStream::watch() {
  if (!socket_) return;
  const Reactor::Interest interest{.reading = handler_ != nullptr, .writing = blocked_};
  const bool watching = loop_.reactor().watch(socket_.get(), std::exchange(watched_, interest), interest, *this);
  if (!watching) end("out of memory for another socket");
}

// Whichever of reading and writing comes first is told of the peer's reset.
void TcpStream::tell_error(int error) {
  if (error == ECONNRESET || error == EPIPE) tap_->on_end(TcpTap::End::reset_received);
}

void TcpStream::tell_our_end(TcpTap::End how) {
  tap_->on_ending();
  if (queued_.empty()) return tap_->on_end(how);
  tap_later_ = how;
}

// What the kernel will say: a reset if it was asked for, or if something is unread; else a FIN, unless that was said before.
void TcpStream::tell_close() {
  linger asked{};
  socklen_t size = sizeof asked;
  int unread = 0;
  const bool resets = (getsockopt(socket_.get(), SOL_SOCKET, SO_LINGER, &asked, &size) == 0 && asked.l_onoff != 0) ||
                      (ioctl(socket_.get(), FIONREAD, &unread) == 0 && unread > 0);
  tap_->on_end(resets ? TcpTap::End::reset_sent : TcpTap::End::fin_sent);
}

}  // namespace redial::net
