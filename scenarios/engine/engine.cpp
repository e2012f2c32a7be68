// How the engine walks through set-up and steps, and what an await counts as seen.
#include "scenarios/engine/engine.hpp"

#include <algorithm>
#include <utility>

#include "core/base/overloaded.hpp"
#include "scenarios/engine/pattern.hpp"

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

// Steps after which an await looks at newer events only. Getting a token or waiting changes nothing that could be awaited.
bool opens_window(const Action& action) {
  return !std::holds_alternative<TokenStep>(action) && !std::holds_alternative<AwaitStep>(action) &&
         !std::holds_alternative<WatchStep>(action);
}

bool is_loss(const trace::Event& event) {
  return event.kind == trace::EventKind::agent_lost || event.kind == trace::EventKind::server_lost;
}

// An AppKey that no app has, of the vendor's form.
constexpr const char* kUnknownAppKey = "redial0unknown0";

}  // namespace

Engine::Engine(const Scenario& scenario, std::string ca_file) : scenario_(scenario), ca_file_(std::move(ca_file)) {
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
  if (in_step_) {
    if (const auto* token = std::get_if<TokenStep>(&scenario_.steps[step_].action)) tokens_[token->label] = reply.token;
    complete_step(now);
  }
  return next(now);
}

Demand Engine::failed(const Error& error, TimePoint now) {
  const std::string where =
      in_step_ ? "step " + std::to_string(step_ + 1) + " (" + scenario_.steps[step_].text + "): " : "set-up: ";
  return finish(Finished::How::inconclusive, where + to_text(error), now);
}

Demand Engine::woken(TimePoint now) {
  wait_ends_.reset();
  if (const auto* await = std::get_if<AwaitStep>(&scenario_.steps[step_].action); await && !satisfied(*await)) {
    record(trace::EventKind::wait_timed_out, now, scenario_.steps[step_].text);
    return finish(Finished::How::wait_failed, scenario_.steps[step_].text, now);
  }
  complete_step(now);
  return next(now);
}

std::optional<Demand> Engine::observe(const trace::Event& event, TimePoint now) {
  if (finished_) return std::nullopt;
  seen_.push_back({event});
  if (is_loss(event)) lost_ = event.detail;
  if (!wait_ends_) return std::nullopt;
  if (lost_) return finish(Finished::How::inconclusive, *lost_, now);
  const auto* await = std::get_if<AwaitStep>(&scenario_.steps[step_].action);
  if (!await || !satisfied(*await)) return std::nullopt;
  wait_ends_.reset();
  complete_step(now);
  return next(now);
}

std::vector<trace::Event> Engine::take_events() { return std::exchange(events_, {}); }

Demand Engine::next(TimePoint now) {
  if (finished_) return Finished{};
  if (lost_) return finish(Finished::How::inconclusive, *lost_, now);
  if (auto demand = next_setup()) return *demand;
  while (step_ < scenario_.steps.size()) {
    const Step& step = scenario_.steps[step_];
    in_step_ = true;
    record(trace::EventKind::step_started, now, step.text);
    open_window(step.action);
    if (auto demand = perform(step.action, now)) return *demand;
    complete_step(now);
  }
  return finish(Finished::How::complete, {}, now);
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
  create.navigators = {tls ? app.navigation_tls_url : app.navigation_url};
  create.ca_file = tls ? ca_file_ : std::string();
  return {name, create};
}

// The demand of a step, or nothing if the step is done already.
std::optional<Demand> Engine::perform(const Action& action, TimePoint now) {
  const auto wait_until = [&](TimePoint deadline) {
    wait_ends_ = deadline;
    return WaitUntil{deadline};
  };
  return std::visit(Overloaded{
                        [&](const CreateStep& s) -> std::optional<Demand> { return make_client(s.client); },
                        [&](const ListenStep& s) -> std::optional<Demand> {
                          return CommandClient{s.client, control::RegisterListeners{}};
                        },
                        [&](const ConnectStep& s) -> std::optional<Demand> {
                          control::Connect connect;
                          connect.call = next_call(s.client);
                          connect.token = tokens_[s.token];
                          connect.label = TokenLabel(s.token);
                          connect.timeout = s.timeout.value_or(Duration{});
                          connect.with_callback = scenario_.clients.at(s.client).with_callback;
                          return CommandClient{s.client, connect};
                        },
                        [&](const DisconnectStep& s) -> std::optional<Demand> {
                          return CommandClient{s.client, control::Disconnect{next_call(s.client)}};
                        },
                        [&](const SendStep& s) -> std::optional<Demand> {
                          return CommandClient{s.client, control::SendText{next_call(s.client), UserId(s.to), s.text}};
                        },
                        [&](const DestroyStep& s) -> std::optional<Demand> {
                          return CommandClient{s.client, control::DestroyClient{next_call(s.client)}};
                        },
                        [&](const TokenStep& s) -> std::optional<Demand> {
                          if (s.from.empty())
                            return CommandServer{s.app, control::IssueToken{TokenLabel(s.label), UserId(s.user), s.lifetime,
                                                                            s.starts_in, s.one_time, s.device_bound}};
                          tokens_[s.label] = altered(tokens_[s.from], s.alter);
                          return std::nullopt;
                        },
                        [&](const ServerStep& s) -> std::optional<Demand> {
                          return CommandServer{s.app, s.command};
                        },
                        [&](const AwaitStep& s) -> std::optional<Demand> {
                          if (satisfied(s)) return std::nullopt;
                          return wait_until(now + s.within);
                        },
                        [&](const WatchStep& s) -> std::optional<Demand> { return wait_until(now + s.lasts); },
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

Demand Engine::finish(Finished::How how, std::string reason, TimePoint now) {
  finished_ = true;
  wait_ends_.reset();
  record(trace::EventKind::run_ended, now, reason);
  return Finished{how, std::move(reason)};
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
  }
  return Token(std::move(text));
}

}  // namespace redial::scenarios
