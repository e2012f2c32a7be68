// Lines as text, and a report that cannot hold up, end or confuse the client.
#include "agent/clients/native/socket_observer/events.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "agent/clients/native/socket_observer/libc.hpp"

namespace redial::socket_observer {
namespace {

constexpr char kVariable[] = "REDIAL_SOCKET_EVENTS";
constexpr int kNone = -1;

std::atomic<int> report_descriptor = kNone;
pid_t reporting_process = 0;
std::atomic<std::uint32_t> lost_events = 0;

std::uint64_t now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000 + static_cast<std::uint64_t>(time.tv_nsec);
}

// write(2) without the SIGPIPE that ends a process when the reader has gone.
bool write_quietly(int descriptor, const char* text, std::size_t size) {
  sigset_t broken_pipe;
  sigset_t before;
  sigset_t waiting;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &broken_pipe, &before);
  sigpending(&waiting);
  const bool written = next::write(descriptor, text, size) == static_cast<ssize_t>(size);
  if (!written && errno == EPIPE && sigismember(&waiting, SIGPIPE) == 0) {
    const timespec at_once{};
    sigtimedwait(&broken_pipe, nullptr, &at_once);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return written;
}

}  // namespace

Line::Line() { number(now()).text(" "); }

Line& Line::text(const char* value) {
  const std::size_t size = std::min(std::strlen(value), kMaxSize - 1 - size_);  // the newline always fits
  std::memcpy(text_.data() + size_, value, size);
  size_ += size;
  return *this;
}

Line& Line::number(std::uint64_t value) {
  std::array<char, 21> digits{};
  std::to_chars(digits.data(), digits.data() + digits.size() - 1, value);
  return text(digits.data());
}

Line& Line::address(const sockaddr& value) {
  std::array<char, INET6_ADDRSTRLEN> host{};
  if (value.sa_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(value);
    inet_ntop(AF_INET6, &v6.sin6_addr, host.data(), host.size());
    return text("[").text(host.data()).text("]:").number(ntohs(v6.sin6_port));
  }
  const auto& v4 = reinterpret_cast<const sockaddr_in&>(value);
  inet_ntop(AF_INET, &v4.sin_addr, host.data(), host.size());
  return text(host.data()).text(":").number(ntohs(v4.sin_port));
}

Line& Line::error(int value) {
  const char* name = strerrorname_np(value);
  return name != nullptr ? text(name) : number(static_cast<std::uint64_t>(value));
}

bool Line::write() {
  text_[size_++] = '\n';
  return write_quietly(report_descriptor.load(), text_.data(), size_);
}

void Line::report() {
  if (const std::uint32_t lost = lost_events.exchange(0); lost != 0 && !Line().text("lost ").number(lost).write()) {
    lost_events += lost + 1;
  } else if (!write()) {
    count_lost();
  }
}

void open_report() {
  const char* value = std::getenv(kVariable);
  if (value == nullptr) return;
  int descriptor = kNone;
  const char* end = value + std::strlen(value);
  const bool is_number = std::from_chars(value, end, descriptor).ptr == end;
  unsetenv(kVariable);
  if (!is_number || fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0) return;
  fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  reporting_process = getpid();
  report_descriptor = descriptor;
}

bool is_reporting() { return report_descriptor.load(std::memory_order_relaxed) != kNone && getpid() == reporting_process; }

void count_lost() { ++lost_events; }

void forget_report(int descriptor) {
  if (descriptor == report_descriptor.load(std::memory_order_relaxed) && is_reporting()) report_descriptor = kNone;
}

}  // namespace redial::socket_observer
