// See server_session.hpp.
#include "core/session/server_session.hpp"

#include <utility>

#include "core/base/names.hpp"
#include "core/base/overloaded.hpp"

namespace redial::session::server {

namespace {

constexpr Named<State> kStateNames[] = {{State::awaiting_login, "awaiting-login"},
                                        {State::refused, "refused"},
                                        {State::online, "online"},
                                        {State::closing, "closing"},
                                        {State::closed, "closed"}};

std::int32_t seconds_of(std::int64_t time_ms) { return static_cast<std::int32_t>(time_ms / 1000); }

// 1 to 65535, then 1 again: 0 is no message id.
wire::MessageId after(wire::MessageId id) { return static_cast<wire::MessageId>(id == 0xffff ? 1 : id + 1); }

}  // namespace

std::string_view to_name(State state) { return name_of(kStateNames, state); }

ServerSession::ServerSession(std::string user, wire::Dialect dialect, fault::ReplyPolicy& replies)
    : user_(std::move(user)), dialect_(dialect), replies_(replies) {}

std::vector<Action> ServerSession::handle(const Event& event, TimePoint now) {
  Actions actions;
  std::visit([&](const auto& e) { on(e, now, actions); }, event);
  return actions;
}

void ServerSession::on(const Upgraded&, TimePoint, Actions& actions) {
  if (state_ == State::awaiting_login) actions.push_back(DecideLogin{});
}

void ServerSession::on(const LoginDecided& event, TimePoint now, Actions& actions) {
  if (state_ != State::awaiting_login) return;
  login_ = event.answer;
  reply({login_}, now, actions);
}

void ServerSession::on(const MessageArrived& event, TimePoint now, Actions& actions) {
  if (state_ != State::online) return;
  std::visit(Overloaded{
                 [&](const wire::PingReq&) { reply({wire::PingResp{}}, now, actions); },
                 [&](const wire::Query& query) { actions.push_back(AnswerQuery{query}); },
                 [&](const wire::ClientPublish& publish) { actions.push_back(AcceptPublish{publish}); },
                 [&](const wire::ClientDisconnect& disconnect) { log_out(disconnect, now, actions); },
                 [](const wire::ClientPubAck&) {},
                 [](const wire::QueryCon&) {},
             },
             event.message);
}

void ServerSession::on(const UndecodableArrived& event, TimePoint, Actions& actions) {
  if (live()) close("not our protocol: " + event.why, actions);
}

void ServerSession::on(const QueryAnswered& event, TimePoint now, Actions& actions) {
  if (state_ != State::online) return;
  reply({wire::QueryAck{.id = event.id, .seconds = seconds_of(event.time_ms), .status = event.status, .payload = event.payload}},
        now, actions);
}

void ServerSession::on(const PublishAccepted& event, TimePoint now, Actions& actions) {
  if (state_ != State::online) return;
  reply({wire::ServerPubAck{.id = event.id,
                            .seconds = seconds_of(event.time_ms),
                            .status = event.status,
                            .milliseconds = static_cast<std::uint16_t>(event.time_ms % 1000),
                            .message_uid = event.message_uid}},
        now, actions);
}

void ServerSession::on(const Push& event, TimePoint now, Actions& actions) {
  if (state_ != State::online) return;
  wire::ServerPublish publish{.qos = event.qos,
                              .seconds = seconds_of(event.time_ms),
                              .topic = event.topic,
                              .target = user_,
                              .id = std::exchange(next_push_, after(next_push_)),
                              .payload = event.payload};
  reply({std::move(publish)}, now, actions);
}

void ServerSession::on(const Inject& event, TimePoint now, Actions& actions) {
  if (live()) reply(event.reply, now, actions);
}

void ServerSession::on(const RepeatLogin&, TimePoint now, Actions& actions) {
  if (state_ == State::online) reply({login_}, now, actions);
}

void ServerSession::on(const EndWith& event, TimePoint now, Actions& actions) {
  if (!live()) return;
  reply({wire::ServerDisconnect{event.status}}, now, actions);
  close("DISCONNECT " + std::to_string(event.status), actions);
}

void ServerSession::on(const TimerFired& event, TimePoint, Actions& actions) {
  const auto delayed = delayed_.extract(event.timer);
  if (delayed.empty() || !live()) return;
  send(std::move(delayed.mapped()), actions);
  refuse(actions);
}

void ServerSession::on(const PeerGone&, TimePoint, Actions&) {
  state_ = State::closed;
  delayed_.clear();
}

// The native stack waits to hear its own status again when it wants no more push notifications either.
void ServerSession::log_out(const wire::ClientDisconnect& disconnect, TimePoint now, Actions& actions) {
  constexpr std::uint16_t kWithoutPush = wire::ClientDisconnect{}.status;
  if (dialect_ == wire::Dialect::native && disconnect.status == kWithoutPush)
    reply({wire::ServerDisconnect{kWithoutPush}}, now, actions);
  close("the client logged out", actions);
}

void ServerSession::reply(fault::Reply reply, TimePoint now, Actions& actions) {
  auto replies = replies_.on_reply(reply, now);
  if (!replies) replies.emplace().push_back(std::move(reply));
  for (fault::Reply& one : *replies) {
    if (one.after <= Duration::zero()) {
      send(std::move(one), actions);
      continue;
    }
    const std::uint32_t timer = next_timer_++;
    actions.push_back(StartTimer{timer, one.after});
    delayed_.emplace(timer, std::move(one));
  }
  refuse(actions);
}

// A login is over when its CONNACK leaves, whatever was decided: a fault may have delayed or replaced it.
void ServerSession::send(fault::Reply reply, Actions& actions) {
  const auto* message = std::get_if<wire::ServerMessage>(&reply.message);
  if (const auto* connack = message != nullptr ? std::get_if<wire::ConnAck>(message) : nullptr) {
    state_ = State::online;
    refusal_ = connack->status;
  }
  actions.push_back(Send{std::move(reply)});
}

void ServerSession::refuse(Actions& actions) {
  if (state_ != State::online || refusal_ == 0) return;
  close("login refused: CONNACK " + std::to_string(refusal_), actions);
  state_ = State::refused;
}

void ServerSession::close(std::string why, Actions& actions) {
  state_ = State::closing;
  delayed_.clear();
  actions.push_back(Close{std::move(why)});
}

}  // namespace redial::session::server
