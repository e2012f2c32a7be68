// The type numbers of the chat protocol and the header byte that starts every message. Both dialects share them
// (docs/PROTOCOL.md).
#pragma once

#include <cstdint>

namespace redial::wire {

// Both directions use one numbering; what a number's body looks like depends on the direction.
enum class MessageType : std::uint8_t {
  connect = 1,  // in the native dialect alone
  connack = 2,
  publish = 3,
  puback = 4,
  query = 5,
  query_ack = 6,
  query_con = 7,
  ping_req = 12,
  ping_resp = 13,
  disconnect = 14,
};

// Bits 7..4 type, bit 3 sync ("dup"), bits 2..1 QoS, bit 0 retain (never used).
struct Header {
  MessageType type{};
  std::uint8_t qos = 0;  // 0 to 3
  bool sync = false;
};

constexpr std::uint8_t to_byte(Header header) {
  const unsigned type = static_cast<unsigned>(header.type) << 4;
  return static_cast<std::uint8_t>(type | (header.sync ? 8u : 0u) | ((header.qos & 3u) << 1));
}

// The type may be one that the enumeration lacks: a switch over it needs a default.
constexpr Header to_header(std::uint8_t byte) {
  return {static_cast<MessageType>(byte >> 4), static_cast<std::uint8_t>((byte >> 1) & 3), (byte & 8) != 0};
}

}  // namespace redial::wire
