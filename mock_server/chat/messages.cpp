// Queries after login, and text messages from one user to another: stored, acknowledged, pushed or announced, pulled.
#include <string>

#include "core/base/text_encodings.hpp"
#include "mock_server/chat/chat_server_impl.hpp"
#include "payload/chat_payloads.hpp"

namespace redial::mock_server {

namespace server = session::server;

namespace {

constexpr std::size_t kMessageUidRandomBytes = 8;
// Our own status for a topic that the mock does not serve or a payload that it cannot read; what the vendor answers is not known.
constexpr std::uint16_t kNotServed = 1;

constexpr std::string_view kPull = "pullMsg";

// `behind`: how far the answer's version stays behind the one asked for, where there is nothing new.
Result<wire::Bytes> answer(const App& app, const UserId& user, const wire::Query& query, std::int64_t behind) {
  if (query.topic != kPull) return payload::answer_with_nothing_new(query.topic, query.payload, behind);
  const auto request = payload::decode_pull_request(query.payload);
  if (!request) return request.error();
  payload::PullAnswer pulled = app.mailboxes.pull(user, *request);
  if (behind > 0) pulled.inbox_until = request->inbox_after - behind;
  return payload::encode_pull_answer(pulled);
}

}  // namespace

void ChatServer::Impl::act(Connection& connection, const server::AnswerQuery& action, TimePoint now) {
  const bool versioned = action.query.topic == kPull || payload::has_version(action.query.topic);
  const std::int64_t behind = versioned && connection.faults.lowers_version(now) ? 1 : 0;
  auto body = answer(connection.app, connection.token.user, action.query, behind);
  server::QueryAnswered answered{.id = action.query.id, .payload{}, .time_ms = wall_ms(now)};
  if (body)
    answered.payload = std::move(*body);
  else
    answered.status = kNotServed;
  feed(connection, answered, now);
}

void ChatServer::Impl::act(Connection& connection, const server::AcceptPublish& action, TimePoint now) {
  const wire::ClientPublish& publish = action.publish;
  App& app = connection.app;
  const UserId to(publish.target);
  const auto text = payload::decode_upstream_text(publish.payload);
  Result<Mailboxes::Posted> posted = Error{"not a private text message", "", ""};
  if (text && publish.topic == "ppMsgP") posted = post(app, connection.token.user, to, *text, now);

  if (publish.qos != 0) {
    server::PublishAccepted accepted{.id = publish.id, .status = kNotServed, .time_ms = wall_ms(now), .message_uid{}};
    if (posted) accepted = {publish.id, 0, posted->message.time_ms, posted->message.message_uid};
    feed(connection, accepted, now);
  }
  if (posted && !posted->repeated) push(app, to, posted->message, now);
}

Result<Mailboxes::Posted> ChatServer::Impl::post(App& app, const UserId& from, const UserId& to,
                                                 const payload::UpstreamText& text, TimePoint now) {
  if (const auto known = app.accounts.add(to); !known) return known.error();
  auto posted = app.mailboxes.post(from, to, text, wall_ms(now), to_hex(env_.digests.random(kMessageUidRandomBytes)));
  if (posted && !posted->repeated) ++app.stats.messages;
  return posted;
}

void ChatServer::Impl::push(App& app, const UserId& to, const payload::TextMessage& message, TimePoint now) {
  const bool whole = app.policy.delivery == control::Delivery::push;
  const server::Push push{
      .topic = whole ? "s_msg" : "s_ntf",
      .payload = whole ? payload::encode_downstream_text(message) : payload::encode_notification(message.time_ms),
      .time_ms = message.time_ms,
      .qos = static_cast<std::uint8_t>(whole ? 1 : 0)};
  for (Connection* connection : online(app, to)) feed(*connection, push, now);
}

}  // namespace redial::mock_server
