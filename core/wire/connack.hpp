// CONNACK: the server's decision on a login, in its two layouts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/wire/byte_reader.hpp"
#include "core/wire/byte_writer.hpp"
#include "core/wire/message_type.hpp"

namespace redial::wire {

// Agreed outside the connection: navigation's openAnti, then protocolVer in the URL.
enum class ConnAckLayout : std::uint8_t { v3, v4 };

// Fields beyond `status` are absent in refusals. v4 carries a flag per field, and `first_id`, after which client ids continue.
// v3 has no flags and no `first_id`: its fields follow in this order, and what comes after the first absent one is not sent.
struct ConnAck {
  static constexpr MessageType kType = MessageType::connack;

  std::uint16_t status = 0;  // the Web SDK knows 8 bits of it, the native one 16
  std::optional<std::string> user;
  std::optional<std::string> session;
  std::optional<std::int64_t> server_time_ms;
  std::optional<MessageId> first_id;
  friend bool operator==(const ConnAck&, const ConnAck&) = default;
};

// The body is what follows the envelope's header. Reading reports failures through the reader; v4 flags we do not know are one.
void write_body(ByteWriter& out, const ConnAck& message, ConnAckLayout layout);
void read_body(ByteReader& in, ConnAck& message, ConnAckLayout layout);

}  // namespace redial::wire
