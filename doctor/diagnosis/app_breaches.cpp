// See app_breaches.hpp.
#include "doctor/diagnosis/app_breaches.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "core/session/connection_codes.hpp"
#include "doctor/diagnosis/reading.hpp"
#include "doctor/diagnosis/tables.hpp"
#include "doctor/diagnosis/token_story.hpp"
#include "scenarios/engine/timeline.hpp"

namespace redial::doctor {
namespace {

using scenarios::Check;
using scenarios::Severity;
using std::string;
using trace::ConnectionStatus;
using trace::Event;
using trace::EventKind;
using Checks = std::vector<Check>;
namespace code = session::code;

Check breach(string detail, std::vector<std::uint64_t> events) {
  Check check;
  check.detail = std::move(detail);
  check.events = std::move(events);
  return check;
}

// One breach for all that was counted; none without.
Checks counted(const string& what, std::vector<std::uint64_t> events) {
  if (events.empty()) return {};
  const string times = events.size() == 1 ? "once" : std::to_string(events.size()) + " times";
  return {breach(what + ", " + times, std::move(events))};
}

bool is_connect(const Event& event) { return event.kind == EventKind::call && event.name == "connect"; }

// What one client's app knows of its connection, by what it has called and been told.
enum class Known : std::uint8_t { nothing, connecting, connected, suspended };

// `visit` is called for each connect with what the app knew ahead of it.
template <class Visit>
void each_connect(const Case& one, Visit visit) {
  std::map<string, Known> known;
  for (const Event& event : one.trace) {
    if (event.lane != trace::Lane::app) continue;
    Known& now = known[event.client];
    if (is_connect(event)) {
      visit(event, now);
      if (now == Known::nothing) now = Known::connecting;
    } else if (tells_online(event)) {
      now = Known::connected;
    } else if (event.kind == EventKind::status && event.status == ConnectionStatus::suspended) {
      now = Known::suspended;
    } else if (ends_by_app(event)) {
      now = Known::nothing;
    } else if (const auto told = told_code(event); told && causes_of_code(*told) != std::vector{Cause::duplicate_connect}) {
      now = Known::nothing;
    } else if (event.kind == EventKind::status && scenarios::tells_ended(event)) {
      now = Known::nothing;
    }
  }
}

Checks duplicates(const Case& one, const Symptoms&, const Knowledge&) {
  std::vector<std::uint64_t> events;
  each_connect(one, [&](const Event& call, Known known) {
    if (known == Known::connecting || known == Known::connected) events.push_back(call.sequence);
  });
  return counted("connect was called while connecting or connected", std::move(events));
}

Checks by_itself(const Case& one, const Symptoms&, const Knowledge&) {
  std::vector<std::uint64_t> events;
  each_connect(one, [&](const Event& call, Known known) {
    if (known == Known::suspended) events.push_back(call.sequence);
  });
  return counted("connect was called while the SDK was reconnecting by itself", std::move(events));
}

Checks inside_callbacks(const Case& one, const Symptoms&, const Knowledge&) {
  std::vector<std::uint64_t> events;
  for (const Event& event : one.trace)
    if (is_connect(event) && event.nesting > 0) events.push_back(event.sequence);
  return counted("connect was called inside a callback of the SDK", std::move(events));
}

Checks before_listeners(const Case& one, const Symptoms&, const Knowledge&) {
  std::map<string, std::uint64_t> connected;  // client: its first connect, while nobody listens
  std::set<string> listening;
  std::vector<std::uint64_t> events;
  for (const Event& event : one.trace) {
    if (is_connect(event) && !listening.contains(event.client)) connected.try_emplace(event.client, event.sequence);
    if (event.kind != EventKind::listeners_registered || !listening.insert(event.client).second) continue;
    if (const auto early = connected.find(event.client); early != connected.end())
      events.insert(events.end(), {early->second, event.sequence});
  }
  if (events.empty()) return {};
  return {breach("listeners were registered behind the first connect: what it told before went unheard", std::move(events))};
}

string seconds(Duration length) {
  const auto tenths = length / std::chrono::milliseconds(100);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

// When each token was refused, in time order: on the wire, or where that is not on record, as the app was told.
std::map<string, std::vector<Glimpse>> refusals(const Symptoms& symptoms) {
  std::map<string, std::vector<Glimpse>> by_token;
  const auto is_refusal = [](std::optional<std::int32_t> told) {
    return told == code::kTokenIncorrect || told == code::kTokenExpired;
  };
  for (const Attempt& attempt : symptoms.attempts)
    if (attempt.end == Attempt::End::refused && !attempt.token.empty() && is_refusal(code_of_refusal(attempt)))
      by_token[attempt.token].push_back({attempt.ended, attempt.events.back()});
  std::map<string, std::vector<Glimpse>> told_by_token;
  for (const Told& told : symptoms.told)
    if (told.of_call && !told.token.empty() && is_refusal(told.code)) told_by_token[told.token].push_back({told.at, told.event});
  for (auto& [token, told] : told_by_token) by_token.try_emplace(token, std::move(told));
  return by_token;
}

std::vector<std::uint64_t> events_of(const std::vector<Glimpse>& glimpses) {
  std::vector<std::uint64_t> events;
  for (const Glimpse& one : glimpses) events.push_back(one.event);
  return events;
}

Checks loops(const Case&, const Symptoms& symptoms, const Knowledge&) {
  Checks found;
  for (const auto& [token, refused] : refusals(symptoms)) {
    if (refused.size() <= kLoop) continue;
    const Duration length = refused.back().at - refused.front().at;
    found.push_back(breach(token + " was refused " + std::to_string(refused.size()) + " times in " + seconds(length) +
                               ", and presented again each time",
                           events_of(refused)));
  }
  return found;
}

Checks refused_again(const Case&, const Symptoms& symptoms, const Knowledge&) {
  Checks found;
  for (const auto& [token, refused] : refusals(symptoms))
    if (refused.size() > 1 && refused.size() <= kLoop)
      found.push_back(breach(token + " was presented again after it had been refused", events_of(refused)));
  return found;
}

Checks too_old(const Case& one, const Symptoms& symptoms, const Knowledge& knowledge) {
  Checks found;
  std::set<string> told;
  const std::vector<TokenStory> stories = tell_stories(one, symptoms);
  for (const Attempt& attempt : symptoms.attempts) {
    if (told.contains(attempt.token)) continue;
    const TokenStory* story = find_story(stories, attempt.token);
    const auto ends = story ? expiry_of(*story, knowledge, attempt.began) : std::nullopt;
    if (!ends || attempt.began <= ends->at) continue;
    told.insert(attempt.token);
    found.push_back(
        breach(attempt.token + " was presented " + seconds(attempt.began - ends->at) + " after its end, " + ends->by_whom,
               attempt.events));
  }
  return found;
}

}  // namespace

std::span<const AppRule> app_rules() {
  static const std::vector<AppRule> kRules = {
      {"app-duplicate-connect", "connect is called once, and not while connecting or connected",
       "Connect pages: call connect once; a second call may clear callbacks", Severity::must, duplicates},
      {"app-leaves-reconnecting-to-the-sdk", "while the SDK reconnects, the app does not call connect",
       "Reconnect pages: the SDK's own mechanism reconnects", Severity::must, by_itself},
      {"app-connects-outside-callbacks", "connect is not called inside a callback of the SDK",
       "Reports of users: connect inside a status callback ends in a loop", Severity::should, inside_callbacks},
      {"app-listens-first", "listeners are registered before connect is called",
       "Web and Nexconn connect pages: register listeners after init and before connect", Severity::must, before_listeners},
      {"app-no-loop-on-31004", "a refused token is not presented again and again",
       "uni-app connect page, note 2: request a new token and connect again, but avoid an endless loop", Severity::must, loops},
      {"app-fetches-a-new-token", "after 31004 the app connects with a new token",
       "uni-app connect page, note 2: request a new token and connect again", Severity::should, refused_again},
      {"app-renews-in-time", "a token that is over its lifetime is not presented",
       "Server API, register: the lifetime of tokens is set in the console", Severity::should, too_old},
  };
  return kRules;
}

Checks app_breaches(const Case& one, const Symptoms& symptoms, const Knowledge& knowledge) {
  Checks all;
  for (const AppRule& rule : app_rules()) {
    for (Check& check : rule.find(one, symptoms, knowledge)) {
      check.id = rule.id;
      check.rule = rule.advice;
      check.source = rule.source;
      check.severity = rule.severity;
      check.verdict = rule.severity == Severity::must ? scenarios::Verdict::fail : scenarios::Verdict::warning;
      all.push_back(std::move(check));
    }
  }
  return all;
}

}  // namespace redial::doctor
