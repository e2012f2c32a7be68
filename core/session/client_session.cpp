// The transitions: one handler for each event, and what they have in common.
#include "core/session/client_session.hpp"

#include <type_traits>
#include <utility>

#include "core/base/names.hpp"
#include "core/session/connection_codes.hpp"
#include "core/wire/status_tables.hpp"
#include "core/wire/token.hpp"

namespace redial::session::client {
namespace {

constexpr Named<State> kStates[] = {{State::idle, "idle"},       {State::navigating, "navigating"},
                                    {State::dialing, "dialing"}, {State::awaiting_login, "awaiting-login"},
                                    {State::online, "online"},   {State::waiting, "waiting"},
                                    {State::paused, "paused"},   {State::failed, "failed"}};

bool is_blank(const Token& token) { return token.value.find_first_not_of(" \t\r\n") == std::string::npos; }

}  // namespace

std::string_view to_name(State state) { return name_of(kStates, state); }

ClientSession::ClientSession(Config config, Random random, Epoch last)
    : config_(std::move(config)), backoff_(config_.backoff, random), epoch_(last) {}

std::vector<Action> ClientSession::handle(const Event& event, TimePoint now) {
  now_ = now;
  if (is_current(event)) {
    std::visit([this](const auto& e) { on(e); }, event);
  } else {
    ++stale_events_;
  }
  return std::exchange(actions_, {});
}

bool ClientSession::is_current(const Event& event) const {
  return std::visit(
      [this]<class E>(const E& e) {
        if constexpr (requires { e.epoch; }) {
          constexpr bool kEndsDialing = std::is_same_v<E, SocketOpened> || std::is_same_v<E, SocketFailed>;
          return has_socket_ && e.epoch == epoch_ && (state_ == State::dialing) == kEndsDialing;
        } else if constexpr (requires { e.question; }) {
          return state_ == State::navigating && e.question == question_;
        } else if constexpr (requires { e.timer; }) {
          return timers_.contains(e.timer);
        } else {
          return true;
        }
      },
      event);
}

// ---- the app's calls ----

void ClientSession::on(const ConnectRequested& event) {
  if (state_ != State::idle && state_ != State::failed) return act(Refused{code::kConnectionExists});
  if (is_blank(event.token)) return act(Refused{code::kTokenIncorrect});
  token_ = event.token;
  was_online_ = false;
  backoff_.reset();
  if (event.limit) start(Timer::connect_limit, *event.limit);
  act(Connecting{});
  has_network_ ? attempt() : pause();
}

void ClientSession::on(const DisconnectRequested&) {
  if (state_ == State::idle || state_ == State::failed) return;
  end(State::idle, code::kDisconnectedByApp, "the app disconnected");
}

void ClientSession::on(const SendRequested& event) {
  if (state_ != State::online) return act(Published{event.request, code::kNotConnected, {}});
  const auto id = expect_answer(PendingRequest::Kind::publish, event.request);
  act(Send{wire::ClientPublish{1, event.topic, event.target, id, event.payload}});
}

void ClientSession::on(const QueryRequested& event) {
  if (state_ != State::online) return act(Answered{event.request, code::kNotConnected, {}});
  const auto id = expect_answer(PendingRequest::Kind::query, event.request);
  act(Send{wire::Query{event.topic, user_, id, event.payload}});
}

// ---- navigation ----

// Connecting from the start: where to, then how. Navigation is skipped while its answer is fresh.
void ClientSession::attempt() {
  const bool is_fresh =
      navigation_ && navigation_->token == wire::for_chat(token_) && now_ - navigation_->at < config_.navigation_cache;
  if (is_fresh) return dial_addresses();
  state_ = State::navigating;
  walk_ = NavigationWalk(token_, config_.navigators);
  ask_next_navigator();
}

void ClientSession::ask_next_navigator() {
  cancel(Timer::navigation);
  const auto navigator = walk_.next();
  if (!navigator) return fail_attempt(code::kNavigationFailed, "no navigator gave a usable answer");
  act(AskNavigation{++question_, *navigator, token_});
  start(Timer::navigation, config_.navigation_timeout);
}

void ClientSession::on(const NavigationAnswered& event) {
  const auto code = navigation_code(event.http_status, event.answer);
  if (code == code::kNavigationFailed) return ask_next_navigator();
  if (code != code::kOk) return end(State::failed, code, "navigation refused the token or the app");
  cancel(Timer::navigation);
  if (wire::by_preference(event.answer->addresses).empty()) {
    return fail_attempt(code::kNoChatAddress, "navigation named no chat address");
  }
  navigation_ = Cached{*event.answer, wire::for_chat(token_), now_};
  dial_addresses();
}

void ClientSession::on(const NavigationFailed&) { ask_next_navigator(); }

// ---- the socket ----

void ClientSession::dial_addresses() {
  const auto addresses = wire::by_preference(navigation_->answer.addresses);
  addresses_.assign(addresses.begin(), addresses.end());
  dial();
}

void ClientSession::dial() {
  state_ = State::dialing;
  has_socket_ = true;
  ++epoch_.value;
  act(Dial{epoch_, addresses_.front(), wire::for_chat(token_), navigation_->answer.open_anti});
  addresses_.pop_front();
  start(Timer::dial, config_.dial_timeout);
}

void ClientSession::dial_next(std::int32_t code_if_none, std::string_view reason) {
  cancel(Timer::dial);
  cancel(Timer::login);
  if (addresses_.empty()) return fail_attempt(code_if_none, reason);
  dial();
}

void ClientSession::on(const SocketOpened&) {
  cancel(Timer::dial);
  state_ = State::awaiting_login;
  start(Timer::login, config_.login_timeout);
}

void ClientSession::on(const SocketFailed&) {
  has_socket_ = false;
  dial_next(code::kNoChatAddress, "no chat address could be reached");
}

void ClientSession::on(const SocketClosed& event) {
  has_socket_ = false;
  if (state_ == State::online) return retry(code::kSocketClosed, event.why);
  dial_next(code::kNoChatAddress, "the server closed every socket before a login");
}

void ClientSession::on(const MessageArrived& event) {
  if (state_ == State::online) return std::visit([this](const auto& message) { on_message(message); }, event.message);
  // The server speaks first, and until it has acknowledged the login nothing else counts.
  if (const auto* ack = std::get_if<wire::ConnAck>(&event.message)) on_login(*ack);
}

// ---- login ----

void ClientSession::on_login(const wire::ConnAck& ack) {
  const auto meaning = wire::connack_meaning(ack.status);
  switch (meaning.reaction) {
    case wire::Reaction::succeed:
      // Code 0 promises a user id, so a success without one is none.
      if (ack.user) return go_online(ack);
      break;
    case wire::Reaction::redirect:
      return redirect();
    case wire::Reaction::terminal:
      return end(State::failed, meaning.code, meaning.meaning);
    case wire::Reaction::undefined:
      break;
  }
  close_socket();
  dial_next(code::kHandshakeFailed, "the login was answered with " + wire::to_text(wire::ServerMessage{ack}));
}

void ClientSession::go_online(const wire::ConnAck& ack) {
  cancel(Timer::login);
  cancel(Timer::connect_limit);
  state_ = State::online;
  user_ = *ack.user;
  missed_pings_ = 0;
  backoff_.reset();
  pending_.restart(ack.first_id.value_or(0));
  act(Connected{user_, navigation_->answer.announces_messages, std::exchange(was_online_, true)});
  ping();
}

// ---- online ----

void ClientSession::ping() {
  act(Send{wire::PingReq{}});
  start(Timer::pong, config_.ping_timeout);
}

void ClientSession::on_message(const wire::PingResp&) {
  missed_pings_ = 0;
  cancel(Timer::pong);
  start(Timer::ping, config_.ping_interval);
}

void ClientSession::on_message(const wire::ServerPublish& publish) {
  if (publish.qos != 0 && !publish.sync) act(Send{wire::ClientPubAck{publish.id}});
  act(Pushed{publish});
}

void ClientSession::on_message(const wire::ServerPubAck& ack) {
  const auto pending = pending_.take(ack.id, PendingRequest::Kind::publish);
  if (pending) act(Published{pending->request, ack.status, ack.message_uid});
}

void ClientSession::on_message(const wire::QueryAck& ack) {
  if (ack.qos != 0) act(Send{wire::QueryCon{ack.id}});
  const auto pending = pending_.take(ack.id, PendingRequest::Kind::query);
  if (pending) act(Answered{pending->request, ack.status, ack.payload});
}

void ClientSession::on_message(const wire::ServerDisconnect& disconnect) {
  const auto meaning = wire::disconnect_meaning(disconnect.status);
  switch (meaning.reaction) {
    case wire::Reaction::terminal:
      return end(State::failed, meaning.code, meaning.meaning);
    case wire::Reaction::redirect:
      return redirect();
    case wire::Reaction::succeed:
    case wire::Reaction::undefined:
      return retry(code::kSocketClosed, wire::to_text(wire::ServerMessage{disconnect}));
  }
}

wire::MessageId ClientSession::expect_answer(PendingRequest::Kind kind, std::uint32_t request) {
  if (!timers_.contains(Timer::request)) start(Timer::request, config_.request_timeout);
  return pending_.add({kind, request, now_ + config_.request_timeout});
}

// Late answers are dropped when they come: their request is no longer pending.
void ClientSession::give_up_late_requests() {
  fail(pending_.take_expired(now_), code::kNoAnswerInTime);
  if (const auto deadline = pending_.next_deadline()) start(Timer::request, *deadline - now_);
}

void ClientSession::on(const TimerFired& event) {
  timers_.erase(event.timer);
  switch (event.timer) {
    case Timer::navigation:
      return ask_next_navigator();
    case Timer::dial:
      close_socket();
      return dial_next(code::kNoChatAddress, "no chat address answered in time");
    case Timer::login:
      close_socket();
      return dial_next(code::kNoLoginInTime, "no login answer in time");
    case Timer::ping:
      return ping();
    case Timer::pong:
      if (++missed_pings_ < config_.missed_pings) return ping();
      return retry(code::kPingUnanswered, "ping unanswered");
    case Timer::request:
      return give_up_late_requests();
    case Timer::connect_limit:
      return end(State::failed, code::kConnectTimeout, "not connected within the app's limit");
    case Timer::backoff:
      if (was_online_) act(Connecting{});
      return attempt();
  }
}

// ---- the device ----

void ClientSession::on(const DeviceTold& event) {
  switch (event.what) {
    case control::DeviceEvent::background:
      return;  // no document says that it changes anything
    case control::DeviceEvent::foreground:
    case control::DeviceEvent::network_change:
      return restart_backoff();
    case control::DeviceEvent::network_lost:
      has_network_ = false;
      if (state_ != State::idle && state_ != State::failed && state_ != State::paused) pause();
      return;
    case control::DeviceEvent::network_back:
      has_network_ = true;
      if (state_ == State::paused) resume();
      return;
  }
}

// Back to the short interval; a wait that is under way begins anew with it.
void ClientSession::restart_backoff() {
  backoff_.reset();
  if (state_ == State::waiting) start(Timer::backoff, backoff_.next());
}

void ClientSession::pause() {
  release();
  state_ = State::paused;
  act(NetworkUnavailable{});
}

void ClientSession::resume() {
  if (!was_online_) act(Connecting{});  // otherwise told with the attempt
  state_ = State::waiting;
  restart_backoff();
}

// ---- ways out ----

void ClientSession::fail_attempt(std::int32_t code, std::string_view reason) {
  if (was_online_ || config_.retries_first_connect) return retry(code, reason);
  end(State::failed, code, reason);
}

void ClientSession::retry(std::int32_t code, std::string_view reason) {
  release();
  if (was_online_) act(Suspended{code, std::string(reason)});
  state_ = State::waiting;
  start(Timer::backoff, backoff_.next());
}

void ClientSession::end(State state, std::int32_t code, std::string_view reason) {
  release();
  cancel(Timer::connect_limit);
  state_ = state;
  act(Disconnected{code, std::string(reason)});
}

// Another node is responsible: only a fresh navigation knows it. Through the back-off, so that a circle of redirects does not
// spin.
void ClientSession::redirect() {
  navigation_.reset();
  retry(code::kRedirected, "redirected by the server");
}

// Leaves nothing of the connection or the attempt behind. The app's limit outlives attempts.
void ClientSession::release() {
  for (const auto timer :
       {Timer::navigation, Timer::dial, Timer::login, Timer::ping, Timer::pong, Timer::request, Timer::backoff}) {
    cancel(timer);
  }
  close_socket();
  fail(pending_.restart(), code::kNotConnected);
}

void ClientSession::close_socket() {
  if (std::exchange(has_socket_, false)) act(CloseSocket{});
}

void ClientSession::fail(const std::vector<PendingRequest>& requests, std::int32_t code) {
  for (const auto& pending : requests) {
    if (pending.kind == PendingRequest::Kind::publish) {
      act(Published{pending.request, code, {}});
    } else {
      act(Answered{pending.request, code, {}});
    }
  }
}

void ClientSession::start(Timer timer, Duration delay) {
  timers_.insert(timer);
  act(StartTimer{timer, delay});
}

void ClientSession::cancel(Timer timer) {
  if (timers_.erase(timer) != 0) act(CancelTimer{timer});
}

}  // namespace redial::session::client
