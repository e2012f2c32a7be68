// The functions that the dynamic linker gives a client in place of libc's: each calls libc's with the same arguments, returns
// what came back, and tells connections.hpp what it means. Calls by other names (fortified, raw) are not seen.
#include <cerrno>
#include <cstddef>

#include "agent/clients/native/socket_observer/connections.hpp"
#include "agent/clients/native/socket_observer/events.hpp"
#include "agent/clients/native/socket_observer/libc.hpp"

namespace redial::socket_observer {
namespace {

[[gnu::constructor]] void start() {
  const auto find = [](auto&... functions) { (functions.find(), ...); };
  find(next::connect, next::close, next::shutdown, next::getsockopt);
  find(next::read, next::readv, next::recv, next::recvfrom, next::recvmsg);
  find(next::write, next::writev, next::send, next::sendto, next::sendmsg);
  find(next::poll, next::ppoll, next::select, next::pselect, next::epoll_wait, next::epoll_pwait);
  open_report();
}

// Whether a read or write that fails so has been told that the connection has ended.
bool is_end(int error) {
  switch (error) {
    case ECONNREFUSED:
    case ECONNRESET:
    case ECONNABORTED:
    case EPIPE:
    case ETIMEDOUT:
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ENETDOWN:
      return true;
    default:
      return false;
  }
}

int connect_returned(int descriptor, int result) {
  if (result == 0 || errno == EISCONN) {
    opened(descriptor);
  } else if (errno != EINPROGRESS && errno != EALREADY && errno != EINTR) {
    broken(descriptor, errno);
  }
  return result;
}

ssize_t bytes_moved(int descriptor, ssize_t result) {
  if (result > 0) opened(descriptor);
  if (result < 0 && is_end(errno)) broken(descriptor, errno);
  return result;
}

// `wanted` bytes: who asks for none gets none, and that is not the end.
ssize_t bytes_read(int descriptor, std::size_t wanted, ssize_t result) {
  if (result != 0 || wanted == 0) return bytes_moved(descriptor, result);
  ended_by_peer(descriptor);
  return result;
}

std::size_t size_of(const iovec* parts, std::size_t count) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < count; ++i) size += parts[i].iov_len;
  return size;
}

int wait_returned(int result) {
  if (result > 0) look_at_dialled();
  return result;
}

}  // namespace
}  // namespace redial::socket_observer

using namespace redial::socket_observer;

extern "C" {

int connect(int fd, const sockaddr* address, socklen_t length) {
  dial(fd, address, length);
  return connect_returned(fd, next::connect(fd, address, length));
}

int close(int fd) {
  forget_report(fd);
  closing(fd);
  return next::close(fd);
}

int shutdown(int fd, int how) noexcept {
  if (how != SHUT_RD) shut_down(fd);
  return next::shutdown(fd, how);
}

int getsockopt(int fd, int level, int option, void* value, socklen_t* length) noexcept {
  const int result = next::getsockopt(fd, level, option, value, length);
  if (result != 0 || level != SOL_SOCKET || option != SO_ERROR || *length != sizeof(int)) return result;
  if (const int error = *static_cast<const int*>(value); error != 0) broken(fd, error);
  return result;
}

ssize_t read(int fd, void* data, size_t size) { return bytes_read(fd, size, next::read(fd, data, size)); }

ssize_t readv(int fd, const iovec* parts, int count) {
  const ssize_t result = next::readv(fd, parts, count);
  return result == 0 ? bytes_read(fd, size_of(parts, static_cast<std::size_t>(count)), result) : bytes_moved(fd, result);
}

ssize_t recv(int fd, void* data, size_t size, int flags) { return bytes_read(fd, size, next::recv(fd, data, size, flags)); }

ssize_t recvfrom(int fd, void* data, size_t size, int flags, sockaddr* from, socklen_t* length) {
  return bytes_read(fd, size, next::recvfrom(fd, data, size, flags, from, length));
}

ssize_t recvmsg(int fd, msghdr* message, int flags) {
  const ssize_t result = next::recvmsg(fd, message, flags);
  return result == 0 ? bytes_read(fd, size_of(message->msg_iov, message->msg_iovlen), result) : bytes_moved(fd, result);
}

ssize_t write(int fd, const void* data, size_t size) { return bytes_moved(fd, next::write(fd, data, size)); }

ssize_t writev(int fd, const iovec* parts, int count) { return bytes_moved(fd, next::writev(fd, parts, count)); }

ssize_t send(int fd, const void* data, size_t size, int flags) { return bytes_moved(fd, next::send(fd, data, size, flags)); }

ssize_t sendto(int fd, const void* data, size_t size, int flags, const sockaddr* to, socklen_t length) {
  return bytes_moved(fd, next::sendto(fd, data, size, flags, to, length));
}

ssize_t sendmsg(int fd, const msghdr* message, int flags) { return bytes_moved(fd, next::sendmsg(fd, message, flags)); }

int poll(pollfd* sockets, nfds_t count, int timeout) { return wait_returned(next::poll(sockets, count, timeout)); }

int ppoll(pollfd* sockets, nfds_t count, const timespec* timeout, const sigset_t* mask) {
  return wait_returned(next::ppoll(sockets, count, timeout, mask));
}

int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional, timeval* timeout) {
  return wait_returned(next::select(count, readable, writable, exceptional, timeout));
}

int pselect(int count, fd_set* readable, fd_set* writable, fd_set* exceptional, const timespec* timeout, const sigset_t* mask) {
  return wait_returned(next::pselect(count, readable, writable, exceptional, timeout, mask));
}

int epoll_wait(int epoll, epoll_event* events, int count, int timeout) {
  return wait_returned(next::epoll_wait(epoll, events, count, timeout));
}

int epoll_pwait(int epoll, epoll_event* events, int count, int timeout, const sigset_t* mask) {
  return wait_returned(next::epoll_pwait(epoll, events, count, timeout, mask));
}

}  // extern "C"
