// See query.hpp.
#include "core/wire/query.hpp"

namespace redial::wire {

void write_body(ByteWriter& out, const Query& message) {
  out.text(message.topic);
  out.text(message.target);
  out.u16(message.id);
  out.bytes(message.payload);
}

void read_body(ByteReader& in, Query& message) {
  message.topic = in.text();
  message.target = in.text();
  message.id = in.u16();
  message.payload = in.rest();
}

void write_body(ByteWriter& out, const QueryAck& message) {
  out.u16(message.id);
  out.i32(message.seconds);
  out.u16(message.status);
  out.bytes(message.payload);
}

void read_body(ByteReader& in, QueryAck& message) {
  message.id = in.u16();
  message.seconds = in.i32();
  message.status = in.u16();
  message.payload = in.rest();
}

void write_body(ByteWriter& out, const QueryCon& message) { out.u16(message.id); }
void read_body(ByteReader& in, QueryCon& message) { message.id = in.u16(); }

}  // namespace redial::wire
