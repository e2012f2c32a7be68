// The protobuf payloads of the chat protocol as plain structs. The schemas are ours: proto/redial/chat/v1/chat.proto.
// Source of topics and fields: docs/PROTOCOL.md, messages. Pure functions; safe from any thread; none throws.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/wire/messages.hpp"

namespace redial::payload {

struct TextMessage {
  std::string from;
  std::string text;
  std::string message_uid;
  std::int64_t time_ms = 0;  // Unix
  friend bool operator==(const TextMessage&, const TextMessage&) = default;
};

// PUBLISH ppMsgP, client to server: class RC:TxtMsg with JSON content {"content": text}.
struct UpstreamText {
  std::string text;
  std::int64_t client_unique_id = 0;  // the same for every attempt to send one message; 0: not given
  friend bool operator==(const UpstreamText&, const UpstreamText&) = default;
};
wire::Bytes encode_upstream_text(const std::string& text, std::int64_t client_unique_id);
// Errors: no such payload; another class than RC:TxtMsg; content that is not JSON with a text `content`.
Result<UpstreamText> decode_upstream_text(const wire::Bytes& payload);

// s_msg, server to client, and the elements of a pullMsg answer. Errors as above.
wire::Bytes encode_downstream_text(const TextMessage& message);
Result<TextMessage> decode_downstream_text(const wire::Bytes& payload);

// s_ntf: "there is something to pull". Unix milliseconds.
wire::Bytes encode_notification(std::int64_t time_ms);

// Unix milliseconds, as the server stamped the messages.
struct PullRequest {
  std::int64_t inbox_after = 0;  // messages later than this
  std::int64_t outbox_after = 0;
  std::int64_t broadcast_after = 0;
  friend bool operator==(const PullRequest&, const PullRequest&) = default;
};
struct PullAnswer {
  std::vector<TextMessage> messages;
  std::int64_t inbox_until = 0;      // never below the request's inbox_after: the Web SDK throws on a lower one
  bool finished = true;              // false: pull again from inbox_until
  std::int64_t broadcast_until = 0;  // likewise never below the request's broadcast_after
  friend bool operator==(const PullAnswer&, const PullAnswer&) = default;
};
wire::Bytes encode_pull_request(const PullRequest& request);
Result<PullRequest> decode_pull_request(const wire::Bytes& payload);
wire::Bytes encode_pull_answer(const PullAnswer& answer);
// Messages of other classes than RC:TxtMsg are left out.
Result<PullAnswer> decode_pull_answer(const wire::Bytes& payload);

// The other queries after login have nothing to tell: the answer echoes the version asked for, less `behind`, where the topic has
// a version. Above 0 it makes the Web SDK throw.
// Topics: qAppBot, pullEventChange, pullUS, pullSeAtts, pullModifyMsg, reportsdk. An unknown topic or an undecodable request is
// an error.
Result<wire::Bytes> answer_with_nothing_new(const std::string& topic, const wire::Bytes& request, std::int64_t behind = 0);
bool has_version(std::string_view topic);

}  // namespace redial::payload
