// How the engine walks through set-up and steps, and what an await counts as seen.
#include "scenarios/engine/engine.hpp"

#include <algorithm>
#include <utility>

#include "core/base/overloaded.hpp"
#include "scenarios/engine/pattern.hpp"
#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios {
namespace {

// The client that a step acts on; empty for steps that act on the server.
std::string acted_on(const Action& action) {
  return std::visit(
      [](const auto& step) -> std::string {
        if constexpr (requires { step.client; }) return step.client;
        return {};
      },
      action);
}

// Steps after which an await looks at newer events only. Getting a token, planning a call
// or waiting changes nothing that could be awaited.
bool opens_window(const Action& action) {
  return !std::holds_alternative<TokenStep>(action) && !std::holds_alternative<AwaitStep>(action) &&
         !std::holds_alternative<WatchStep>(action) && !std::holds_alternative<InCallbackStep>(action);
}

// Events that break the play off.
std::optional<Finished> end_by(const trace::Event& event) {
  switch (event.kind) {
    case trace::EventKind::agent_lost:
    case trace::EventKind::server_lost:
      return Finished{Finished::How::inconclusive, event.detail};
    case trace::EventKind::client_crashed:
      return Finished{Finished::How::crashed, crash_text(event)};
    default:
      return std::nullopt;
  }
}

// An AppKey that no app has, of the vendor's form.
constexpr const char* kUnknownAppKey = "redial0unknown0";

// What an app's own server answers when it has no token to give: an HTTP status.
constexpr std::int32_t kFetchFailed = 500;

// Clients drop duplicates, so that navigators behind the first have a path prefix: "/n2", "/n3", ….
std::vector<std::string> navigators(const std::string& url, std::uint32_t count) {
  std::vector<std::string> urls = {url};
  for (std::uint32_t n = 2; n <= count; ++n) urls.push_back(url + "/n" + std::to_string(n));
  return urls;
}

}  // namespace

Engine::Engine(const Scenario& scenario, std::string ca_file)
    : scenario_(scenario), ca_file_(std::move(ca_file)), app_models_(scenario.clients) {
  for (const auto& [name, app] : scenario.apps) setup_.push_back({Setup::What::app, name});
  for (const auto& [name, client] : scenario.clients) {
    if (!client.created) continue;
    setup_.push_back({Setup::What::client, name});
    if (client.listens) setup_.push_back({Setup::What::listeners, name});
  }
}

Demand Engine::start(TimePoint now) {
  record(trace::EventKind::run_started, now, scenario_.id);
  return next(now);
}

Demand Engine::app_made(const control::App& app, TimePoint now) {
  apps_[making_app_] = app;
  return next(now);
}

Demand Engine::done(const control::ServerReply& reply, TimePoint now) {
  if (deed_) {
    deed_done(reply, now);
  } else if (in_step_) {
    if (const auto* token = std::get_if<TokenStep>(&scenario_.steps[step_].action)) tokens_[token->label] = reply.token;
    complete_step(now);
  }
  return next(now);
}

Demand Engine::failed(const Error& error, TimePoint now) {
  if (broken_off_) return finish(*broken_off_, now);  // which is why
  const std::string where = deed_      ? "the app model of " + deed_->client + ": "
                            : in_step_ ? "step " + std::to_string(step_ + 1) + " (" + scenario_.steps[step_].text + "): "
                                       : "set-up: ";
  return finish({Finished::How::inconclusive, where + to_text(error)}, now);
}

Demand Engine::woken(TimePoint now) {
  waiting_ = false;
  if (now < *wait_ends_) return next(now);  // an app model has something to do
  if (std::holds_alternative<AwaitStep>(scenario_.steps[step_].action) && !is_satisfied()) {
    record(trace::EventKind::wait_timed_out, now, scenario_.steps[step_].text);
    return finish({Finished::How::wait_failed, scenario_.steps[step_].text}, now);
  }
  end_wait(now);
  return next(now);
}

