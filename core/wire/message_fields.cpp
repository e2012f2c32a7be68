// One function per message.
#include "core/wire/message_fields.hpp"

#include <utility>

#include "core/base/names.hpp"
#include "core/wire/envelope.hpp"

namespace redial::wire {
namespace {

constexpr Named<Format> kFormats[] = {{{Dialect::web, ConnAckLayout::v3}, "web/3"},
                                      {{Dialect::web, ConnAckLayout::v4}, "web/4"},
                                      {{Dialect::native, ConnAckLayout::v3}, "native/3"},
                                      {{Dialect::native, ConnAckLayout::v4}, "native/4"}};

class Fields {
 public:
  explicit Fields(std::string_view type) { text("type", type); }

  Fields& text(std::string_view name, std::string_view value) {
    fields_.push_back({std::string(name), std::string(value)});
    return *this;
  }
  template <class Number>
  Fields& number(std::string_view name, Number value) {
    return text(name, std::to_string(value));
  }
  Fields& payload(const Bytes& payload) {
    return text("payload", std::to_string(payload.size()) + (payload.size() == 1 ? " byte" : " bytes"));
  }
  std::vector<Field> take() { return std::move(fields_); }

 private:
  std::vector<Field> fields_;
};

std::vector<Field> fields(const ConnAck& m) {
  Fields fields("CONNACK");
  fields.number("status", m.status);
  if (m.user) fields.text("user", *m.user);
  if (m.session) fields.text("session", *m.session);
  if (m.server_time_ms) fields.number("server time, ms", *m.server_time_ms);
  if (m.first_id) fields.number("first id", *m.first_id);
  return fields.take();
}

std::vector<Field> fields(const ServerPublish& m) {
  Fields fields("PUBLISH");
  fields.number("qos", m.qos).text("sync", m.sync ? "yes" : "no").number("seconds", m.seconds);
  return fields.text("topic", m.topic).text("target", m.target).number("id", m.id).payload(m.payload).take();
}

std::vector<Field> fields(const ClientPublish& m) {
  Fields fields("PUBLISH");
  return fields.number("qos", m.qos).text("topic", m.topic).text("target", m.target).number("id", m.id).payload(m.payload).take();
}

std::vector<Field> fields(const ServerPubAck& m) {
  Fields fields("PUBACK");
  fields.number("id", m.id).number("seconds", m.seconds).number("status", m.status).number("milliseconds", m.milliseconds);
  return fields.text("message uid", m.message_uid).take();
}

std::vector<Field> fields(const Query& m) {
  return Fields("QUERY").text("topic", m.topic).text("target", m.target).number("id", m.id).payload(m.payload).take();
}

std::vector<Field> fields(const QueryAck& m) {
  Fields fields("QUERYACK");
  fields.number("qos", m.qos).number("id", m.id).number("seconds", m.seconds).number("status", m.status);
  return fields.payload(m.payload).take();
}

std::vector<Field> fields(const ClientPubAck& m) { return Fields("PUBACK").number("id", m.id).take(); }
std::vector<Field> fields(const QueryCon& m) { return Fields("QUERYCON").number("id", m.id).take(); }
std::vector<Field> fields(const PingReq&) { return Fields("PINGREQ").take(); }
std::vector<Field> fields(const PingResp&) { return Fields("PINGRESP").take(); }
std::vector<Field> fields(const ServerDisconnect& m) { return Fields("DISCONNECT").number("status", m.status).take(); }
std::vector<Field> fields(const ClientDisconnect& m) { return Fields("DISCONNECT").number("status", m.status).take(); }

template <class Message>
Result<std::vector<Field>, WireError> fields_of(const Result<Message, WireError>& decoded) {
  if (!decoded) return decoded.error();
  return std::visit([](const auto& message) { return fields(message); }, *decoded);
}

}  // namespace

std::string_view to_name(Format format) { return name_of(kFormats, format); }

std::optional<Format> format_from_name(std::string_view name) { return value_of(kFormats, name); }

Result<std::vector<Field>, WireError> read_fields(std::span<const std::uint8_t> message, Format format, Sender sender) {
  if (sender == Sender::client) return fields_of(decode_client_message(message, format.dialect));
  return fields_of(decode_server_message(message, format.layout, format.dialect));
}

}  // namespace redial::wire
