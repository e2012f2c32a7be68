// See puback.hpp.
#include "core/wire/puback.hpp"

namespace redial::wire {

void write_body(ByteWriter& out, const ServerPubAck& message) {
  out.u16(message.id);
  out.i32(message.seconds);
  out.u16(message.status);
  out.u16(message.milliseconds);
  out.text(message.message_uid);
}

void read_body(ByteReader& in, ServerPubAck& message) {
  message.id = in.u16();
  message.seconds = in.i32();
  message.status = in.u16();
  message.milliseconds = in.u16();
  message.message_uid = in.text();
}

void write_body(ByteWriter& out, const ClientPubAck& message) { out.u16(message.id); }
void read_body(ByteReader& in, ClientPubAck& message) { message.id = in.u16(); }

}  // namespace redial::wire
