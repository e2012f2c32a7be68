// See incident.hpp.
#include "doctor/diagnosis/incident.hpp"

#include <algorithm>
#include <tuple>

#include "core/session/connection_codes.hpp"
#include "core/wire/status_tables.hpp"
#include "doctor/diagnosis/tables.hpp"

namespace redial::doctor {
namespace {

using What = Incident::What;
using End = Attempt::End;
namespace code = session::code;

// A fact is told to the app a little later, and to the browser's log later still.
constexpr Duration kToldBehind = std::chrono::seconds(2);

bool is_duplicate(std::int32_t told) { return causes_of_code(told) == std::vector{Cause::duplicate_connect}; }

// Codes that speak of the way to the servers, and not of the login itself: the SDK, or the app, tries again.
bool is_passing(std::int32_t told) {
  const auto& causes = causes_of_code(told);
  return causes.size() != 1 ? told != code::kTokenIncorrect
                            : causes.front() >= Cause::name_not_resolved && causes.front() <= Cause::connection_lost;
}

bool online_behind(const Symptoms& symptoms, const std::string& client, TimePoint at) {
  return std::ranges::any_of(symptoms.successes,
                             [&](const auto& success) { return success.client == client && success.at > at; });
}

std::optional<Incident> incident_of(const Attempt& attempt) {
  Incident incident{.attempt = &attempt, .client = attempt.client, .at = attempt.ended};
  if (attempt.end == End::refused) {
    incident.what = What::refused;
  } else if (attempt.end == End::failed) {
    incident.what = What::failed;
  } else if (attempt.disconnect && code_of_disconnect(*attempt.disconnect)) {
    incident.what = What::ended;
    incident.at = attempt.over_at;
  } else if (attempt.lost) {
    incident.what = What::lost;
    incident.at = attempt.over_at;
  } else {
    return std::nullopt;
  }
  return incident;
}

// A status without a code is named after one of those that it is told for.
bool stands_for(std::int32_t named, std::optional<std::int32_t> meant) {
  if (named == code::kTokenIncorrect) return meant == code::kTokenExpired;
  return named == code::kUserBlocked && meant == code::kBlockedWhileOnline;
}

// Is the code what the app hears of such an incident?
bool speaks_of(const Told& told, const Incident& incident) {
  if (told.client != incident.client || told.at < incident.at || told.since > incident.at) return false;
  if (incident.what == What::refused || incident.what == What::ended)
    return code_of(incident) == told.code || (told.in_words && stands_for(told.code, code_of(incident)));
  return told.suspended || is_passing(told.code) || told.code == code::kConnectTimeout;
}

// What the app was told, beside the latest incident that it can speak of, or as an incident of its own.
void add_told(const Symptoms& symptoms, const Told& told, std::vector<Incident>& incidents) {
  const auto says_more = [&](const Told& other) {
    return !other.in_words && other.client == told.client && other.at - told.at < kToldBehind && told.at - other.at < kToldBehind;
  };
  if (told.in_words && std::ranges::any_of(symptoms.told, says_more)) return;
  Incident* latest = nullptr;
  for (Incident& incident : incidents)
    if (speaks_of(told, incident) && (!latest || incident.at >= latest->at)) latest = &incident;
  if (!latest) {
    if (!causes_of_code(told.code).empty() || told.of_call)
      incidents.push_back(
          {.what = told.suspended ? What::lost : What::told, .told = &told, .client = told.client, .at = told.at});
    return;
  }
  // A refusal is told once, and again by a status; a connection that fails for ever is told anew for each call.
  if (!latest->told || told.at - latest->at < kToldBehind) latest->told = &told;
}

// A connection that goes with the end of the record: whoever recorded has stopped, and so has what was recorded, most likely.
bool goes_with_the_record(const Symptoms& symptoms, const Incident& incident) {
  constexpr Duration kAtTheEnd = std::chrono::milliseconds(100);  // a client that has lost its connection dials before that
  return incident.what == What::lost && !incident.told && symptoms.end - incident.at < kAtTheEnd;
}

// What matters most comes last: what stayed broken, then a call that the SDK refused, then what mended; the later the more.
auto weight(const Incident& incident) {
  const bool duplicate = incident.what == What::told && is_duplicate(incident.told->code);
  return std::tuple(incident.recovered ? 0 : duplicate ? 1 : 2, incident.at, incident.attempt != nullptr);
}

}  // namespace

std::optional<std::int32_t> code_of(const Incident& incident) {
  if (incident.told) return incident.told->code;
  if (incident.what == What::refused) return code_of_refusal(*incident.attempt);
  if (incident.what == What::ended) return code_of_disconnect(*incident.attempt->disconnect);
  return std::nullopt;
}

std::vector<std::uint64_t> events_of(const Incident& incident) {
  std::vector<std::uint64_t> events;
  if (incident.attempt) events = incident.attempt->over ? incident.attempt->over_events : incident.attempt->events;
  if (incident.told) events.push_back(incident.told->event);
  return events;
}

std::optional<Incident> find_incident(const Symptoms& symptoms) {
  std::vector<Incident> incidents;
  for (const Attempt& attempt : symptoms.attempts)
    if (const auto incident = incident_of(attempt)) incidents.push_back(*incident);
  for (const Told& told : symptoms.told) add_told(symptoms, told, incidents);
  std::erase_if(incidents, [&](const Incident& one) { return goes_with_the_record(symptoms, one); });
  for (Incident& incident : incidents) {
    const bool passing = incident.what == What::failed || incident.what == What::lost ||
                         (incident.what == What::told && (is_passing(incident.told->code) || incident.told->suspended));
    incident.recovered = passing && online_behind(symptoms, incident.client, incident.at);
  }
  const auto last = std::ranges::max_element(incidents, {}, weight);
  return last == incidents.end() ? std::nullopt : std::optional(*last);
}

}  // namespace redial::doctor
