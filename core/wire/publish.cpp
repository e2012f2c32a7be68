// See publish.hpp.
#include "core/wire/publish.hpp"

namespace redial::wire {

void write_body(ByteWriter& out, const ServerPublish& message) {
  out.i32(message.seconds);
  out.text(message.topic);
  out.text(message.target);
  out.u16(message.id);
  out.bytes(message.payload);
}

void read_body(ByteReader& in, ServerPublish& message) {
  message.seconds = in.i32();
  message.topic = in.text();
  message.target = in.text();
  message.id = in.u16();
  message.payload = in.rest();
}

void write_body(ByteWriter& out, const ClientPublish& message) {
  out.text(message.topic);
  out.text(message.target);
  out.u16(message.id);
  out.bytes(message.payload);
}

void read_body(ByteReader& in, ClientPublish& message) {
  message.topic = in.text();
  message.target = in.text();
  message.id = in.u16();
  message.payload = in.rest();
}

}  // namespace redial::wire
