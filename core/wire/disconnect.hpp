// DISCONNECT: either side's announcement that it ends the connection, and why.
#pragma once

#include <cstdint>

#include "core/wire/byte_reader.hpp"
#include "core/wire/byte_writer.hpp"
#include "core/wire/message_type.hpp"

namespace redial::wire {

struct ServerDisconnect {
  static constexpr MessageType kType = MessageType::disconnect;

  std::uint16_t status = 0;  // the Web SDK knows 8 bits of it, the native one 16
  friend bool operator==(const ServerDisconnect&, const ServerDisconnect&) = default;
};

struct ClientDisconnect {
  static constexpr MessageType kType = MessageType::disconnect;

  std::uint16_t status = 4;  // 4: log out, no more push notifications to this device
  friend bool operator==(const ClientDisconnect&, const ClientDisconnect&) = default;
};

// The body is what follows the envelope's header; the peer ignores bytes behind the status. Reading reports failures through the
// reader.
inline void write_body(ByteWriter& out, const ServerDisconnect& message) { out.u16(message.status); }
inline void read_body(ByteReader& in, ServerDisconnect& message) {
  message.status = in.u16();
  in.skip_rest();
}
inline void write_body(ByteWriter& out, const ClientDisconnect& message) { out.u16(message.status); }
inline void read_body(ByteReader& in, ClientDisconnect& message) {
  message.status = in.u16();
  in.skip_rest();
}

}  // namespace redial::wire
