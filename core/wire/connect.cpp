// See connect.hpp.
#include "core/wire/connect.hpp"

#include "core/wire/byte_reader.hpp"
#include "core/wire/byte_writer.hpp"
#include "core/wire/native_frame.hpp"

namespace redial::wire {
namespace {

constexpr std::uint8_t kWithBaggage = 1;
constexpr std::uint8_t kFlags = 0xc6;  // as captured, without baggage
constexpr std::uint8_t kSecondFlags = 0x80;
constexpr std::uint16_t kConstant = 0x0a00;
constexpr std::size_t kTailBytes = 8;  // of version 4

void read_body(ByteReader& in, Connect& message) {
  if (in.text() != kProtocolName) return in.fail("the protocol is not " + std::string(kProtocolName));
  message.version = in.u8();
  if (message.version != 3 && message.version != 4) return in.fail("version " + std::to_string(message.version));
  const std::uint8_t flags = in.u8();
  if (message.version == 4) in.skip(1);
  in.skip(sizeof kConstant);
  for (std::string* field : {&message.device, &message.client, &message.platform, &message.app_key, &message.token}) {
    *field = in.text();
  }
  if (message.version == 4) return in.skip_rest();
  if ((flags & kWithBaggage) != 0) message.baggage = in.text();
}

}  // namespace

Bytes encode(const Connect& message) {
  ByteWriter out;
  out.u8(to_byte({.type = Connect::kType, .qos = 2}));
  out.text(kProtocolName);
  out.u8(message.version);
  out.u8(message.baggage ? kFlags | kWithBaggage : kFlags);
  if (message.version == 4) out.u8(kSecondFlags);
  out.u16(kConstant);
  for (const std::string* field : {&message.device, &message.client, &message.platform, &message.app_key, &message.token}) {
    out.text(*field);
  }
  if (message.version == 4)
    out.bytes(Bytes(kTailBytes));
  else if (message.baggage)
    out.text(*message.baggage);
  return std::move(out).take();
}

Result<Connect, WireError> decode_connect(std::span<const std::uint8_t> bytes) {
  if (bytes.empty()) return WireError{"message is empty", 0};
  ByteReader in(bytes);
  Connect message;
  if (const Header header = to_header(in.u8()); header.type != Connect::kType) {
    in.fail("message type " + std::to_string(static_cast<int>(header.type)) + " comes before CONNECT");
  }
  read_body(in, message);
  if (!in.at_end()) in.fail("bytes behind the end of the message");
  if (in.error()) return *in.error();
  return message;
}

}  // namespace redial::wire
