// One end of a TCP connection as numbers. It resolves no name.
#pragma once

#include <array>
#include <cstdint>

namespace redial::net {

struct Endpoint {
  bool is_v6 = false;
  std::array<std::uint8_t, 16> address{};  // as on the wire; of IPv4 the first four bytes
  std::uint16_t port = 0;

  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

}  // namespace redial::net