std::optional<Demand> Engine::observe(const trace::Event& event, TimePoint now) {
  if (finished_) return std::nullopt;
  seen_.push_back({event});
  const auto due = app_models_.next_due();
  app_models_.observe(event, now);
  if (!broken_off_) broken_off_ = end_by(event);
  if (!waiting_) return std::nullopt;
  const bool satisfied = !broken_off_ && is_satisfied();
  if (satisfied) end_wait(now);
  if (!broken_off_ && !satisfied && app_models_.next_due() == due) return std::nullopt;
  waiting_ = false;
  return next(now);
}

std::vector<trace::Event> Engine::take_events() { return std::exchange(events_, {}); }

Demand Engine::next(TimePoint now) {
  if (finished_) return Finished{};
  if (broken_off_) return finish(*broken_off_, now);
  if (auto demand = next_setup()) return *demand;
  if (auto demand = next_deed(now)) return *demand;
  if (wait_ends_) {
    if (!is_satisfied()) return wait();
    end_wait(now);
  }
  while (step_ < scenario_.steps.size()) {
    const Step& step = scenario_.steps[step_];
    in_step_ = true;
    record(trace::EventKind::step_started, now, step.text);
    open_window(step.action);
    if (auto demand = perform(step.action, now)) return *demand;
    complete_step(now);
  }
  return finish({}, now);
}

std::optional<Demand> Engine::next_setup() {
  if (setup_.empty()) return std::nullopt;
  const Setup setup = setup_.front();
  setup_.pop_front();
  switch (setup.what) {
    case Setup::What::app:
      making_app_ = setup.name;
      return make_app(setup.name);
    case Setup::What::client:
      return make_client(setup.name);
    case Setup::What::listeners:
      return CommandClient{setup.name, control::RegisterListeners{}};
  }
  return std::nullopt;
}

// What the apps do by themselves comes ahead of what the scenario does.
std::optional<Demand> Engine::next_deed(TimePoint now) {
  while (auto deed = app_models_.take(now)) {
    if (deed->what == AppModels::Deed::What::fetch_fails) {
      told_fetched(*deed, kFetchFailed, now);
      continue;
    }
    deed_ = deed;
    const ClientSpec& client = scenario_.clients.at(deed->client);
    if (deed->what == AppModels::Deed::What::fetch)
      return CommandServer{client.app, control::IssueToken{TokenLabel(deed->label), UserId(client.user), {}}};
    ConnectStep again = connects_[deed->client];
    again.client = deed->client;
    if (!deed->label.empty()) again.token = deed->label;
    return CommandClient{deed->client, connect_of(again)};
  }
  return std::nullopt;
}

void Engine::deed_done(const control::ServerReply& reply, TimePoint now) {
  const AppModels::Deed deed = *std::exchange(deed_, std::nullopt);
  if (deed.what != AppModels::Deed::What::fetch) return;
  tokens_[deed.label] = reply.token;
  app_models_.fetched(deed.client);
  told_fetched(deed, {}, now);
}

// Nobody else sees what an app asks of its own server.
void Engine::told_fetched(const AppModels::Deed& deed, std::optional<std::int32_t> code, TimePoint now) {
  trace::Event event;
  event.at = now;
  event.lane = trace::Lane::app;
  event.kind = trace::EventKind::token_fetched;
  event.client = deed.client;
  event.token = deed.label;
  event.code = code;
  seen_.push_back({event});
  events_.push_back(std::move(event));
}

WaitUntil Engine::wait() {
  waiting_ = true;
  return {std::min(*wait_ends_, app_models_.next_due().value_or(*wait_ends_))};
}

void Engine::end_wait(TimePoint now) {
  wait_ends_.reset();
  complete_step(now);
}

// Has what the current step awaits been seen? Takes the events then.
bool Engine::is_satisfied() {
  const auto* await = std::get_if<AwaitStep>(&scenario_.steps[step_].action);
  return await != nullptr && satisfied(*await);
}

MakeApp Engine::make_app(const std::string& name) const {
  control::CreateApp create;
  create.label = name;
  create.policy = scenario_.apps.at(name).policy;
  return {name, create};
}

