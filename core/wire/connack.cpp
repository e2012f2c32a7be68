// See connack.hpp.
#include "core/wire/connack.hpp"

namespace redial::wire {
namespace {

enum Flag : std::uint8_t { kUser = 1, kSession = 2, kServerTime = 4, kFirstId = 8, kAllFlags = 15 };

std::uint8_t flags_of(const ConnAck& message) {
  return static_cast<std::uint8_t>((message.user ? kUser : 0) | (message.session ? kSession : 0) |
                                   (message.server_time_ms ? kServerTime : 0) | (message.first_id ? kFirstId : 0));
}

void write_v3_fields(ByteWriter& out, const ConnAck& message) {
  if (!message.user) return;
  out.text(*message.user);
  if (!message.session) return;
  out.text(*message.session);
  if (message.server_time_ms) out.i64(*message.server_time_ms);
}

void write_v4_fields(ByteWriter& out, const ConnAck& message) {
  const std::uint8_t flags = flags_of(message);
  if (flags == 0) return;
  out.u8(flags);
  if (message.user) out.text(*message.user);
  if (message.session) out.text(*message.session);
  if (message.server_time_ms) out.i64(*message.server_time_ms);
  if (message.first_id) out.u16(*message.first_id);
}

void read_v3_fields(ByteReader& in, ConnAck& message) {
  if (!in.at_end()) message.user = in.text();
  if (!in.at_end()) message.session = in.text();
  if (!in.at_end()) message.server_time_ms = in.i64();
}

void read_v4_fields(ByteReader& in, ConnAck& message) {
  if (in.at_end()) return;
  const std::uint8_t flags = in.u8();
  if ((flags & ~kAllFlags) != 0) return in.fail("unknown CONNACK flags");
  if (flags & kUser) message.user = in.text();
  if (flags & kSession) message.session = in.text();
  if (flags & kServerTime) message.server_time_ms = in.i64();
  if (flags & kFirstId) message.first_id = in.u16();
}

}  // namespace

void write_body(ByteWriter& out, const ConnAck& message, ConnAckLayout layout) {
  out.u16(message.status);
  layout == ConnAckLayout::v3 ? write_v3_fields(out, message) : write_v4_fields(out, message);
}

void read_body(ByteReader& in, ConnAck& message, ConnAckLayout layout) {
  message.status = in.u16();
  layout == ConnAckLayout::v3 ? read_v3_fields(in, message) : read_v4_fields(in, message);
}

}  // namespace redial::wire
