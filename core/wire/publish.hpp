// PUBLISH: a chat message on its way up, or a push on its way down. The two directions differ in their body.
#pragma once

#include <cstdint>
#include <string>

#include "core/wire/byte_reader.hpp"
#include "core/wire/byte_writer.hpp"
#include "core/wire/message_type.hpp"

namespace redial::wire {

struct ServerPublish {
  static constexpr MessageType kType = MessageType::publish;

  std::uint8_t qos = 1;      // 0 to 3; not 0: the client answers with PUBACK, unless `sync`
  bool sync = false;         // the user's own message from another device
  std::int32_t seconds = 0;  // since the Unix epoch
  std::string topic, target;
  MessageId id = 0;
  Bytes payload;
  friend bool operator==(const ServerPublish&, const ServerPublish&) = default;
};

struct ClientPublish {
  static constexpr MessageType kType = MessageType::publish;

  std::uint8_t qos = 1;  // 0 to 3
  std::string topic, target;
  MessageId id = 0;
  Bytes payload;
  friend bool operator==(const ClientPublish&, const ClientPublish&) = default;
};

// The body is what follows the envelope's header; `qos` and `sync` are the header's. Reading reports failures through the reader.
void write_body(ByteWriter& out, const ServerPublish& message);
void read_body(ByteReader& in, ServerPublish& message);
void write_body(ByteWriter& out, const ClientPublish& message);
void read_body(ByteReader& in, ClientPublish& message);

}  // namespace redial::wire
