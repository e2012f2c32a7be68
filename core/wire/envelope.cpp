// See envelope.hpp.
#include "core/wire/envelope.hpp"

#include <array>
#include <string>
#include <utility>

#include "core/base/overloaded.hpp"

namespace redial::wire {
namespace {

constexpr std::size_t kDigestBytes = 8;

template <class Message>
constexpr bool kHasDigest = Message::kType == MessageType::publish || Message::kType == MessageType::query;

template <class Message>
Header header_of(const Message& message, Dialect dialect) {
  Header header{Message::kType};
  if constexpr (requires { message.qos; }) header.qos = message.qos;
  if constexpr (requires { message.sync; }) header.sync = message.sync;
  if (Message::kType == MessageType::query && dialect == Dialect::native) header.qos = 1;
  return header;
}

template <class Message, class... Layout>
Bytes encode_one(const Message& message, Dialect dialect, Layout... layout) {
  ByteWriter out;
  out.u8(to_byte(header_of(message, dialect)));
  if (kHasDigest<Message> && dialect == Dialect::native) out.bytes(std::array<std::uint8_t, kDigestBytes>{});
  write_body(out, message, layout...);
  return std::move(out).take();
}

// What is behind the header.
template <class Message, class... Layout>
Message decode_one(Header header, ByteReader& in, Dialect dialect, Layout... layout) {
  Message message;
  if constexpr (requires { message.qos; }) message.qos = header.qos;
  if constexpr (requires { message.sync; }) message.sync = header.sync;
  if (kHasDigest<Message> && dialect == Dialect::native) in.skip(kDigestBytes);
  read_body(in, message, layout...);
  // The first of the two status bytes is reserved on a WebSocket.
  constexpr bool of_the_connection = Message::kType == MessageType::connack || Message::kType == MessageType::disconnect;
  if constexpr (of_the_connection) {
    if (dialect == Dialect::web) message.status &= 0xff;
  }
  return message;
}

template <class Variant>
Variant unknown_type(Header header, ByteReader& in) {
  in.fail("unknown message type " + std::to_string(static_cast<int>(header.type)));
  return {};
}

ServerMessage read_server_message(Header header, ByteReader& in, ConnAckLayout layout, Dialect dialect) {
  switch (header.type) {
    case MessageType::connack:
      return decode_one<ConnAck>(header, in, dialect, layout);
    case MessageType::publish:
      return decode_one<ServerPublish>(header, in, dialect);
    case MessageType::puback:
      return decode_one<ServerPubAck>(header, in, dialect);
    case MessageType::query_ack:
      return decode_one<QueryAck>(header, in, dialect);
    case MessageType::ping_resp:
      return decode_one<PingResp>(header, in, dialect);
    case MessageType::disconnect:
      return decode_one<ServerDisconnect>(header, in, dialect);
    default:
      return unknown_type<ServerMessage>(header, in);
  }
}

ClientMessage read_client_message(Header header, ByteReader& in, Dialect dialect) {
  switch (header.type) {
    case MessageType::publish:
      return decode_one<ClientPublish>(header, in, dialect);
    case MessageType::puback:
      return decode_one<ClientPubAck>(header, in, dialect);
    case MessageType::query:
      return decode_one<Query>(header, in, dialect);
    case MessageType::query_con:
      return decode_one<QueryCon>(header, in, dialect);
    case MessageType::ping_req:
      return decode_one<PingReq>(header, in, dialect);
    case MessageType::disconnect:
      return decode_one<ClientDisconnect>(header, in, dialect);
    default:
      return unknown_type<ClientMessage>(header, in);
  }
}

// `read` makes a message of a header and what follows it.
template <class Message, class Read>
Result<Message, WireError> decode(std::span<const std::uint8_t> bytes, Read read) {
  if (bytes.size() > kMaxMessageBytes)
    return WireError{"message is longer than " + std::to_string(kMaxMessageBytes) + " bytes", 0};
  ByteReader in(bytes);
  const Header header = to_header(in.u8());
  if (in.error()) return WireError{"message is empty", 0};
  Message message = read(header, in);
  if (!in.at_end()) in.fail("bytes behind the end of the message");
  if (in.error()) return *in.error();
  return message;
}

}  // namespace

Bytes encode(const ServerMessage& message, ConnAckLayout layout, Dialect dialect) {
  return std::visit(Overloaded{[&](const ConnAck& connack) { return encode_one(connack, dialect, layout); },
                               [&](const auto& other) { return encode_one(other, dialect); }},
                    message);
}

Bytes encode(const ClientMessage& message, Dialect dialect) {
  return std::visit([&](const auto& m) { return encode_one(m, dialect); }, message);
}

Result<ServerMessage, WireError> decode_server_message(std::span<const std::uint8_t> bytes, ConnAckLayout layout,
                                                       Dialect dialect) {
  return decode<ServerMessage>(bytes,
                               [&](Header header, ByteReader& in) { return read_server_message(header, in, layout, dialect); });
}

Result<ClientMessage, WireError> decode_client_message(std::span<const std::uint8_t> bytes, Dialect dialect) {
  return decode<ClientMessage>(bytes, [&](Header header, ByteReader& in) { return read_client_message(header, in, dialect); });
}

}  // namespace redial::wire
