// The kernel's structures, in one place.
#include "net/socket_address.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <system_error>

namespace redial::net {

std::optional<SocketAddress> SocketAddress::parse(const std::string& ip, std::uint16_t port) {
  SocketAddress parsed;
  sockaddr_in6& v6 = parsed.address_.v6;
  sockaddr_in& v4 = parsed.address_.v4;
  if (inet_pton(AF_INET6, ip.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    return parsed;
  }
  parsed = {};
  if (inet_pton(AF_INET, ip.c_str(), &v4.sin_addr) != 1) return std::nullopt;
  v4.sin_family = AF_INET;
  v4.sin_port = htons(port);
  return parsed;
}

SocketAddress SocketAddress::of(const Descriptor& socket) {
  SocketAddress address;
  socklen_t room = kRoom;
  getsockname(socket.get(), address.raw(), &room);
  return address;
}

std::uint16_t SocketAddress::port() const { return ntohs(is_v6() ? address_.v6.sin6_port : address_.v4.sin_port); }

std::string SocketAddress::ip() const {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = is_v6() ? static_cast<const void*>(&address_.v6.sin6_addr) : &address_.v4.sin_addr;
  return inet_ntop(is_v6() ? AF_INET6 : AF_INET, bytes, text.data(), text.size());
}

Endpoint SocketAddress::endpoint() const {
  const bool is_mapped = is_v6() && IN6_IS_ADDR_V4MAPPED(&address_.v6.sin6_addr);
  Endpoint endpoint{.is_v6 = is_v6() && !is_mapped, .address{}, .port = port()};
  std::array<std::uint8_t, 16> bytes{};
  std::memcpy(bytes.data(), is_v6() ? static_cast<const void*>(&address_.v6.sin6_addr) : &address_.v4.sin_addr,
              is_v6() ? sizeof address_.v6.sin6_addr : sizeof address_.v4.sin_addr);
  std::copy(bytes.begin() + (is_mapped ? 12 : 0), bytes.end(), endpoint.address.begin());
  return endpoint;
}

Descriptor SocketAddress::make_socket() const {
  return Descriptor(::socket(is_v6() ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

std::string words_of(int error) { return std::generic_category().message(error); }

}  // namespace redial::net
