// The one loop of a client: machine and profile say what is to be done, the agenda keeps it in order, the surroundings obey.
#include "agent/clients/reference/reference_client.hpp"

#include <algorithm>
#include <utility>

#include "agent/clients/reference/observation.hpp"
#include "agent/clients/reference/profiles.hpp"
#include "core/session/connection_codes.hpp"
#include "core/wire/envelope.hpp"
#include "payload/navigation_json.hpp"

namespace redial::agent::reference {

namespace code = session::code;
using namespace session::client;
using trace::EventKind;

namespace {

constexpr const char* kThread = "loop";
constexpr TimerId kFirstMischief = 256;  // below: the machine's timers

TimerId id_of(Timer timer) { return static_cast<TimerId>(timer); }

std::int32_t refusal_in(const std::vector<Action>& actions) {
  for (const auto& action : actions)
    if (const auto* refused = std::get_if<Refused>(&action)) return refused->code;
  return code::kOk;
}

// Is this what the app sees of its call before it has control again, rather than what a client tells it?
bool is_of_the_call(const trace::Event& event) {
  return event.kind == EventKind::call || event.kind == EventKind::call_returned || event.kind == EventKind::client_destroyed;
}

bool is_of_a_connection(const std::variant<Action, Observations>& due) {
  const auto* action = std::get_if<Action>(&due);
  return action ? !std::holds_alternative<Published>(*action)
                : std::get<Observations>(due).front().kind == EventKind::database_opened;
}

bool is_awaited(const control::CallInCallback& arranged, const trace::Event& told) {
  return told.kind == arranged.told && (told.kind != EventKind::result || told.name == "connect") &&
         (!arranged.status || told.status == *arranged.status) && (!arranged.code || told.code == arranged.code);
}

}  // namespace

ReferenceClient::ReferenceClient(ClientSetup setup, Surroundings& surroundings)
    : around_(surroundings),
      identity_{setup.create.app_key, std::move(setup.device),
                setup.profile == "native" ? wire::Dialect::native : wire::Dialect::web},
      name_(setup.create.name),
      api_(setup.profile),
      seed_(setup.seed),
      is_initialised_(setup.create.initialised),
      defect_(std::move(setup.defect)),
      last_mischief_(kFirstMischief) {
  config_.navigators = setup.create.navigators;
  make_api(api_, around_)->configure(config_);
  const auto level = setup.create.heartbeat_level;
  if (level) config_.missed_pings = *level;
  if (defect_) {
    defect_->attach(*this);
    defect_->on_config(config_);
  }
  start_process();
  record(EventKind::client_created, epoch_, level ? "heartbeat-level=" + std::to_string(*level) : "");
}

void ReferenceClient::start_process() {
  profile_ = make_api(api_, around_);
  session_.emplace(config_, Random(seed_), epoch_);
  sync_ = MessageSync();
  agenda_.clear();
  arranged_.clear();
  sockets_.clear();
  mischief_.clear();
}

// ---- the app's calls ----

Result<control::ClientReply> ReferenceClient::perform(control::ClientCommand command) {
  if (is_destroyed_) return Error{"the client is destroyed", "reference client", "create another one"};
  if (defect_) defect_->on_command(command);
  const auto reply = std::visit([this](const auto& c) -> Result<control::ClientReply> { return call(c); }, command);
  work();
  return reply;
}

control::ClientReply ReferenceClient::call(const control::Initialise&) {
  const auto returned = profile_->initialise_called();
  give_back(returned);
  is_initialised_ = true;
  return returned.reply;
}

control::ClientReply ReferenceClient::call(const control::RegisterListeners&) {
  tell(profile_->listeners_registered());
  return {};
}

control::ClientReply ReferenceClient::call(const control::Connect& command) {
  Actions actions;
  if (is_initialised_) actions = hear(ConnectRequested{command.token, profile_->limit(command)});
  const auto returned = profile_->connect_called(command, is_initialised_ ? refusal_in(actions) : code::kNotInitialised);
  give_back(returned);
  plan(std::move(actions));
  return returned.reply;
}

control::ClientReply ReferenceClient::call(const control::Disconnect& command) {
  const auto returned = profile_->disconnect_called(command);
  give_back(returned);
  end_connection();
  return returned.reply;
}

control::ClientReply ReferenceClient::call(const control::SendText& command) {
  std::int32_t refusal = code::kOk;
  if (session_->state() != State::online) refusal = is_initialised_ ? code::kNotConnected : code::kNotInitialised;
  const auto returned = profile_->send_called(command, refusal);
  give_back(returned);
  if (refusal == code::kOk) {
    plan(hear(SendRequested{command.call.value, "ppMsgP", command.to.value,
                            payload::encode_upstream_text(command.text, command.call.value)}));
  } else if (!returned.reply.code) {
    plan(profile_->sent(command.call, refusal));
  }
  return returned.reply;
}

control::ClientReply ReferenceClient::call(const control::DestroyClient& command) {
  const auto returned = profile_->destroy_called(command);
  give_back(returned);
  is_destroyed_ = true;
  agenda_.clear();
  around_.end();
  return returned.reply;
}

control::ClientReply ReferenceClient::call(const control::CallTogether& command) {
  const bool was_busy = std::exchange(is_busy_, true);
  for (const auto& one : command.calls) std::visit([this](const auto& api_call) { (void)perform(api_call); }, one);
  is_busy_ = was_busy;
  return {};
}

control::ClientReply ReferenceClient::call(const control::CallInCallback& command) {
  arranged_.push_back(command);
  return {};
}

control::ClientReply ReferenceClient::call(const control::TellDeviceEvent& command) {
  observe(reference::observe(EventKind::device_event, control::to_name(command.event)), epoch_);
  plan(hear(DeviceTold{command.event}));
  return {};
}

control::ClientReply ReferenceClient::call(const control::RestartApp&) {
  around_.end();
  start_process();
  is_initialised_ = true;
  record(EventKind::app_restarted, epoch_, {});
  return {};
}

Result<control::ClientReply> ReferenceClient::call(const control::SetStorage& command) {
  if (const auto set = around_.set_storage(command.condition); !set) return set.error();
  auto event = reference::observe(EventKind::storage_changed, to_name(command.condition));
  observe(std::move(event), epoch_);
  return control::ClientReply();
}

// ---- the agenda ----

ReferenceClient::Actions ReferenceClient::hear(Event event) {
  if (!defect_) return session_->handle(event, around_.now());
  std::vector<Event> events{std::move(event)};
  defect_->on_event(events);
  Actions all;
  for (const auto& heard : events) {
    auto actions = session_->handle(heard, around_.now());
    defect_->on_actions(heard, actions);
    std::move(actions.begin(), actions.end(), std::back_inserter(all));
  }
  return all;
}

void ReferenceClient::feed(Event event) {
  if (is_destroyed_) return;  // by a call that the app made inside the callback before
  plan(hear(std::move(event)));
  work();
}

void ReferenceClient::plan(Actions actions) { std::move(actions.begin(), actions.end(), std::back_inserter(agenda_)); }

void ReferenceClient::plan(Observations observations) {
  if (!observations.empty()) agenda_.emplace_back(std::move(observations));
}

// What was planned is void, but for outcomes of other calls. The end is told before the app can make another call in the same
// turn: that call's outcome is another one.
void ReferenceClient::end_connection() {
  auto actions = hear(DisconnectRequested{});
  if (!actions.empty()) std::erase_if(agenda_, is_of_a_connection);
  if (nesting_ != 0) return plan(std::move(actions));  // behind what the callback's event still tells
  const bool was_busy = std::exchange(is_busy_, true);
  for (const auto& action : actions) act(action);
  is_busy_ = was_busy;
}

void ReferenceClient::work() {
  if (is_busy_) return;
  is_busy_ = true;
  while (!agenda_.empty()) {
    const auto next = std::move(agenda_.front());
    agenda_.pop_front();
    std::visit([this](const auto& due) { act(due); }, next);
  }
  is_busy_ = false;
}

void ReferenceClient::act(const Action& action) {
  std::visit([this](const auto& due) { act(due); }, action);
}

// ---- navigation ----

void ReferenceClient::act(const AskNavigation& ask) {
  record(EventKind::navigation_requested, epoch_, ask.navigator);
  asks_over_tls_ = ask.navigator.starts_with("https://");
  around_.ask_navigation(ask.question, navigation_call(identity_, ask, config_.navigation_timeout));
}

void ReferenceClient::on_navigation(std::uint32_t question, const Result<NavigationReply>& reply) {
  if (!reply) {
    const auto why = to_text(reply.error());
    record(EventKind::navigation_failed, epoch_, why);
    return feed(NavigationFailed{question, why});
  }
  NavigationAnswered answered{question, reply->status, std::nullopt};
  std::string flaw;
  if (reply->status == 200) {
    if (const auto answer = payload::parse_navigation_answer(reply->body, asks_over_tls_)) {
      answered.answer = *answer;
    } else {
      flaw = to_text(answer.error());
    }
  }
  record(EventKind::navigation_answered, epoch_, std::move(flaw), reply->status);
  feed(std::move(answered));
}

// ---- sockets ----

void ReferenceClient::act(const Dial& dial) {
  epoch_ = dial.epoch;
  const std::string url = chat_url(identity_, dial);
  record(EventKind::dial, epoch_, url.substr(0, url.find(':')) + " " + dial.address.address);
  sockets_[epoch_] = {.dial = dial};
  around_.dial(epoch_, url);
}

void ReferenceClient::act(const Send& send) {
  const auto found = sockets_.find(epoch_);
  if (found == sockets_.end() || !found->second.is_open) return;
  around_.send(epoch_, wire::encode(send.message, found->second.dial.address.dialect));
}

void ReferenceClient::act(const CloseSocket&) {
  const auto found = sockets_.find(epoch_);
  if (found == sockets_.end() || !std::exchange(found->second.is_wanted, false)) return;
  if (found->second.is_open) {
    record(EventKind::socket_closed, epoch_, "closed by the client");  // it stays until on_closed
  } else {
    record(EventKind::socket_failed, epoch_, "given up by the client");
    sockets_.erase(found);
  }
  around_.close(epoch_);
}

void ReferenceClient::on_opened(Epoch epoch) {
  Socket& socket = sockets_.at(epoch);
  socket.is_open = true;
  record(EventKind::socket_opened, epoch, {});
  if (socket.dial.address.dialect == wire::Dialect::native)
    around_.send(epoch, wire::encode(connect_message(identity_, socket.dial)));
  feed(SocketOpened{epoch});
}

void ReferenceClient::on_failed(Epoch epoch, const std::string& why) {
  record(EventKind::socket_failed, epoch, why);
  sockets_.erase(epoch);
  feed(SocketFailed{epoch, why});
}

void ReferenceClient::on_message(Epoch epoch, const wire::Bytes& bytes) {
  const Dial& dial = sockets_.at(epoch).dial;
  const auto layout = dial.v4 ? wire::ConnAckLayout::v4 : wire::ConnAckLayout::v3;
  const auto message = wire::decode_server_message(bytes, layout, dial.address.dialect);
  if (!message) return record(EventKind::client_log, epoch, "undecodable message: " + message.error().what);
  feed(MessageArrived{epoch, *message});
}

void ReferenceClient::on_closed(Epoch epoch, std::uint16_t code, const std::string& why) {
  if (sockets_.at(epoch).is_wanted) record(EventKind::socket_closed, epoch, why, code);
  sockets_.erase(epoch);
  feed(SocketClosed{epoch, why});
}

// ---- timers ----

void ReferenceClient::act(const StartTimer& start) { around_.start_timer(id_of(start.timer), start.delay); }

void ReferenceClient::act(const CancelTimer& cancel) { around_.cancel_timer(id_of(cancel.timer)); }

void ReferenceClient::on_timer(TimerId timer) {
  if (timer < kFirstMischief) return feed(TimerFired{static_cast<Timer>(timer)});
  const auto due = mischief_.extract(timer);
  std::visit([this](const auto& what) { commit(what); }, due.mapped());
  work();
}

void ReferenceClient::later(Duration delay, Mischief mischief) {
  mischief_.emplace(++last_mischief_, std::move(mischief));
  around_.start_timer(last_mischief_, delay);
}

// ---- messages ----

void ReferenceClient::act(const Connected& told) {
  tell(profile_->connected(told));
  apply(sync_.logged_in(told.user, told.announces_messages));
}

void ReferenceClient::act(const Published& published) { tell(profile_->sent(CallId(published.request), published.status)); }

void ReferenceClient::apply(const MessageSync::Step& step) {
  for (const auto& message : step.messages) {
    if (is_destroyed_) return;
    const auto is_new = around_.keep(message);
    if (!is_new) record(EventKind::client_log, epoch_, to_text(is_new.error()));
    if (is_new && !*is_new) continue;  // the app was told by an earlier process
    tell(profile_->received(message));
  }
  if (step.pull) feed(QueryRequested{0, kPullTopic, *step.pull});
}

// ---- observations ----

void ReferenceClient::give_back(const Returned& returned) {
  Observations seen, later_told;
  for (const auto& event : returned.observations) (is_of_the_call(event) ? seen : later_told).push_back(event);
  tell(std::move(seen));
  plan(std::move(later_told));
}

void ReferenceClient::tell(Observations observations) {
  if (defect_) defect_->on_told(observations);
  for (const auto& event : observations) {
    if (is_destroyed_) return;  // by a call that the app made inside the callback before
    observe(event, epoch_);
    make_arranged_call(event);
  }
}

void ReferenceClient::make_arranged_call(const trace::Event& told) {
  const auto found = std::find_if(arranged_.begin(), arranged_.end(), [&](const auto& one) { return is_awaited(one, told); });
  if (found == arranged_.end()) return;
  const auto now_made = std::move(found->call);
  arranged_.erase(found);
  ++nesting_;
  std::visit([this](const auto& api_call) { (void)perform(api_call); }, now_made);
  --nesting_;
}

void ReferenceClient::record(EventKind kind, Epoch epoch, std::string detail, std::optional<std::int32_t> code) {
  auto event = reference::observe(kind);
  event.detail = std::move(detail);
  event.code = code;
  observe(std::move(event), epoch);
}

void ReferenceClient::observe(trace::Event event, Epoch epoch) {
  event.at = around_.now();
  event.client = name_;
  event.epoch = epoch;
  event.nesting = nesting_;
  event.thread = kThread;
  around_.observe(std::move(event));
}

}  // namespace redial::agent::reference
