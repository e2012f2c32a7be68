// Text messages and pulls between our structs and protobuf. Queries without news are in nothing_new.cpp.
#include "payload/chat_payloads.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "payload/protobuf_bytes.hpp"
#include "redial/chat/v1/chat.pb.h"

namespace redial::payload {

namespace {

using nlohmann::json;
namespace pb = redial::chat::v1;

constexpr char kTextClass[] = "RC:TxtMsg";
constexpr int kPlainText = 3;       // UpStreamMessage.sessionId as the Web SDK sends it with a text
constexpr int kTextConfigFlag = 2;  // likewise UpStreamMessage.configFlag
constexpr int kPrivate = 1;
constexpr int kNewMessages = 1;

std::string to_content(const std::string& text) {
  return json{{"content", text}}.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<std::string> from_content(const std::string& content) {
  const json parsed = json::parse(content, nullptr, false);
  if (!parsed.is_object()) return std::nullopt;
  const auto text = parsed.find("content");
  if (text == parsed.end() || !text->is_string()) return std::nullopt;
  return text->get<std::string>();
}

Error no_such(const char* what) { return Error{std::string("payload is no ") + what, "", "see docs/PROTOCOL.md, messages"}; }

// Shared by both directions: the text in a message of class RC:TxtMsg.
template <class Message>
Result<std::string> text_of(const Message& message) {
  if (message.classname() != kTextClass)
    return Error{"message class '" + message.classname() + "' is not served", "", "send RC:TxtMsg"};
  auto text = from_content(message.content());
  if (!text) return no_such("text message: its content is not JSON with a text 'content'");
  return std::move(*text);
}

void fill(pb::DownStreamMessage& out, const TextMessage& message) {
  out.set_fromuserid(message.from);
  out.set_type(kPrivate);
  out.set_classname(kTextClass);
  out.set_content(to_content(message.text));
  out.set_datatime(message.time_ms);
  out.set_status(0);
  out.set_msgid(message.message_uid);
}

Result<TextMessage> read(const pb::DownStreamMessage& message) {
  const auto text = text_of(message);
  if (!text) return text.error();
  return TextMessage{message.fromuserid(), *text, message.msgid(), message.datatime()};
}

}  // namespace

wire::Bytes encode_upstream_text(const std::string& text, std::int64_t client_unique_id) {
  pb::UpStreamMessage message;
  message.set_sessionid(kPlainText);
  message.set_classname(kTextClass);
  message.set_content(to_content(text));
  message.set_configflag(kTextConfigFlag);
  message.set_clientuniqueid(client_unique_id);
  message.set_optionbits(0);
  return to_bytes(message);
}

Result<UpstreamText> decode_upstream_text(const wire::Bytes& payload) {
  const auto message = from_bytes<pb::UpStreamMessage>(payload);
  if (!message) return no_such("UpStreamMessage");
  const auto text = text_of(*message);
  if (!text) return text.error();
  return UpstreamText{*text, message->clientuniqueid()};
}

wire::Bytes encode_downstream_text(const TextMessage& message) {
  pb::DownStreamMessage out;
  fill(out, message);
  return to_bytes(out);
}

Result<TextMessage> decode_downstream_text(const wire::Bytes& payload) {
  const auto message = from_bytes<pb::DownStreamMessage>(payload);
  if (!message) return no_such("DownStreamMessage");
  return read(*message);
}

wire::Bytes encode_notification(std::int64_t time_ms) {
  pb::NotifyMsg message;
  message.set_type(kNewMessages);
  message.set_time(time_ms);
  return to_bytes(message);
}

wire::Bytes encode_pull_request(const PullRequest& request) {
  pb::PullMsgInput message;
  message.set_synctime(request.inbox_after);
  message.set_ispolling(false);
  message.set_ispullsend(true);
  message.set_sendboxsynctime(request.outbox_after);
  message.set_broadcastsynctime(request.broadcast_after);
  return to_bytes(message);
}

Result<PullRequest> decode_pull_request(const wire::Bytes& payload) {
  const auto message = from_bytes<pb::PullMsgInput>(payload);
  if (!message) return no_such("pullMsg request");
  return PullRequest{message->synctime(), message->sendboxsynctime(), message->broadcastsynctime()};
}

wire::Bytes encode_pull_answer(const PullAnswer& answer) {
  pb::PullMsgOutput message;
  for (const TextMessage& text : answer.messages) fill(*message.add_list(), text);
  message.set_synctime(answer.inbox_until);
  message.set_finished(answer.finished);
  message.set_broadcastsynctime(answer.broadcast_until);
  return to_bytes(message);
}

Result<PullAnswer> decode_pull_answer(const wire::Bytes& payload) {
  const auto message = from_bytes<pb::PullMsgOutput>(payload);
  if (!message) return no_such("pullMsg answer");
  PullAnswer answer{{}, message->synctime(), message->finished(), message->broadcastsynctime()};
  for (const auto& element : message->list())
    if (auto text = read(element)) answer.messages.push_back(std::move(*text));
  return answer;
}

}  // namespace redial::payload
