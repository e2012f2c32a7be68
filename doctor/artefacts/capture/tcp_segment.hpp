// The header of a TCP segment. It keeps no connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "doctor/artefacts/capture/bytes.hpp"
#include "doctor/artefacts/capture/ip_packet.hpp"
#include "net/endpoint.hpp"

namespace redial::doctor::capture {

inline constexpr std::uint8_t kFin = 0x01, kSyn = 0x02, kRst = 0x04, kAck = 0x10;

struct TcpSegment {
  net::Endpoint from, to;
  std::uint32_t sequence = 0, acknowledgement = 0;
  std::uint8_t flags = 0;
  View payload;
  std::size_t missing = 0;  // bytes of the payload that were not captured: its end
  bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
};

// Nothing: not enough of a header.
std::optional<TcpSegment> parse_tcp(const IpPacket& packet);

// "127.0.0.1:443", "[2001:db8::1]:443".
std::string to_text(const net::Endpoint& end);
std::string host_text(const net::Endpoint& end);  // without port and brackets

}  // namespace redial::doctor::capture
