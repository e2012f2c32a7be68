// See doctor_views.hpp.
#include "tests/sim/doctor_views.hpp"

#include <algorithm>
#include <optional>

#include "core/control/server_command.hpp"
#include "core/wire/status_tables.hpp"
#include "doctor/diagnosis/attribution.hpp"
#include "doctor/diagnosis/reading.hpp"
#include "doctor/diagnosis/tables.hpp"
#include "scenarios/engine/contract/reading.hpp"
#include "scenarios/engine/engine.hpp"

namespace redial::doctor::views {
namespace {

using scenarios::Alteration;
using scenarios::Scenario;
using scenarios::TokenStep;
using trace::Event;
using trace::EventKind;
using trace::Lane;

constexpr std::string_view kOpaque = "q3Zt7+Yw/2bA91kLmn0PQwAb3+9zLq0/Xw7TnmKp2s==";

// The text that the app passes, where the step's token is the one that was issued above, spoilt as the engine does.
std::string text_of(const TokenStep& step) { return scenarios::altered(Token(std::string(kOpaque) + "@"), step.alter).value; }

std::vector<const TokenStep*> token_steps(const Scenario& scenario) {
  std::vector<const TokenStep*> found;
  for (const scenarios::Step& step : scenario.steps)
    if (const auto* token = std::get_if<TokenStep>(&step.action)) found.push_back(token);
  return found;
}

// How far the play moved the server's clock by each of its events.
std::vector<Duration> clock_shifts(const Scenario& scenario, const std::vector<Event>& trace) {
  std::vector<Duration> steps;
  for (const scenarios::Step& step : scenario.steps) {
    const auto* server = std::get_if<scenarios::ServerStep>(&step.action);
    if (const auto* advance = server ? std::get_if<control::AdvanceClock>(&server->command) : nullptr)
      steps.push_back(advance->by);
  }
  std::vector<Duration> shifts;
  Duration shift{};
  auto next = steps.begin();
  for (const Event& event : trace) {
    if (event.kind == EventKind::server_command && event.name == "advance-clock" && next != steps.end()) shift += *next++;
    shifts.push_back(shift);
  }
  return shifts;
}

bool is_seen(const Event& event, const Extras& extras) {
  if (event.lane == Lane::app) return extras.app;
  if (event.lane == Lane::wire) return extras.wire;
  const bool message = event.kind == EventKind::server_sent || event.kind == EventKind::server_received;
  return extras.wire && message;
}

// A token of the apps' app server, at the event of its issue.
SeenToken seen_token(const TokenStep& step, const Extras& extras, std::optional<TimePoint> issued_at) {
  SeenToken seen{.label = step.label, .app_keys = {"app-key-1"}, .presented = true};
  if (extras.texts) seen.text = examine(text_of(step));
  if (!extras.issues || !issued_at || step.alter != Alteration::none) return seen;
  seen.issued_at = issued_at;
  seen.issued_for = step.app == "main" ? "app-key-1" : "app-key-2";
  seen.user = step.user;
  if (extras.lifetimes && step.lifetime) seen.expires_at = *issued_at + *step.lifetime;
  return seen;
}

// Issuing takes no time in a play: the n-th issue is that of the n-th token step without "from".
std::vector<TimePoint> issue_times(const std::vector<Event>& trace, const std::vector<Duration>& shifts) {
  std::vector<TimePoint> times;
  for (std::size_t i = 0; i < trace.size(); ++i)
    if (trace[i].kind == EventKind::server_command && trace[i].name == "issue-token") times.push_back(trace[i].at + shifts[i]);
  return times;
}

void renumber(Case& one) {
  std::ranges::stable_sort(one.trace, {}, &Event::at);
  for (std::size_t i = 0; i < one.trace.size(); ++i) one.trace[i].sequence = i + 1;
}

void add_code(Truth& truth, std::int32_t code) {
  const auto& causes = causes_of_code(code);
  truth.causes.insert(causes.begin(), causes.end());
}

void add_fault(const Event& event, Truth& truth) {
  Attempt any;
  if (const auto cause = cause_of_fault(event.detail, any)) truth.causes.insert(*cause);
  const auto meaning = event.detail == "connack-status"
                           ? wire::connack_meaning(static_cast<std::uint16_t>(event.code.value_or(0)))
                           : wire::StatusMeaning{};
  if (meaning.code != 0) truth.causes.insert(causes_of_code(meaning.code).begin(), causes_of_code(meaning.code).end());
  constexpr std::int32_t kLicence = 416;
  if (event.detail.starts_with("navigation-") && event.code == kLicence) truth.causes.insert(Cause::licence_expired);
  // A fault that makes something fail makes a client see one of the troubles on the way; which depends on where it strikes.
  truth.nameless = true;
}

void add_refusal(const Event& event, const Scenario& scenario, Truth& truth) {
  const auto cause = cause_of_verdict(event.detail);
  if (!cause) return;
  std::set<Cause> causes{*cause};
  if (*cause == Cause::token_damaged || *cause == Cause::token_altered) {
    causes = {Cause::token_damaged, Cause::token_altered};
    // A server does not know the label of a text that it cannot read; where one token was spoilt, it is that one.
    std::vector<const TokenStep*> spoilt = token_steps(scenario);
    std::erase_if(spoilt, [](const TokenStep* step) { return step->alter == Alteration::none; });
    if (spoilt.size() == 1)
      causes = {examine(text_of(*spoilt.front())).flaws.empty() ? Cause::token_altered : Cause::token_damaged};
  }
  truth.causes.insert(causes.begin(), causes.end());
  truth.of_token[event.token].insert(causes.begin(), causes.end());
}

}  // namespace

Case saved_run(const reports::ScenarioResult& result) {
  Case one{.origin = Origin::saved_run, .source = result.scenario};
  one.sight = {.app = true, .wire = true, .verdict = true};
  one.profile = result.client.profile;
  one.start = result.started_at;
  one.trace = result.trace;
  return one;
}

Case client_view(const Scenario& scenario, const reports::ScenarioResult& result, const Extras& extras) {
  Case one{.origin = Origin::capture, .source = result.scenario};
  one.sight = {.app = extras.app, .wire = extras.wire};
  one.profile = result.client.profile;
  one.start = result.started_at;
  const std::vector<Duration> shifts = clock_shifts(scenario, result.trace);
  Attribution attribution(result.trace);
  for (std::size_t i = 0; i < result.trace.size(); ++i) {
    Event event = result.trace[i];
    const Owner owner = attribution.owner(event);
    if (event.kind == EventKind::server_command && event.name == "delete-app") break;
    if (!is_seen(event, extras)) continue;
    event.token = attribution.token(event, owner);
    if (event.lane == Lane::server) {
      if (owner.client.empty()) continue;
      event.client = owner.client;
      event.epoch = owner.dial;
    }
    event.at += shifts[i];
    one.trace.push_back(std::move(event));
  }
  renumber(one);
  const std::vector<TimePoint> issued = issue_times(result.trace, shifts);
  std::size_t next = 0;
  one.app_keys = {{"app-key-1", "…"}};
  for (const TokenStep* step : token_steps(scenario)) {
    std::optional<TimePoint> at;
    if (step->from.empty() && next < issued.size()) at = issued[next++];
    one.tokens.push_back(seen_token(*step, extras, at));
  }
  return one;
}

Case error_log(const Scenario& scenario, const reports::ScenarioResult& result) {
  Case one = client_view(scenario, result, {.app = true, .wire = false, .texts = false});
  one.origin = Origin::console_log;
  std::erase_if(one.trace, [](const Event& event) {
    return event.kind != EventKind::result || event.name != "connect" || event.code.value_or(0) == 0;
  });
  for (Event& event : one.trace) event.token.clear();
  one.tokens.clear();
  renumber(one);
  return one;
}

Case thinned(Case whole, Random& chance) {
  const std::uint32_t one_in = 2 + chance.below(8);
  std::erase_if(whole.trace, [&](const Event&) { return chance.below(one_in) == 0; });
  renumber(whole);
  whole.gaps.push_back({"the record", "some of its events are missing"});
  return whole;
}

Truth truth_of(const Scenario& scenario, const reports::ScenarioResult& result) {
  Truth truth;
  for (const Event& event : result.trace) {
    if (event.kind == EventKind::fault_fired) add_fault(event, truth);
    if (event.kind == EventKind::device_event || event.kind == EventKind::storage_changed) truth.nameless = true;
    if (event.kind == EventKind::server_command && (event.name == "restart-server" || event.name == "disconnect-user"))
      truth.nameless = true;
    const bool decided = event.kind == EventKind::server_login || event.kind == EventKind::server_navigation;
    if (decided && event.code.value_or(0) != 0 && event.code != 200) {
      add_refusal(event, scenario, truth);
      // What the service calls it, where its policy says so: a rotated secret may be told as an expired token.
      const auto told =
          event.kind == EventKind::server_login ? wire::connack_meaning(static_cast<std::uint16_t>(*event.code)).code : 31004;
      if (causes_of_code(told).size() == 1) add_code(truth, told);
    }
    if (const auto ended = scenarios::contract::status_in(event, "DISCONNECT "); ended && event.kind == EventKind::server_sent)
      add_code(truth, wire::disconnect_meaning(static_cast<std::uint16_t>(*ended)).code);
    // What the SDK itself decides, and is true by definition.
    if (const auto told = told_code(event); told && (*told == 33001 || *told == 33006 || *told == 34001 || *told == 34006))
      add_code(truth, *told);
  }
  for (const TokenStep* step : token_steps(scenario))
    if (step->alter == Alteration::blank || step->alter == Alteration::empty) {
      truth.causes.insert(Cause::token_empty);
      truth.of_token[step->label] = {Cause::token_empty};
    }
  return truth;
}

}  // namespace redial::doctor::views
