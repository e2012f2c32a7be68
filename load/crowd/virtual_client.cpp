// The switch that obeys the machine, and records what becomes of it.
#include "load/crowd/virtual_client.hpp"

#include <utility>

#include "core/session/connection_codes.hpp"
#include "core/wire/envelope.hpp"
#include "core/wire/token.hpp"
#include "load/crowd/token_call.hpp"
#include "load/plan/plan.hpp"
#include "net/clock.hpp"
#include "payload/chat_payloads.hpp"
#include "payload/navigation_json.hpp"

namespace redial::load {

using namespace session::client;
using agent::reference::ChatSocket;

namespace {

// Stands for the address that everybody knows, where a navigator's would be.
constexpr const char* kKnown = "known";
constexpr const char* kTextTopic = "ppMsgP";

Config config_of(const Spec& spec, const App& app) {
  Config config;
  config.navigators = {spec.navigates ? app.navigation_url : kKnown};
  config.backoff = spec.backoff;
  config.retries_first_connect = spec.retries_first_connect;
  config.ping_interval = spec.ping_interval;
  config.ping_timeout = spec.ping_timeout;
  return config;
}

}  // namespace

VirtualClient::VirtualClient(std::uint64_t user, Token token, std::string source, World& world)
    : world_(world),
      user_(user),
      token_(std::move(token)),
      source_(std::move(source)),
      session_(config_of(world.spec, app()), Random(seed_of(world.seed, user))) {}

VirtualClient::~VirtualClient() = default;

const App& VirtualClient::app() const { return world_.apps[app_of(world_.spec, user_)]; }

agent::reference::Identity VirtualClient::identity() const {
  return {app().app_key, "load-" + std::to_string(user_), world_.spec.dialect};
}

void VirtualClient::feed(Event event) {
  events_.push_back(std::move(event));
  if (std::exchange(working_, true)) return;
  while (!events_.empty()) {
    for (const Event& next : std::exchange(events_, {}))
      for (const Action& action : session_.handle(next, now())) std::visit([this](const auto& what) { act(what); }, action);
  }
  working_ = false;
}

// ---- what the app does ----

void VirtualClient::connect(TimePoint intended) {
  ++world_.recorder.phase().connects.started;
  set_out(intended);
  feed(ConnectRequested{token_, std::nullopt});
}

void VirtualClient::send_message(TimePoint due) {
  ++world_.recorder.phase().messages.started;
  ++world_.unanswered;
  messages_[++last_message_] = due;
  feed(SendRequested{last_message_, kTextTopic, name_of(world_.spec, friend_of(world_.spec, user_)),
                     payload::encode_upstream_text("hello", last_message_)});
}

void VirtualClient::fetch_token() {
  const std::string user = name_of(world_.spec, user_);
  const std::string nonce = std::to_string(user_) + "-" + std::to_string(session_.epoch().value);
  const auto done = [this](const Result<net::HttpReply>& reply) {
    const auto token = reply ? token_in(*reply) : Result<Token>(reply.error());
    if (!token) return give_up(session::code::kTokenIncorrect);
    token_ = *token;
    ++world_.recorder.phase().fetched_tokens;
    feed(ConnectRequested{token_, std::nullopt});
  };
  exchange_ = std::make_unique<net::HttpExchange>(world_.loop, world_.tls, token_call(app(), user, nonce, net::unix_now()), done);
}

void VirtualClient::set_link(bool up) {
  link_up_ = up;
  if (up) return;
  std::vector<Epoch> dialling;
  for (auto& [epoch, one] : sockets_) {
    if (one.socket->is_open())
      one.socket->reset();  // its end comes as on_closed
    else
      dialling.push_back(epoch);
  }
  for (const Epoch epoch : dialling) on_failed(epoch, "no network");
}

// ---- ways to be online ----

void VirtualClient::set_out(TimePoint intended) {
  if (!set_out_at_) ++world_.on_the_way;
  set_out_at_ = intended;
  attempts_ = waits_ = 0;
  attempt_counted_ = false;
}

void VirtualClient::count_attempt() {
  if (std::exchange(attempt_counted_, true)) return;
  ++attempts_;
}

void VirtualClient::act(const Connected&) {
  world_.recorder.timed(What::login, now() - began_at_);
  online_since_ = now();
  if (!set_out_at_) return;
  --world_.on_the_way;
  world_.recorder.connected(now(), now() - *std::exchange(set_out_at_, std::nullopt), attempts_);
}

void VirtualClient::lose(std::int32_t code) {
  online_since_.reset();
  if (!std::exchange(lost_, true)) ++world_.recorder.phase().lost_users;
  world_.recorder.lost(now(), code);
  ++world_.recorder.phase().connects.intended;
  ++world_.recorder.phase().connects.started;
  set_out(now());
}

void VirtualClient::give_up(std::int32_t code) {
  if (!std::exchange(set_out_at_, std::nullopt)) return;
  --world_.on_the_way;
  ++world_.recorder.phase().connects.failed[code];
}

void VirtualClient::act(const Suspended& told) {
  if (is_online()) return lose(told.code);
  ++world_.recorder.phase().failed_attempts[told.code];
}

void VirtualClient::act(const Disconnected& told) {
  if (is_online()) lose(told.code);
  if (told.code != session::code::kTokenIncorrect || !world_.spec.fetches_token) return give_up(told.code);
  attempt_counted_ = false;
  fetch_token();
}

void VirtualClient::act(const Published& told) {
  const auto message = messages_.extract(told.request);
  if (!message) return;
  --world_.unanswered;
  if (told.status == session::code::kOk)
    world_.recorder.acknowledged(now(), now() - message.mapped());
  else
    ++world_.recorder.phase().messages.failed[told.status];
}

// ---- navigation ----

void VirtualClient::act(const AskNavigation& ask) {
  count_attempt();
  if (ask.navigator == kKnown) {
    wire::NavigationAnswer answer;
    answer.addresses = {app().address};
    return feed(NavigationAnswered{ask.question, 200, std::move(answer)});
  }
  if (!link_up_) return feed(NavigationFailed{ask.question, "no network"});
  began_at_ = now();
  const auto call = agent::reference::navigation_call(identity(), ask, Config().navigation_timeout);
  exchange_ = std::make_unique<net::HttpExchange>(
      world_.loop, world_.tls, net::HttpExchange::Call{call.url, call.headers, call.body, call.timeout},
      [this, question = ask.question](const Result<net::HttpReply>& reply) { on_navigation(question, reply); });
}

void VirtualClient::on_navigation(std::uint32_t question, const Result<net::HttpReply>& reply) {
  if (!link_up_) return feed(NavigationFailed{question, "no network"});
  if (!reply) return feed(NavigationFailed{question, to_text(reply.error())});
  world_.recorder.timed(What::navigation, now() - began_at_);
  NavigationAnswered answered{question, reply->status, std::nullopt};
  if (const auto answer = payload::parse_navigation_answer(reply->body, world_.spec.tls)) answered.answer = *answer;
  feed(std::move(answered));
}

// ---- sockets ----

void VirtualClient::act(const Dial& dial) {
  count_attempt();
  world_.recorder.attempted(now());
  if (!link_up_) return feed(SocketFailed{dial.epoch, "no network"});
  began_at_ = now();
  const std::string url = agent::reference::chat_url(identity(), dial);
  ChatSocket::Owner& owner = *this;
  auto& one = sockets_[dial.epoch];
  one.dialect = dial.address.dialect;
  one.v4 = dial.v4;
  one.socket = ChatSocket::dial(world_.loop, world_.tls, url, dial.epoch, owner, source_);
}

void VirtualClient::act(const Send& send) {
  const auto found = sockets_.find(session_.epoch());
  if (found == sockets_.end() || !found->second.socket->is_open()) return;
  if (std::holds_alternative<wire::PingReq>(send.message)) {
    // A ping that a timer asked for was due when the timer was; the first one is due with the login.
    ping_from_ = ping_due_ == TimePoint() ? now() : std::exchange(ping_due_, {});
  }
  found->second.socket->send(wire::encode(send.message, found->second.dialect));
}

void VirtualClient::act(const CloseSocket&) {
  const auto found = sockets_.find(session_.epoch());
  if (found == sockets_.end() || !std::exchange(found->second.wanted, false)) return;
  if (found->second.socket->is_open()) return found->second.socket->close();  // it stays until on_closed
  sockets_.erase(found);
}

void VirtualClient::on_opened(Epoch epoch) {
  world_.recorder.timed(What::dial, now() - began_at_);
  began_at_ = now();
  const Socket& one = sockets_.at(epoch);
  if (one.dialect == wire::Dialect::native) {
    const session::client::Dial dial{epoch, app().address, wire::for_chat(token_), one.v4};
    one.socket->send(wire::encode(agent::reference::connect_message(identity(), dial)));
  }
  feed(SocketOpened{epoch});
}

void VirtualClient::on_failed(Epoch epoch, const std::string& why) {
  sockets_.erase(epoch);
  feed(SocketFailed{epoch, why});
}

void VirtualClient::on_message(Epoch epoch, const wire::Bytes& bytes) {
  const Socket& one = sockets_.at(epoch);
  const auto message =
      wire::decode_server_message(bytes, one.v4 ? wire::ConnAckLayout::v4 : wire::ConnAckLayout::v3, one.dialect);
  if (!message) return;
  if (std::holds_alternative<wire::PingResp>(*message)) world_.recorder.timed(What::ping, now() - ping_from_);
  feed(MessageArrived{epoch, *message});
}

void VirtualClient::on_closed(Epoch epoch, std::uint16_t, const std::string& why) {
  sockets_.erase(epoch);
  feed(SocketClosed{epoch, why});
}

// ---- timers ----

void VirtualClient::act(const StartTimer& start) {
  const TimePoint due = now() + start.delay;
  if (start.timer == Timer::ping) ping_due_ = due;
  if (start.timer == Timer::backoff) wait_began_ = now();
  timers_.try_emplace(start.timer, world_.loop).first->second.start(due, [this, timer = start.timer] { on_timer(timer); });
}

void VirtualClient::act(const CancelTimer& cancel) {
  timers_.erase(cancel.timer);
  if (cancel.timer == Timer::ping) ping_due_ = {};
}

void VirtualClient::on_timer(Timer timer) {
  timers_.erase(timer);
  if (timer == Timer::backoff) {
    world_.recorder.waited(++waits_, now() - wait_began_);
    attempt_counted_ = false;
  }
  feed(TimerFired{timer});
}

}  // namespace redial::load
