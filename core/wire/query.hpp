// QUERY, QUERYACK and QUERYCON: a client's question, the server's answer, and the receipt for an answer that asked for one.
#pragma once

#include <cstdint>
#include <string>

#include "core/wire/byte_reader.hpp"
#include "core/wire/byte_writer.hpp"
#include "core/wire/message_type.hpp"

namespace redial::wire {

struct Query {
  static constexpr MessageType kType = MessageType::query;

  std::string topic, target;
  MessageId id = 0;
  Bytes payload;
  friend bool operator==(const Query&, const Query&) = default;
};

struct QueryAck {
  static constexpr MessageType kType = MessageType::query_ack;

  std::uint8_t qos = 0;  // 0 to 3; not 0: the client confirms with QUERYCON
  MessageId id = 0;
  std::int32_t seconds = 0;  // since the Unix epoch
  std::uint16_t status = 0;
  Bytes payload;
  friend bool operator==(const QueryAck&, const QueryAck&) = default;
};

struct QueryCon {
  static constexpr MessageType kType = MessageType::query_con;

  MessageId id = 0;
  friend bool operator==(const QueryCon&, const QueryCon&) = default;
};

// The body is what follows the envelope's header; `qos` is the header's. Reading reports failures through the reader.
void write_body(ByteWriter& out, const Query& message);
void read_body(ByteReader& in, Query& message);
void write_body(ByteWriter& out, const QueryAck& message);
void read_body(ByteReader& in, QueryAck& message);
void write_body(ByteWriter& out, const QueryCon& message);
void read_body(ByteReader& in, QueryCon& message);

}  // namespace redial::wire
