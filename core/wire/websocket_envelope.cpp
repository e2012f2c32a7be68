// See websocket_envelope.hpp.
#include "core/wire/websocket_envelope.hpp"

#include <string>
#include <utility>

#include "core/base/overloaded.hpp"

namespace redial::wire {
namespace {

template <class Message>
Header header_of(const Message& message) {
  Header header{Message::kType};
  if constexpr (requires { message.qos; }) header.qos = message.qos;
  if constexpr (requires { message.sync; }) header.sync = message.sync;
  return header;
}

template <class Message, class... Layout>
Bytes encode_one(const Message& message, Layout... layout) {
  ByteWriter out;
  out.u8(to_byte(header_of(message)));
  write_body(out, message, layout...);
  return std::move(out).take();
}

template <class Message, class... Layout>
Message decode_one(Header header, ByteReader& in, Layout... layout) {
  Message message;
  if constexpr (requires { message.qos; }) message.qos = header.qos;
  if constexpr (requires { message.sync; }) message.sync = header.sync;
  read_body(in, message, layout...);
  return message;
}

// The first of the two status bytes is reserved on this transport.
template <class Message>
Message with_short_status(Message message) {
  message.status &= 0xff;
  return message;
}

template <class Variant>
Variant unknown_type(Header header, ByteReader& in) {
  in.fail("unknown message type " + std::to_string(static_cast<int>(header.type)));
  return {};
}

ServerMessage read_server_message(Header header, ByteReader& in, ConnAckLayout layout) {
  switch (header.type) {
    case MessageType::connack:
      return with_short_status(decode_one<ConnAck>(header, in, layout));
    case MessageType::publish:
      return decode_one<ServerPublish>(header, in);
    case MessageType::puback:
      return decode_one<ServerPubAck>(header, in);
    case MessageType::query_ack:
      return decode_one<QueryAck>(header, in);
    case MessageType::ping_resp:
      return decode_one<PingResp>(header, in);
    case MessageType::disconnect:
      return with_short_status(decode_one<ServerDisconnect>(header, in));
    default:
      return unknown_type<ServerMessage>(header, in);
  }
}

ClientMessage read_client_message(Header header, ByteReader& in) {
  switch (header.type) {
    case MessageType::publish:
      return decode_one<ClientPublish>(header, in);
    case MessageType::puback:
      return decode_one<ClientPubAck>(header, in);
    case MessageType::query:
      return decode_one<Query>(header, in);
    case MessageType::query_con:
      return decode_one<QueryCon>(header, in);
    case MessageType::ping_req:
      return decode_one<PingReq>(header, in);
    case MessageType::disconnect:
      return with_short_status(decode_one<ClientDisconnect>(header, in));
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

Bytes encode(const ServerMessage& message, ConnAckLayout layout) {
  return std::visit(Overloaded{[&](const ConnAck& connack) { return encode_one(connack, layout); },
                               [](const auto& other) { return encode_one(other); }},
                    message);
}

Bytes encode(const ClientMessage& message) {
  return std::visit([](const auto& m) { return encode_one(m); }, message);
}

Result<ServerMessage, WireError> decode_server_message(std::span<const std::uint8_t> bytes, ConnAckLayout layout) {
  return decode<ServerMessage>(bytes, [&](Header header, ByteReader& in) { return read_server_message(header, in, layout); });
}

Result<ClientMessage, WireError> decode_client_message(std::span<const std::uint8_t> bytes) {
  return decode<ClientMessage>(bytes, read_client_message);
}

}  // namespace redial::wire
