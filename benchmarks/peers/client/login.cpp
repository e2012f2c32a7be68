// System calls of a login, as few as there can be: the first bytes are written without asking whether the connection stands,
// which on loopback it does as soon as connect() returns.
#include "benchmarks/peers/client/login.hpp"

#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace redial::peers {
namespace {

constexpr std::array<std::string_view, kFailures> kFailureNames = {"no-socket", "unconnected", "reset", "closed",
                                                                   "refused",   "tls",         "late"};
constexpr std::size_t kPieceBytes = 4096;
constexpr std::uint32_t kLoopback = 0x7f000001;
constexpr std::uint32_t kEnds = EPOLLRDHUP | EPOLLHUP | EPOLLERR;

bool set(int descriptor, int level, int option) {
  const int on = 1;
  return setsockopt(descriptor, level, option, &on, sizeof on) == 0;
}

}  // namespace

std::string_view to_name(Failure failure) { return kFailureNames[static_cast<std::size_t>(failure)]; }

Login::~Login() { drop(); }

bool Login::open_socket(const Target& target, std::uint32_t source) {
  descriptor_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor_ < 0) return false;
  const linger reset{.l_onoff = 1, .l_linger = 0};
  setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  if (target.tls != nullptr) set(descriptor_, IPPROTO_TCP, TCP_NODELAY);
  if (target.sources <= 1) return true;
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr.s_addr = htonl(kLoopback + source % target.sources);
  return set(descriptor_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT) &&
         bind(descriptor_, reinterpret_cast<const sockaddr*>(&from), sizeof from) == 0;
}

Login::State Login::begin(const Target& target, std::string_view request, std::uint32_t source) {
  drop();
  dialect_ = target.dialect;
  request_ = request;
  connected_ = asked_ = false;
  answer_.clear();
  state_ = State::under_way;
  if (!open_socket(target, source)) {
    fail(Failure::no_socket);
  } else if (connect(descriptor_, reinterpret_cast<const sockaddr*>(&target.address), sizeof target.address) != 0 &&
             errno != EINPROGRESS) {
    fail(errno == EADDRNOTAVAIL ? Failure::no_socket : Failure::unconnected);
  } else {
    if (target.tls != nullptr) {
      tls_.emplace(target.tls->begin());
      if (tls_->feed({}, answer_) == TlsBytes::State::failed) fail(Failure::tls);
    }
    if (state_ == State::under_way) write_first();
  }
  return state_;
}

void Login::write_first() {
  const std::string_view bytes = tls_ ? tls_->to_send() : request_;
  const ssize_t sent = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent < 0 && (errno == EAGAIN || errno == EINPROGRESS)) return;  // the connection does not stand yet
  if (sent != static_cast<ssize_t>(bytes.size())) return fail(sent < 0 ? Failure::unconnected : Failure::reset);
  connected_ = true;
  if (tls_) tls_->sent();
}

Login::State Login::on_ready(std::uint32_t events) {
  if (!connected_ && state_ == State::under_way) write_first();
  if (connected_ && (state_ == State::under_way || state_ == State::in)) read_all(events);
  return state_;
}

void Login::read_all(std::uint32_t events) {
  std::array<char, kPieceBytes> piece;
  for (;;) {
    const ssize_t size = recv(descriptor_, piece.data(), piece.size(), 0);
    if (size < 0 && errno == EAGAIN) return;
    if (size < 0) return fail(Failure::reset);
    if (size == 0) return fail(Failure::closed);
    const bool was_in = state_ == State::in;
    if (!was_in) on_bytes({piece.data(), static_cast<std::size_t>(size)});
    if (state_ != State::under_way && !was_in) return;
    if (size < static_cast<ssize_t>(piece.size()) && (events & kEnds) == 0) return;  // there is no more
  }
}

void Login::on_bytes(std::string_view bytes) {
  if (tls_) {
    on_tls_bytes(bytes);
  } else {
    on_clear(bytes);
  }
}

void Login::on_tls_bytes(std::string_view bytes) {
  std::string clear;
  const TlsBytes::State state = tls_->feed(bytes, clear);
  if (state == TlsBytes::State::failed && clear.empty()) return fail(Failure::tls);
  if (state == TlsBytes::State::open && !asked_) {
    asked_ = true;
    if (!tls_->say(request_)) return fail(Failure::tls);
  }
  send_tls();
  if (state_ == State::under_way && !clear.empty()) on_clear(clear);
}

void Login::send_tls() {
  const std::string_view bytes = tls_->to_send();
  if (bytes.empty()) return;
  const ssize_t sent = send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(bytes.size())) return fail(Failure::reset);
  tls_->sent();
}

void Login::on_clear(std::string_view bytes) {
  answer_.append(bytes);
  const Answer answer = read_answer(dialect_, answer_);
  if (answer == Answer::refused) fail(Failure::refused);
  if (answer == Answer::logged_in) state_ = State::in;
}

void Login::fail(Failure why) {
  drop();
  failure_ = why;
  state_ = State::failed;
}

void Login::drop() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
  tls_.reset();
  state_ = State::none;
}

}  // namespace redial::peers
