// The one loop of a client: takes an event, asks machine and profile, does what they say.
#include "agent/clients/reference/client_driver.hpp"

#include <utility>

#include "agent/clients/reference/observation.hpp"
#include "core/session/connection_codes.hpp"
#include "net/clock.hpp"
#include "payload/navigation_json.hpp"

namespace redial::agent::reference {

namespace code = session::code;
using namespace session::client;
using trace::EventKind;

namespace {

constexpr const char* kThread = "loop";

std::int32_t refusal_in(const std::vector<Action>& actions) {
  const auto* refused = actions.empty() ? nullptr : std::get_if<Refused>(&actions.front());
  return refused ? refused->code : code::kOk;
}

}  // namespace

ClientDriver::ClientDriver(const control::CreateClient& client, const std::string& profile, Surroundings surroundings)
    : around_(std::move(surroundings)), identity_{client.app_key, around_.device}, name_(client.name) {
  profile_ = make_api(profile, [this](const std::string& user) { return open_store(user); });
  config_.navigators = client.navigators;
  profile_->configure(config_);
  session_.emplace(config_, Random(0));  // both profiles' back-off is without jitter
  record(EventKind::client_created, {});
}

// ---- the app's calls ----

control::ClientReply ClientDriver::perform(const control::ClientCommand& command) {
  return std::visit([this](const auto& c) { return call(c); }, command);
}

control::ClientReply ClientDriver::call(const control::RegisterListeners&) {
  record(profile_->listeners_registered());
  return {};
}

control::ClientReply ClientDriver::call(const control::Connect& command) {
  const auto actions = session_->handle(ConnectRequested{command.token, profile_->limit(command)}, net::now());
  const auto reply = record(profile_->connect_called(command, refusal_in(actions)));
  obey(actions);
  work();
  return reply;
}

control::ClientReply ClientDriver::call(const control::Disconnect& command) {
  const auto reply = record(profile_->disconnect_called(command));
  feed(DisconnectRequested{});
  return reply;
}

control::ClientReply ClientDriver::call(const control::SendText& command) {
  const bool is_online = session_->state() == State::online;
  const auto reply = record(profile_->send_called(command, is_online ? code::kOk : code::kNotConnected));
  if (reply.code.value_or(code::kOk) != code::kOk) return reply;
  feed(SendRequested{command.call.value, "ppMsgP", command.to.value,
                     payload::encode_upstream_text(command.text, command.call.value)});
  return reply;
}

control::ClientReply ClientDriver::call(const control::DestroyClient& command) {
  return record(profile_->destroy_called(command));
}

// ---- the inbox ----

void ClientDriver::feed(Event event) {
  inbox_.push_back(std::move(event));
  if (!is_obeying_) work();
}

void ClientDriver::work() {
  while (!inbox_.empty()) {
    const auto event = std::move(inbox_.front());
    inbox_.pop_front();
    obey(session_->handle(event, net::now()));
  }
}

void ClientDriver::obey(const std::vector<Action>& actions) {
  is_obeying_ = true;
  for (const auto& action : actions) std::visit([this](const auto& a) { act(a); }, action);
  is_obeying_ = false;
}

// ---- navigation ----

void ClientDriver::act(const AskNavigation& ask) {
  record(EventKind::navigation_requested, ask.navigator);
  const bool over_tls = ask.navigator.starts_with("https://");
  const auto done = [this, question = ask.question, over_tls](const auto& reply) { on_navigation(question, over_tls, reply); };
  navigation_ = std::make_unique<net::HttpExchange>(around_.loop, around_.tls,
                                                    navigation_call(identity_, ask, config_.navigation_timeout), done);
}

void ClientDriver::on_navigation(std::uint32_t question, bool over_tls, const Result<net::HttpReply>& reply) {
  if (!reply) {
    const auto why = to_text(reply.error());
    record(EventKind::navigation_failed, why);
    return feed(NavigationFailed{question, why});
  }
  NavigationAnswered answered{question, reply->status, std::nullopt};
  std::string flaw;
  if (reply->status == 200) {
    if (const auto answer = payload::parse_navigation_answer(reply->body, over_tls)) {
      answered.answer = *answer;
    } else {
      flaw = to_text(answer.error());
    }
  }
  record(EventKind::navigation_answered, std::move(flaw), reply->status);
  feed(std::move(answered));
}

// ---- the socket ----

void ClientDriver::act(const Dial& dial) {
  epoch_ = dial.epoch;
  has_socket_ = true;
  const bool over_tls = dial.address.transport == wire::ChatAddress::Transport::tls;
  record(EventKind::dial, (over_tls ? "wss " : "ws ") + dial.address.address);
  const auto layout = dial.v4 ? wire::ConnAckLayout::v4 : wire::ConnAckLayout::v3;
  ChatSocket::Owner& owner = *this;
  sockets_.try_emplace(dial.epoch, around_.loop, around_.tls, chat_url(identity_, dial), dial.epoch, layout, owner);
}

void ClientDriver::act(const Send& send) { sockets_.at(epoch_).send(send.message); }

void ClientDriver::act(const CloseSocket&) {
  has_socket_ = false;
  auto& socket = sockets_.at(epoch_);
  if (socket.is_open()) {
    record(EventKind::socket_closed, "closed by the client");
    socket.close();  // its end comes as on_closed
  } else {
    record(EventKind::socket_failed, "given up by the client");
    sockets_.erase(epoch_);
  }
}

void ClientDriver::on_opened(Epoch epoch) {
  record(EventKind::socket_opened, {});
  feed(SocketOpened{epoch});
}

void ClientDriver::on_failed(Epoch epoch, const std::string& why) {
  record(EventKind::socket_failed, why);
  sockets_.erase(epoch);
  feed(SocketFailed{epoch, why});
}

void ClientDriver::on_message(Epoch epoch, Result<wire::ServerMessage, wire::WireError> message) {
  if (!message) return record(EventKind::client_log, "undecodable message: " + message.error().what);
  feed(MessageArrived{epoch, *message});
}

void ClientDriver::on_closed(Epoch epoch, std::uint16_t code, const std::string& why) {
  const bool is_news = has_socket_ && epoch == epoch_;
  if (is_news) record(EventKind::socket_closed, why, code);
  sockets_.erase(epoch);
  feed(SocketClosed{epoch, why});
}

// ---- timers ----

void ClientDriver::act(const StartTimer& start) {
  auto& timer = timers_.try_emplace(start.timer, around_.loop).first->second;
  timer.start(net::now() + start.delay, [this, kind = start.timer] { feed(TimerFired{kind}); });
}

void ClientDriver::act(const CancelTimer& cancel) { timers_.at(cancel.timer).cancel(); }

// ---- messages ----

void ClientDriver::act(const Connected& told) {
  record(profile_->connected(told));
  apply(sync_.logged_in(told.user, told.announces_messages));
}

void ClientDriver::act(const Published& published) { record(profile_->sent(CallId(published.request), published.status)); }

void ClientDriver::apply(const MessageSync::Step& step) {
  for (const auto& message : step.messages) {
    if (store_) {
      if (const auto kept = store_->keep(message); !kept) record(EventKind::client_log, to_text(kept.error()));
    }
    record(profile_->received(message));
  }
  if (step.pull) feed(QueryRequested{0, kPullTopic, *step.pull});
}

Result<std::size_t> ClientDriver::open_store(const std::string& user) {
  store_.reset();
  auto opened = MessageStore::open(around_.directory, identity_.app_key, user);
  if (!opened) return opened.error();
  return store_.emplace(std::move(*opened)).count();
}

// ---- observations ----

control::ClientReply ClientDriver::record(const Returned& returned) {
  record(returned.observations);
  return returned.reply;
}

void ClientDriver::record(const Observations& observations) {
  for (auto event : observations) {
    event.at = net::now();
    event.client = name_;
    event.epoch = epoch_;
    event.thread = kThread;
    around_.sink(std::move(event));
  }
}

void ClientDriver::record(EventKind kind, std::string detail, std::optional<std::int32_t> code) {
  auto event = observe(kind);
  event.detail = std::move(detail);
  event.code = code;
  record(Observations{event});
}

}  // namespace redial::agent::reference
