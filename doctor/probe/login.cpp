// See login.hpp.
#include "doctor/probe/login.hpp"

#include <algorithm>
#include <type_traits>
#include <variant>

#include "core/base/text_encodings.hpp"
#include "core/wire/envelope.hpp"
#include "core/wire/status_tables.hpp"
#include "net/await.hpp"

namespace redial::doctor {
namespace {

struct Ended {
  std::uint16_t code = 0;
  std::string why;
};
struct Heard {
  TimePoint at{};
  std::variant<wire::Bytes, Ended> what;
};

// A WebSocket whose messages wait for a thread that goes step by step. Made and destroyed on that thread.
class Line final : private net::WebSocket::Handler {
 public:
  Line(Probing& probing, std::unique_ptr<net::WebSocket> socket) : probing_(probing), socket_(std::move(socket)) {
    probing_.loop.call([this] { socket_->set_handler(this); });
  }
  ~Line() {
    probing_.loop.call([this] { socket_.reset(); });
  }

  void send(const wire::Bytes& message) {
    probing_.loop.call([&] { socket_->send(message); });
  }
  void close() {
    probing_.loop.call([this] { socket_->close(); });
  }
  std::optional<Heard> hear(Duration limit) { return heard_.take(limit); }

 private:
  void on_message(const wire::Bytes& message) override { heard_.put({probing_.now(), message}); }
  void on_closed(std::uint16_t code, const std::string& why) override { heard_.put({probing_.now(), Ended{code, why}}); }

  Probing& probing_;
  std::unique_ptr<net::WebSocket> socket_;
  net::Inbox<Heard> heard_;
};

// "20 00 04".
std::string hex(const wire::Bytes& bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) text += (text.empty() ? "" : " ") + to_hex(std::string(1, static_cast<char>(byte)));
  return text;
}

class Login {
 public:
  Login(Probing& probing, Epoch epoch, std::unique_ptr<net::WebSocket> socket, wire::ConnAckLayout layout)
      : probing_(probing), epoch_(epoch), line_(probing, std::move(socket)), layout_(layout) {}

  LoggedIn await_connack(const std::string& where);
  void ping(const std::string& where);
  void end();

 private:
  template <class Message>
  std::optional<Message> await();
  std::optional<wire::ServerMessage> next(TimePoint deadline);
  void tell_end(const Heard& heard, const std::string& how);

  Probing& probing_;
  Epoch epoch_;
  Line line_;
  wire::ConnAckLayout layout_;
  std::string ended_;    // why nothing more is waited for, in words
  bool closed_ = false;  // the connection is over, and that has been told
};

void Login::tell_end(const Heard& heard, const std::string& how) {
  const Ended& ended = std::get<Ended>(heard.what);
  constexpr std::uint16_t kNoCloseFrame = 1006;
  std::optional<std::int32_t> code;
  if (ended.code != kNoCloseFrame) code = ended.code;
  closed_ = true;
  ended_ = "the connection ended: " + ended.why + (code ? ", close code " + std::to_string(*code) : "");
  probing_.narrator.closed(epoch_, heard.at, code, probing_.redact(how));
}

// The next message that can be read; nothing when the connection is over, or the time.
std::optional<wire::ServerMessage> Login::next(TimePoint deadline) {
  while (ended_.empty()) {
    const auto heard = line_.hear(deadline - probing_.now());
    if (!heard) return std::nullopt;
    const auto* bytes = std::get_if<wire::Bytes>(&heard->what);
    if (!bytes) {
      tell_end(*heard, "by the server, " + std::get<Ended>(heard->what).why);
      return std::nullopt;
    }
    probing_.narrator.message(epoch_, heard->at, wire::Sender::server, *bytes);
    const auto message = wire::decode_server_message(*bytes, layout_);
    probing_.log.received((message ? wire::to_text(*message) : "unreadable, " + message.error().what) + "   " + hex(*bytes));
    if (message) return *message;
  }
  return std::nullopt;
}

// Others are told and passed over, as a client does; a DISCONNECT behind CONNACK is the end of waiting.
template <class Message>
std::optional<Message> Login::await() {
  const TimePoint deadline = probing_.now() + probing_.limit();
  while (const auto message = next(deadline)) {
    if (const auto* wanted = std::get_if<Message>(&*message)) return *wanted;
    const auto* disconnect = std::get_if<wire::ServerDisconnect>(&*message);
    if (!disconnect || std::is_same_v<Message, wire::ConnAck>) continue;
    ended_ = "DISCONNECT " + std::to_string(disconnect->status) + ": " +
             std::string(wire::disconnect_meaning(disconnect->status).meaning);
    break;
  }
  return std::nullopt;
}

std::string describe(const wire::ConnAck& connack) {
  const wire::StatusMeaning meaning = wire::connack_meaning(connack.status);
  std::string text = "CONNACK " + std::to_string(connack.status);
  if (!meaning.meaning.empty()) text += ": " + std::string(meaning.meaning);
  if (meaning.code != 0) text += " (" + std::to_string(meaning.code) + ")";
  if (connack.user) text += ", user " + *connack.user;
  if (connack.session) text += ", session " + *connack.session;
  return text;
}

LoggedIn Login::await_connack(const std::string& where) {
  probing_.begin(Stage::login, where);
  const auto connack = await<wire::ConnAck>();
  if (!connack) {
    if (!closed_) probing_.narrator.failed(epoch_, probing_.now(), Failure::silent, "no CONNACK: " + silence(probing_.limit()));
    probing_.fail("no CONNACK: " + (ended_.empty() ? silence(probing_.limit()) : ended_));
    return {};
  }
  if (connack->status == 0)
    probing_.pass(describe(*connack));
  else
    probing_.fail(describe(*connack));
  return {connack->status, connack->user.value_or("")};
}

void Login::ping(const std::string& where) {
  probing_.begin(Stage::first_ping, where);
  const wire::Bytes ping = wire::encode(wire::ClientMessage(wire::PingReq{}));
  probing_.log.sent("PINGREQ   " + hex(ping));
  probing_.narrator.message(epoch_, probing_.now(), wire::Sender::client, ping);
  line_.send(ping);
  if (await<wire::PingResp>())
    probing_.pass("PINGRESP");
  else
    probing_.fail("no PINGRESP: " + (ended_.empty() ? silence(probing_.limit()) : ended_));
}

void Login::end() {
  if (closed_) return;
  const TimePoint deadline = probing_.now() + std::min<Duration>(probing_.limit(), net::kCloseFrameTimeout);
  const std::string how = "by the client";
  line_.close();
  for (;;) {
    const auto heard = line_.hear(deadline - probing_.now());
    if (!heard) return probing_.narrator.closed(epoch_, probing_.now(), std::nullopt, how);
    if (std::holds_alternative<Ended>(heard->what)) return tell_end(*heard, how);
  }
}

}  // namespace

LoggedIn go_through_login(Probing& probing, Epoch epoch, std::unique_ptr<net::WebSocket> socket, wire::ConnAckLayout layout,
                          const std::string& where) {
  Login login(probing, epoch, std::move(socket), layout);
  const LoggedIn outcome = login.await_connack(where);
  if (outcome.status == 0) login.ping(where);
  login.end();
  return outcome;
}

}  // namespace redial::doctor
