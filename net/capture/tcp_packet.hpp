// One TCP segment as an IP packet, with its checksums. It keeps no connection.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/wire/bytes.hpp"
#include "net/endpoint.hpp"

namespace redial::net::capture {

// What fits behind the headers in the largest IP packet, of either version.
inline constexpr std::size_t kMaxSegmentBytes = 65'495;

enum TcpFlag : std::uint8_t { kFin = 0x01, kSyn = 0x02, kRst = 0x04, kPsh = 0x08, kAck = 0x10 };

struct TcpSegment {
  std::uint32_t sequence = 0, acknowledgement = 0;
  std::uint8_t flags = 0;                 // of TcpFlag; a SYN carries the largest window scale
  std::span<const std::uint8_t> payload;  // at most kMaxSegmentBytes
};

// Both ends of the same IP version.
wire::Bytes ip_packet(const Endpoint& from, const Endpoint& to, const TcpSegment& segment);

}  // namespace redial::net::capture