MakeClient Engine::make_client(const std::string& name) const {
  const ClientSpec& spec = scenario_.clients.at(name);
  const control::App& app = apps_.at(spec.app);
  const bool tls = scenario_.transport == Transport::tls;
  control::CreateClient create;
  create.name = name;
  create.app_key = spec.app_key == kUnknownApp ? AppKey(kUnknownAppKey) : apps_.at(spec.app_key).app_key;
  create.navigators = navigators(tls ? app.navigation_tls_url : app.navigation_url, spec.navigators);
  create.ca_file = tls ? ca_file_ : std::string();
  create.initialised = spec.initialised;
  create.heartbeat_level = spec.heartbeat_level;
  return {name, create};
}

control::Connect Engine::connect_of(const ConnectStep& step) {
  connects_[step.client] = step;
  control::Connect connect;
  connect.call = next_call(step.client);
  connect.token = tokens_[step.token];
  connect.label = TokenLabel(step.token);
  connect.timeout = step.timeout.value_or(Duration{});
  connect.with_callback = scenario_.clients.at(step.client).with_callback;
  return connect;
}

control::ApiCall Engine::call_of(const ApiStep& step) {
  return std::visit(Overloaded{
                        [&](const ConnectStep& s) -> control::ApiCall { return connect_of(s); },
                        [&](const DisconnectStep& s) -> control::ApiCall { return control::Disconnect{next_call(s.client)}; },
                        [&](const SendStep& s) -> control::ApiCall {
                          return control::SendText{next_call(s.client), UserId(s.to), s.text};
                        },
                        [&](const DestroyStep& s) -> control::ApiCall { return control::DestroyClient{next_call(s.client)}; },
                    },
                    step);
}

control::CallTogether Engine::calls_of(const TogetherStep& step) {
  control::CallTogether together;
  for (const ApiStep& call : step.calls) together.calls.push_back(call_of(call));
  return together;
}

control::CallInCallback Engine::call_of(const InCallbackStep& step) {
  return {step.told, step.status, step.code, call_of(step.call)};
}

// The demand of a step, or nothing if the step is done already.
std::optional<Demand> Engine::perform(const Action& action, TimePoint now) {
  const auto command = [](const std::string& client, control::ClientCommand what) -> Demand {
    return CommandClient{client, std::move(what)};
  };
  const auto api_call = [&](const auto& step) -> Demand {
    return std::visit([&](auto&& call) { return command(step.client, std::move(call)); }, call_of(ApiStep(step)));
  };
  return std::visit(
      Overloaded{
          [&](const CreateStep& s) -> std::optional<Demand> { return make_client(s.client); },
          [&](const InitStep& s) -> std::optional<Demand> { return command(s.client, control::Initialise{}); },
          [&](const ListenStep& s) -> std::optional<Demand> { return command(s.client, control::RegisterListeners{}); },
          [&](const ConnectStep& s) -> std::optional<Demand> { return api_call(s); },
          [&](const DisconnectStep& s) -> std::optional<Demand> { return api_call(s); },
          [&](const SendStep& s) -> std::optional<Demand> { return api_call(s); },
          [&](const DestroyStep& s) -> std::optional<Demand> { return api_call(s); },
          [&](const TogetherStep& s) -> std::optional<Demand> { return command(s.client, calls_of(s)); },
          [&](const InCallbackStep& s) -> std::optional<Demand> { return command(s.client, call_of(s)); },
          [&](const TokenStep& s) -> std::optional<Demand> {
            if (s.from.empty())
              return CommandServer{s.app, control::IssueToken{TokenLabel(s.label), UserId(s.user), s.lifetime, s.starts_in,
                                                              s.one_time, s.device_bound}};
            tokens_[s.label] = altered(tokens_[s.from], s.alter);
            return std::nullopt;
          },
          [&](const ServerStep& s) -> std::optional<Demand> {
            return CommandServer{s.app, s.command};
          },
          [&](const AwaitStep& s) -> std::optional<Demand> {
            if (satisfied(s)) return std::nullopt;
            wait_ends_ = now + s.within;
            return wait();
          },
          [&](const WatchStep& s) -> std::optional<Demand> {
            wait_ends_ = now + s.lasts;
            return wait();
          },
          [&](const DeviceStep& s) -> std::optional<Demand> { return command(s.client, control::TellDeviceEvent{s.event}); },
          [&](const RestartAppStep& s) -> std::optional<Demand> { return command(s.client, control::RestartApp{}); },
          [&](const StorageStep& s) -> std::optional<Demand> { return command(s.client, control::SetStorage{s.condition}); },
      },
      action);
}

