// Nothing but the calls.
#include "net/socket_calls.hpp"

#include <sys/socket.h>

#include <cerrno>

namespace redial::net {

bool switch_on(const Descriptor& socket, int level, int option) {
  const int on = 1;
  return ::setsockopt(socket.get(), level, option, &on, sizeof on) == 0;
}

bool begin_connect(const Descriptor& socket, const SocketAddress& to) {
  return ::connect(socket.get(), to.raw(), to.size()) == 0 || errno == EINPROGRESS;
}

int connect_error(const Descriptor& socket) {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

}  // namespace redial::net
