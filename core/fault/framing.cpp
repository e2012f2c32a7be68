// See framing.hpp.
#include "core/fault/framing.hpp"

#include <algorithm>
#include <utility>

#include "core/wire/byte_writer.hpp"

namespace redial::fault {
namespace {

using wire::Bytes;
using wire::encode_frame;
using wire::Opcode;
using Payload = std::span<const std::uint8_t>;

constexpr std::uint8_t kRsv1 = 4;              // the bit of a compressed message
constexpr Opcode kReservedOpcode = Opcode(3);  // the first one of a data frame
constexpr std::uint8_t kFinalBinary = 0x82;    // the first byte of an ordinary frame
constexpr std::uint8_t kLengthInEightBytes = 127;

Bytes fragments(Payload message, std::size_t size) {
  Bytes bytes;
  std::size_t begin = 0;
  do {
    const std::size_t end = std::min(begin + size, message.size());
    const Bytes frame = encode_frame(
        {.opcode = begin == 0 ? Opcode::binary : Opcode::continuation, .is_final = end == message.size(), .mask = {}},
        message.subspan(begin, end - begin));
    bytes.insert(bytes.end(), frame.begin(), frame.end());
    begin = end;
  } while (begin < message.size());
  return bytes;
}

// The rest of what the header announces never comes; what is sent next is taken for it.
Bytes oversized(Payload message, std::uint32_t announced) {
  wire::ByteWriter out;
  out.u8(kFinalBinary);
  out.u8(kLengthInEightBytes);
  out.i64(announced);
  out.bytes(message);
  return std::move(out).take();
}

}  // namespace

Bytes encode_framed(Payload message, const Framing& framing) {
  switch (framing.kind) {
    case Framing::Kind::binary:
      return encode_frame({.mask = {}}, message);
    case Framing::Kind::text:
      return encode_frame({.opcode = Opcode::text, .mask = {}}, message);
    case Framing::Kind::fragments:
      return fragments(message, framing.bytes);
    case Framing::Kind::reserved_bit:
      return encode_frame({.reserved_bits = kRsv1, .mask = {}}, message);
    case Framing::Kind::masked:
      return encode_frame({.mask = framing.mask}, message);
    case Framing::Kind::unknown_opcode:
      return encode_frame({.opcode = kReservedOpcode, .mask = {}}, message);
    case Framing::Kind::oversized:
      return oversized(message, framing.bytes);
  }
  return {};
}

}  // namespace redial::fault
