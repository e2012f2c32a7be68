// An address of TCP as the kernel has it, to and from text. It resolves no name.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <string>

#include "net/endpoint.hpp"
#include "net/reactor.hpp"

namespace redial::net {

class SocketAddress {
 public:
  SocketAddress() = default;
  // Nothing if `ip` is no IPv4 or IPv6 address.
  static std::optional<SocketAddress> parse(const std::string& ip, std::uint16_t port);
  // The near end of a socket.
  static SocketAddress of(const Descriptor& socket);

  std::uint16_t port() const;
  // "127.0.0.1", "::1".
  std::string ip() const;
  // "127.0.0.1:80", "::1:80": for errors.
  std::string text() const { return ip() + ":" + std::to_string(port()); }
  Endpoint endpoint() const;

  // A TCP socket of its family that does not block; none if there is no descriptor left (errno).
  Descriptor make_socket() const;

  // For calls into the kernel.
  const sockaddr* raw() const { return &address_.any; }
  sockaddr* raw() { return &address_.any; }
  socklen_t size() const { return is_v6() ? sizeof address_.v6 : sizeof address_.v4; }
  static constexpr socklen_t kRoom = sizeof(sockaddr_in6);

 private:
  bool is_v6() const { return address_.any.sa_family == AF_INET6; }

  union {
    sockaddr_in6 v6;
    sockaddr_in v4;
    sockaddr any;
  } address_{};
};

// strerror's words.
std::string words_of(int error);

}  // namespace redial::net