void Engine::complete_step(TimePoint now) {
  const Step& step = scenario_.steps[step_];
  const bool awaited = std::holds_alternative<AwaitStep>(step.action);
  record(awaited ? trace::EventKind::wait_satisfied : trace::EventKind::step_done, now, step.text);
  in_step_ = false;
  ++step_;
}

Demand Engine::finish(Finished finished, TimePoint now) {
  finished_ = true;
  wait_ends_.reset();
  waiting_ = false;
  record(trace::EventKind::run_ended, now, finished.reason);
  return finished;
}

// Takes the events that satisfy the await, if there are enough of them; otherwise takes none.
bool Engine::satisfied(const AwaitStep& await) {
  std::size_t from = window_;
  if (!await.pattern.client.empty()) {
    const auto own = windows_.find(await.pattern.client);
    from = own == windows_.end() ? 0 : own->second;
  }
  std::vector<std::size_t> found;
  for (std::size_t i = from; i < seen_.size() && found.size() < await.times; ++i) {
    if (!seen_[i].used && matches(await.pattern, seen_[i].event)) found.push_back(i);
  }
  if (found.size() < await.times) return false;
  for (const std::size_t i : found) seen_[i].used = true;
  return true;
}

// An await looks at what happened since the last step that acted on its client; steps that act on the server act on every client.
void Engine::open_window(const Action& action) {
  if (!opens_window(action)) return;
  window_ = seen_.size();
  const std::string client = acted_on(action);
  for (const auto& [name, spec] : scenario_.clients) {
    if (client.empty() || client == name) windows_[name] = seen_.size();
  }
}

void Engine::record(trace::EventKind kind, TimePoint now, std::string detail) {
  trace::Event event;
  event.at = now;
  event.lane = trace::Lane::run;
  event.kind = kind;
  event.name = in_step_ ? "step-" + std::to_string(step_ + 1) : std::string();
  event.detail = std::move(detail);
  events_.push_back(std::move(event));
}

namespace {

std::string percent_encoded(const std::string& text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";  // RFC 3986, unreserved
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    encoded += kPlain.find(c) != std::string_view::npos ? std::string(1, c) : std::string{'%', kHex[byte >> 4], kHex[byte & 15]};
  }
  return encoded;
}

}  // namespace

Token altered(const Token& token, Alteration how) {
  std::string text = token.value;
  const std::size_t opaque = std::min(text.find('@'), text.size());
  switch (how) {
    case Alteration::none:
      break;
    case Alteration::truncate:
      text.resize(opaque / 2);
      break;
    case Alteration::flip:
      if (opaque > 0) text[opaque / 2] = text[opaque / 2] == 'A' ? 'B' : 'A';
      break;
    case Alteration::plus_to_space:
      std::replace(text.begin(), text.end(), '+', ' ');
      break;
    case Alteration::blank:
      text = "   ";
      break;
    case Alteration::empty:
      text.clear();
      break;
    case Alteration::lose_hosts:
      text.resize(opaque);
      break;
    case Alteration::pad:
      text = " " + text + " ";
      break;
    case Alteration::percent_encode:
      text = percent_encoded(text);
      break;
    case Alteration::twice:
      text.insert(0, text, 0, opaque);
      break;
  }
  return Token(std::move(text));
}

}  // namespace redial::scenarios
