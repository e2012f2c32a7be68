// PUBACK: the receipt for a PUBLISH, rich from the server, bare from the client.
#pragma once

#include <cstdint>
#include <string>

#include "core/wire/byte_reader.hpp"
#include "core/wire/byte_writer.hpp"
#include "core/wire/message_type.hpp"

namespace redial::wire {

struct ServerPubAck {
  static constexpr MessageType kType = MessageType::puback;

  MessageId id = 0;
  std::int32_t seconds = 0;        // since the Unix epoch: when the server took the message
  std::uint16_t status = 0;        // 0: taken; anything else reaches the app unchanged
  std::uint16_t milliseconds = 0;  // the rest of `seconds`, 0 to 999
  std::string message_uid;         // the server's name for the message
  friend bool operator==(const ServerPubAck&, const ServerPubAck&) = default;
};

struct ClientPubAck {
  static constexpr MessageType kType = MessageType::puback;

  MessageId id = 0;
  friend bool operator==(const ClientPubAck&, const ClientPubAck&) = default;
};

// The body is what follows the envelope's header. Reading reports failures through the reader.
void write_body(ByteWriter& out, const ServerPubAck& message);
void read_body(ByteReader& in, ServerPubAck& message);
void write_body(ByteWriter& out, const ClientPubAck& message);
void read_body(ByteReader& in, ClientPubAck& message);

}  // namespace redial::wire
