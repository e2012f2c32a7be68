// The server's side of one chat connection, from the upgrade or CONNECT to the end, as a pure state machine.
// It knows the protocol, not the accounts: it asks for decisions (DecideLogin, AnswerQuery, AcceptPublish) and gets them back as
// events.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/fault/hooks.hpp"
#include "core/time/time.hpp"
#include "core/wire/dialect.hpp"
#include "core/wire/messages.hpp"

namespace redial::session::server {

enum class State : std::uint8_t {
  awaiting_login,  // no CONNACK sent: undecided, delayed or withheld
  refused,         // CONNACK with a status other than 0 sent, close asked for
  online,
  closing,  // close asked for
  closed,   // the transport is gone
};
std::string_view to_name(State state);

// ---- events ----
struct Upgraded {};  // the WebSocket is open, or CONNECT has come; the server speaks
struct LoginDecided {
  wire::ConnAck answer;  // status 0: online
};
struct MessageArrived {
  wire::ClientMessage message;
};
struct UndecodableArrived {
  std::string why;
};
// The times below are Unix milliseconds.
struct QueryAnswered {
  wire::MessageId id = 0;
  std::uint16_t status = 0;
  wire::Bytes payload;
  std::int64_t time_ms = 0;
};
struct PublishAccepted {
  wire::MessageId id = 0;
  std::uint16_t status = 0;
  std::int64_t time_ms = 0;
  std::string message_uid;
};
struct Push {  // a server message to this client; the session numbers it, and drops it unless online
  std::string topic;
  wire::Bytes payload;
  std::int64_t time_ms = 0;
  std::uint8_t qos = 1;
};
struct Inject {  // a message that nothing asked for; it changes no state
  fault::Reply reply;
};
struct RepeatLogin {};  // the answer to the login once more, if it was accepted
struct EndWith {        // DISCONNECT with `status`, then close
  std::uint16_t status = 1;
};
struct TimerFired {
  std::uint32_t timer = 0;
};
struct PeerGone {};  // the transport is closed; whatever is pending is void
using Event = std::variant<Upgraded, LoginDecided, MessageArrived, UndecodableArrived, QueryAnswered, PublishAccepted, Push,
                           Inject, RepeatLogin, EndWith, TimerFired, PeerGone>;

// ---- actions ----
struct Send {
  fault::Reply reply;  // its `after` is over
};
struct DecideLogin {};
struct AnswerQuery {
  wire::Query query;
};
struct AcceptPublish {
  wire::ClientPublish publish;
};
struct StartTimer {  // comes back as TimerFired{timer}
  std::uint32_t timer = 0;
  Duration delay{};
};
struct Close {  // graceful: WebSocket close frame where there is one, then FIN
  std::string why;
};
using Action = std::variant<Send, DecideLogin, AnswerQuery, AcceptPublish, StartTimer, Close>;

class ServerSession {
 public:
  // `user` is whom the connection's token names, the target of pushes; `replies` is asked about every message before it is sent
  // and must outlive the session.
  ServerSession(std::string user, wire::Dialect dialect, fault::ReplyPolicy& replies);

  // What to do, in order. What does not fit the state is ignored. `now` is handed to the reply policy only.
  std::vector<Action> handle(const Event& event, TimePoint now);
  State state() const { return state_; }

 private:
  using Actions = std::vector<Action>;

  void on(const Upgraded&, TimePoint now, Actions& actions);
  void on(const LoginDecided& event, TimePoint now, Actions& actions);
  void on(const MessageArrived& event, TimePoint now, Actions& actions);
  void on(const UndecodableArrived& event, TimePoint now, Actions& actions);
  void on(const QueryAnswered& event, TimePoint now, Actions& actions);
  void on(const PublishAccepted& event, TimePoint now, Actions& actions);
  void on(const Push& event, TimePoint now, Actions& actions);
  void on(const Inject& event, TimePoint now, Actions& actions);
  void on(const RepeatLogin& event, TimePoint now, Actions& actions);
  void on(const EndWith& event, TimePoint now, Actions& actions);
  void on(const TimerFired& event, TimePoint now, Actions& actions);
  void on(const PeerGone&, TimePoint now, Actions& actions);

  void log_out(const wire::ClientDisconnect& disconnect, TimePoint now, Actions& actions);
  void reply(fault::Reply reply, TimePoint now, Actions& actions);  // asks the policy
  void send(fault::Reply reply, Actions& actions);                  // does not
  void refuse(Actions& actions);                                    // closes if what was sent is a refusal
  void close(std::string why, Actions& actions);
  bool live() const { return state_ == State::awaiting_login || state_ == State::online; }

  std::string user_;
  wire::Dialect dialect_;
  fault::ReplyPolicy& replies_;
  State state_ = State::awaiting_login;
  wire::ConnAck login_{};      // as decided
  std::uint16_t refusal_ = 0;  // status of the last CONNACK sent
  wire::MessageId next_push_ = 1;
  std::uint32_t next_timer_ = 1;
  std::map<std::uint32_t, fault::Reply> delayed_;
};

}  // namespace redial::session::server
