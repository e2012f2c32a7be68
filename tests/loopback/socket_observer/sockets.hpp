// Short names for what scenes do with sockets of loopback. Where a call fails that a scene does not ask about, the scene ends.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace redial::socket_scene {

inline void say(const std::string& text) {
  const std::string line = "- " + text + "\n";
  if (write(STDOUT_FILENO, line.data(), line.size()) < 0) std::abort();
}

// The result of a call, or the name of its error.
inline void say(const std::string& call, ssize_t result) {
  say(call + " " + (result < 0 ? strerrorname_np(errno) : std::to_string(result)));
}

inline int must(int result) {
  if (result < 0) std::abort();
  return result;
}

inline int tcp_socket(int flags = 0) { return must(socket(AF_INET, SOCK_STREAM | flags, 0)); }

template <typename Address>
int connect_to(int socket, const Address& address) {
  return connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

inline sockaddr_in loopback() {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// A port that refuses.
struct Port {
  int socket = tcp_socket();
  sockaddr_in address = loopback();

  Port() {
    socklen_t size = sizeof address;
    must(bind(socket, reinterpret_cast<sockaddr*>(&address), size));
    must(getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size));
  }
};

struct Listener : Port {
  explicit Listener(int backlog = 8) { must(listen(socket, backlog)); }
};

// Both ends of an open connection.
struct Connection {
  Listener listener;
  int client = tcp_socket();
  int server = -1;

  Connection() {
    must(connect_to(client, listener.address));
    server = must(accept(listener.socket, nullptr, nullptr));
  }

  void close_by_server() const { close(server); }
  void reset_by_server() const {
    const linger reset{.l_onoff = 1, .l_linger = 0};
    must(setsockopt(server, SOL_SOCKET, SO_LINGER, &reset, sizeof reset));
    close(server);
  }
};

inline void say_error_of(int socket) {
  int error = 0;
  socklen_t size = sizeof error;
  must(getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size));
  say(std::string("SO_ERROR ") + (error == 0 ? "0" : strerrorname_np(error)));
}

}  // namespace redial::socket_scene
