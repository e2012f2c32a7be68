// One thread, one epoll, and per login: accept4, recv, send, epoll_ctl, recv, close.
#include "benchmarks/peers/bare_server/bare_server.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "benchmarks/peers/bare_server/answers.hpp"

namespace redial::peers {
namespace {

constexpr int kAcceptBatch = 64;  // then the connections have their turn
constexpr std::size_t kEvents = 256;
constexpr std::size_t kPieceBytes = 4096;
constexpr std::string_view kEndOfHead = "\r\n\r\n";
constexpr int kBacklog = 1 << 16;  // the kernel takes net.core.somaxconn of it

bool write_all(int descriptor, std::string_view bytes) {
  return bytes.empty() || send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

Error cannot_listen(std::uint16_t port) {
  return {std::string("cannot listen: ") + std::strerror(errno), "127.0.0.1:" + std::to_string(port), "choose another port"};
}

}  // namespace

BareServer::BareServer() : epoll_(epoll_create1(EPOLL_CLOEXEC)), answer_(fixed_answer()) {
  sigset_t asked;
  sigemptyset(&asked);
  sigaddset(&asked, SIGUSR1);
  sigprocmask(SIG_BLOCK, &asked, nullptr);
  signals_ = signalfd(-1, &asked, SFD_NONBLOCK | SFD_CLOEXEC);
  watch(signals_, EPOLLIN);
}

BareServer::~BareServer() {
  for (std::size_t i = 0; i < connections_.size(); ++i) end(static_cast<int>(i));
  for (const Listener& listener : listeners_) close(listener.descriptor);
  close(signals_);
  close(epoll_);
}

void BareServer::watch(int descriptor, std::uint32_t events) {
  epoll_event wanted{};
  wanted.events = events;
  wanted.data.fd = descriptor;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &wanted);
}

Result<std::uint16_t> BareServer::listen(const Listening& wanted) {
  const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);  // what is accepted inherits it
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(wanted.port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (bind(descriptor, any, size) != 0 || ::listen(descriptor, kBacklog) != 0 || getsockname(descriptor, any, &size) != 0) {
    const Error error = cannot_listen(wanted.port);
    close(descriptor);
    return error;
  }
  listeners_.push_back({descriptor, wanted.tls});
  watch(descriptor, EPOLLIN);
  return ntohs(address.sin_port);
}

const BareServer::Listener* BareServer::listener_of(int descriptor) const {
  for (const Listener& listener : listeners_)
    if (listener.descriptor == descriptor) return &listener;
  return nullptr;
}

void BareServer::serve() {
  std::array<epoll_event, kEvents> ready;
  for (;;) {
    const int count = epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), -1);
    for (int i = 0; i < count; ++i) {
      const int descriptor = ready[static_cast<std::size_t>(i)].data.fd;
      if (descriptor == signals_) {
        reset_all();
        break;  // the rest of this round may be of connections that are gone
      }
      if (const Listener* listener = listener_of(descriptor)) {
        accept_batch(*listener);
      } else {
        read(descriptor);
      }
    }
  }
}

void BareServer::accept_batch(const Listener& listener) {
  for (int i = 0; i < kAcceptBatch; ++i) {
    const int descriptor = accept4(listener.descriptor, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) return;
    if (connections_.size() <= static_cast<std::size_t>(descriptor))
      connections_.resize(static_cast<std::size_t>(descriptor) + 1);
    Connection& connection = connections_[static_cast<std::size_t>(descriptor)];
    connection.is_open = true;
    if (listener.tls != nullptr) {
      SSL* ssl = SSL_new(listener.tls);
      SSL_set_accept_state(ssl);
      connection.tls.emplace(ssl);
    }
    watch(descriptor, EPOLLIN | EPOLLRDHUP | EPOLLET);
    read(descriptor);  // what it asks is often there already
  }
}

void BareServer::read(int descriptor) {
  Connection& connection = connections_[static_cast<std::size_t>(descriptor)];
  if (!connection.is_open) return;
  std::array<char, kPieceBytes> piece;
  const ssize_t size = recv(descriptor, piece.data(), piece.size(), 0);
  if (size < 0 && errno == EAGAIN) return;
  if (size <= 0 || !on_bytes(descriptor, connection, {piece.data(), static_cast<std::size_t>(size)})) end(descriptor);
}

bool BareServer::on_bytes(int descriptor, Connection& connection, std::string_view bytes) {
  if (connection.tls) return on_tls_bytes(descriptor, connection, bytes);
  if (connection.is_answered) return true;
  if (!connection.request.empty() || !bytes.ends_with(kEndOfHead)) {
    connection.request.append(bytes);
    if (!connection.request.ends_with(kEndOfHead)) return true;
  }
  connection.is_answered = true;
  return write_all(descriptor, answer_);
}

bool BareServer::on_tls_bytes(int descriptor, Connection& connection, std::string_view bytes) {
  const TlsBytes::State state = connection.tls->feed(bytes, connection.request);
  if (state == TlsBytes::State::failed) return false;
  if (!connection.is_answered && connection.request.ends_with(kEndOfHead)) {
    connection.is_answered = true;
    if (!connection.tls->say(answer_)) return false;
  }
  const bool written = write_all(descriptor, connection.tls->to_send());
  connection.tls->sent();
  return written;
}

void BareServer::end(int descriptor) {
  Connection& connection = connections_[static_cast<std::size_t>(descriptor)];
  if (!connection.is_open) return;
  close(descriptor);
  connection = Connection();
}

void BareServer::reset_all() {
  signalfd_siginfo ignored;
  while (::read(signals_, &ignored, sizeof ignored) > 0) continue;
  const linger reset{.l_onoff = 1, .l_linger = 0};
  for (std::size_t i = 0; i < connections_.size(); ++i) {
    if (connections_[i].is_open) setsockopt(static_cast<int>(i), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    end(static_cast<int>(i));
  }
}

}  // namespace redial::peers
