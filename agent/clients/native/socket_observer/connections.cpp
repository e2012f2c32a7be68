// A table of descriptors. Each entry changes in one atomic step: of several threads that see the same thing, one reports it.
#include "agent/clients/native/socket_observer/connections.hpp"

#include <netinet/in.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdint>

#include "agent/clients/native/socket_observer/events.hpp"
#include "agent/clients/native/socket_observer/libc.hpp"

namespace redial::socket_observer {
namespace {

enum class Phase : std::uint32_t { none, dialled, open };
struct Entry {
  std::uint32_t dial = 0;
  Phase phase = Phase::none;
};

std::array<std::atomic<Entry>, kMaxDescriptors> entries;
static_assert(std::atomic<Entry>::is_always_lock_free);
std::atomic<std::uint32_t> dials = 0;
std::atomic<int> dialled_entries = 0;

class KeptErrno {
 public:
  KeptErrno() = default;
  ~KeptErrno() { errno = value_; }
  KeptErrno(const KeptErrno&) = delete;
  KeptErrno& operator=(const KeptErrno&) = delete;

 private:
  int value_ = errno;
};

Entry entry_of(int descriptor) {
  return descriptor >= 0 && descriptor < kMaxDescriptors ? entries[descriptor].load(std::memory_order_relaxed) : Entry{};
}

Line event(const char* name, Entry entry) { return Line().text(name).text(" ").number(entry.dial); }

// The line was begun, and has its time, before the step: whoever finds the entry in its new state reports a later time.
void step(int descriptor, Entry from, Entry to, Line& line) {
  if (!is_reporting() || !entries[descriptor].compare_exchange_strong(from, to)) return;
  dialled_entries += (to.phase == Phase::dialled) - (from.phase == Phase::dialled);
  line.report();
}

int option_of(int descriptor, int option) {
  int value = 0;
  socklen_t size = sizeof value;
  return next::getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : 0;
}

bool is_tcp(int descriptor, const sockaddr* address, socklen_t length) {
  if (address == nullptr || length < sizeof(sockaddr_in)) return false;
  const bool is_ip = address->sa_family == AF_INET || (address->sa_family == AF_INET6 && length >= sizeof(sockaddr_in6));
  return is_ip && option_of(descriptor, SO_TYPE) == SOCK_STREAM;
}

bool is_connected(int descriptor) {
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  return getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) == 0;
}

void look_at(int descriptor) {
  if (entry_of(descriptor).phase != Phase::dialled) return;
  pollfd asked{descriptor, POLLOUT, 0};
  if (next::poll(&asked, 1, 0) == 1 && asked.revents == POLLOUT) opened(descriptor);
}

}  // namespace

void dial(int descriptor, const sockaddr* address, socklen_t length) {
  if (!is_reporting()) return;
  const KeptErrno kept;
  const Entry before = entry_of(descriptor);
  // A second call asks how the first is getting on.
  if (before.phase == Phase::dialled || !is_tcp(descriptor, address, length) || is_connected(descriptor)) return;
  const Entry entry{++dials, Phase::dialled};
  if (descriptor >= kMaxDescriptors) return count_lost();
  Line line = event("dial", entry).text(" ").address(*address);
  step(descriptor, before, entry, line);
}

void opened(int descriptor) {
  const Entry entry = entry_of(descriptor);
  if (entry.phase != Phase::dialled) return;
  const KeptErrno kept;
  Line line = event("opened", entry);
  step(descriptor, entry, {entry.dial, Phase::open}, line);
}

void broken(int descriptor, int error) {
  const Entry entry = entry_of(descriptor);
  if (entry.phase == Phase::none) return;
  const KeptErrno kept;
  const bool was_open = entry.phase == Phase::open;
  Line line = event(was_open ? "closed" : "failed", entry).text(was_open ? " reset " : " ").error(error);
  step(descriptor, entry, {}, line);
}

void ended_by_peer(int descriptor) {
  opened(descriptor);
  const Entry entry = entry_of(descriptor);
  if (entry.phase != Phase::open) return;
  const KeptErrno kept;
  Line line = event("closed", entry).text(" peer");
  step(descriptor, entry, {}, line);
}

void shut_down(int descriptor) {
  const Entry entry = entry_of(descriptor);
  if (entry.phase == Phase::none) return;
  const KeptErrno kept;
  const bool was_open = entry.phase == Phase::open;
  Line line = event(was_open ? "closed" : "given-up", entry).text(was_open ? " local" : "");
  step(descriptor, entry, {}, line);
}

void closing(int descriptor) {
  if (entry_of(descriptor).phase == Phase::none || !is_reporting()) return;
  const KeptErrno kept;
  // Asking takes the error from the socket; the client will not ask any more.
  if (const int error = option_of(descriptor, SO_ERROR); error != 0) return broken(descriptor, error);
  look_at(descriptor);
  shut_down(descriptor);
}

void look_at_dialled() {
  if (dialled_entries.load(std::memory_order_relaxed) == 0) return;
  const KeptErrno kept;
  for (int descriptor = 0; descriptor < kMaxDescriptors; ++descriptor) look_at(descriptor);
}

}  // namespace redial::socket_observer
