// One WebSocket frame (RFC 6455 §5.2): its header both ways, its mask, and a writer that obeys the RFC by default and breaks it
// when told. What frames mean together is the reader's business (core/wire/websocket_codec.hpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/wire/bytes.hpp"

namespace redial::wire {

// Any other value of four bits is reserved.
enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

// Control frames have the high bit set, the reserved ones too.
constexpr bool is_control(Opcode opcode) { return (static_cast<unsigned>(opcode) & 8) != 0; }

// RFC 6455 §5.5.
inline constexpr std::size_t kMaxControlPayloadBytes = 125;

// The close codes of RFC 6455 §7.4.1 that we send.
inline constexpr std::uint16_t kCloseNormal = 1000;
inline constexpr std::uint16_t kCloseProtocolError = 1002;
inline constexpr std::uint16_t kCloseInvalidText = 1007;
inline constexpr std::uint16_t kCloseTooBig = 1009;

using MaskKey = std::array<std::uint8_t, 4>;

// XORs `payload` with the key; `offset` is the place of its first byte in the frame's payload. Its own inverse.
void apply_mask(MaskKey key, std::span<std::uint8_t> payload, std::uint64_t offset = 0);

// ---- reading ----
struct FrameHeader {
  bool is_final = true;
  std::uint8_t reserved_bits = 0;  // RSV1 is 4, RSV2 is 2, RSV3 is 1
  Opcode opcode = Opcode::binary;  // maybe a reserved one
  std::optional<MaskKey> mask;
  std::uint64_t payload_size = 0;
  bool has_shortest_length = true;  // the RFC demands the shortest of the three forms of a length
};

inline constexpr std::size_t kMaxFrameHeaderBytes = 14;

// The header that `bytes` is; nothing while its end is still missing. Judges nothing. Precondition: `bytes` does not go beyond
// the header.
std::optional<FrameHeader> parse_frame_header(std::span<const std::uint8_t> bytes);

// ---- writing ----
// A frame as it is to stand on the wire. Reserved opcodes and bits, lone fragments, long control frames and masks from the wrong
// end are written as asked: misbehaving is what a test server is for.
struct WebSocketFrame {
  Opcode opcode = Opcode::binary;
  bool is_final = true;
  std::uint8_t reserved_bits = 0;  // as in FrameHeader
  std::optional<MaskKey> mask;     // a client masks each frame with a fresh unpredictable key; a server masks none
};

Bytes encode_frame(const WebSocketFrame& frame, std::span<const std::uint8_t> payload);

// The payload of a close frame: `code` and as much of the UTF-8 `reason` as a control frame holds.
Bytes close_payload(std::uint16_t code, std::string_view reason = {});

}  // namespace redial::wire
