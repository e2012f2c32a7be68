// See websocket_frame.hpp.
#include "core/wire/websocket_frame.hpp"

#include <algorithm>
#include <utility>

#include "core/wire/byte_reader.hpp"
#include "core/wire/byte_writer.hpp"
#include "core/wire/utf8.hpp"

namespace redial::wire {
namespace {

constexpr std::uint8_t kFinalBit = 0x80;
constexpr std::uint8_t kMaskBit = 0x80;
// Lengths up to 125 stand in the second byte; these two values say that two or eight bytes follow with the length.
constexpr std::uint8_t kLengthIn2 = 126;
constexpr std::uint8_t kLengthIn8 = 127;

std::size_t length_bytes(std::uint8_t short_length) {
  return short_length == kLengthIn2 ? 2 : short_length == kLengthIn8 ? 8 : 0;
}

std::uint8_t short_length_for(std::uint64_t size) {
  if (size < kLengthIn2) return static_cast<std::uint8_t>(size);
  return size <= 0xffff ? kLengthIn2 : kLengthIn8;
}

std::uint64_t payload_size(std::uint8_t short_length, std::span<const std::uint8_t> long_length) {
  ByteReader in(long_length);
  if (short_length == kLengthIn2) return in.u16();
  if (short_length == kLengthIn8) return static_cast<std::uint64_t>(in.i64());
  return short_length;
}

}  // namespace

void apply_mask(MaskKey key, std::span<std::uint8_t> payload, std::uint64_t offset) {
  for (std::uint8_t& byte : payload) byte ^= key[offset++ % key.size()];
}

std::optional<FrameHeader> parse_frame_header(std::span<const std::uint8_t> bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const bool masked = (bytes[1] & kMaskBit) != 0;
  const std::uint8_t short_length = bytes[1] & 0x7f;
  const std::size_t mask_at = 2 + length_bytes(short_length);
  if (bytes.size() < mask_at + (masked ? MaskKey{}.size() : 0)) return std::nullopt;

  FrameHeader header;
  header.is_final = (bytes[0] & kFinalBit) != 0;
  header.reserved_bits = bytes[0] >> 4 & 7;
  header.opcode = static_cast<Opcode>(bytes[0] & 15);
  header.payload_size = payload_size(short_length, bytes.subspan(2));
  header.has_shortest_length = short_length_for(header.payload_size) == short_length;
  if (masked) std::ranges::copy(bytes.subspan(mask_at), header.mask.emplace().begin());
  return header;
}

Bytes encode_frame(const WebSocketFrame& frame, std::span<const std::uint8_t> payload) {
  const unsigned first =
      (frame.is_final ? kFinalBit : 0u) | (frame.reserved_bits & 7u) << 4 | static_cast<unsigned>(frame.opcode);
  const std::uint8_t short_length = short_length_for(payload.size());
  ByteWriter out;
  out.u8(static_cast<std::uint8_t>(first));
  out.u8(static_cast<std::uint8_t>(short_length | (frame.mask ? kMaskBit : 0)));
  if (short_length == kLengthIn2) out.u16(static_cast<std::uint16_t>(payload.size()));
  if (short_length == kLengthIn8) out.i64(static_cast<std::int64_t>(payload.size()));
  if (frame.mask) out.bytes(*frame.mask);
  out.bytes(payload);
  Bytes bytes = std::move(out).take();
  if (frame.mask) apply_mask(*frame.mask, std::span(bytes).last(payload.size()));
  return bytes;
}

Bytes close_payload(std::uint16_t code, std::string_view reason) {
  const std::string_view fitting = utf8_prefix(reason, kMaxControlPayloadBytes - sizeof(code));
  ByteWriter out;
  out.u16(code);
  out.bytes({reinterpret_cast<const std::uint8_t*>(fitting.data()), fitting.size()});
  return std::move(out).take();
}

}  // namespace redial::wire
