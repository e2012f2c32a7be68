// How a server's message stands on the WebSocket: as RFC 6455 wants it, or against it. It knows frames, not what is in them.
#pragma once

#include <cstdint>
#include <span>

#include "core/wire/bytes.hpp"
#include "core/wire/websocket_frame.hpp"

namespace redial::fault {

struct Framing {
  enum class Kind : std::uint8_t { binary, text, fragments, reserved_bit, masked, unknown_opcode, oversized } kind = Kind::binary;
  std::uint32_t bytes = 0;  // fragments: of each, above 0; oversized: announced
  wire::MaskKey mask{};     // of masked
  friend bool operator==(const Framing&, const Framing&) = default;
};

// The bytes that carry `message` to the client.
wire::Bytes encode_framed(std::span<const std::uint8_t> message, const Framing& framing);

}  // namespace redial::fault
