// See diagnose.hpp: finds the incident, puts the causes that it may have on a board, lets the facts speak, and words the answer.
#include "doctor/diagnosis/diagnose.hpp"

#include <algorithm>

#include "core/session/connection_codes.hpp"
#include "doctor/diagnosis/app_breaches.hpp"
#include "doctor/diagnosis/board.hpp"
#include "doctor/diagnosis/deciding_fact.hpp"
#include "doctor/diagnosis/incident.hpp"
#include "doctor/diagnosis/sdk_breaches.hpp"
#include "doctor/diagnosis/tables.hpp"
#include "doctor/diagnosis/token_facts.hpp"

namespace redial::doctor {
namespace {

using std::string;
using What = Incident::What;
namespace code = session::code;

string code_text(std::int32_t told) { return std::to_string(told); }

// What the incident looks like, as the first line of evidence.
string sign_of(const Incident& incident) {
  const Attempt* attempt = incident.attempt;
  switch (incident.what) {
    case What::refused:
      return attempt->what == Attempt::What::navigation ? "navigation refused with " + code_text(*attempt->status)
                                                        : "the login was refused with CONNACK " + code_text(*attempt->status);
    case What::ended:
      return "the server ended the connection with DISCONNECT " + code_text(*attempt->disconnect);
    case What::lost:
      return "the connection was lost";
    case What::failed: {
      const string status = attempt->status ? " (" + code_text(*attempt->status) + ")" : string();
      return string(to_name(stage_of(*attempt))) + " failed: " + string(to_name(attempt->failure)) + status;
    }
    case What::told:
      return "the app was told " + code_text(incident.told->code);
  }
  return {};
}

// The client's last attempt of the call that the app was told the outcome of; null: it made none.
const Attempt* last_ahead(const Symptoms& symptoms, const Told& told) {
  const Attempt* last = nullptr;
  for (const Attempt& attempt : symptoms.attempts)
    if (attempt.client == told.client && attempt.began >= told.since && attempt.began <= told.at) last = &attempt;
  return last;
}

// Navigation answered, nobody was dialled, and the app was told a failure: the answer was of no use.
bool answer_was_useless(const Symptoms& symptoms, const Told& told) {
  const Attempt* last = last_ahead(symptoms, told);
  return last && last->what == Attempt::What::navigation && last->end == Attempt::End::passed;
}

std::vector<Cause> causes_of_told(const Case& one, const Symptoms& symptoms, const Told& told) {
  if (told.suspended) return {Cause::connection_lost};
  const std::vector<Cause>& causes = causes_of_code(told.code);
  if (causes.size() > 1 && told.code != code::kTokenIncorrect && one.sight.wire && answer_was_useless(symptoms, told))
    return {Cause::navigation_unusable, Cause::navigation_http_error};
  if (told.code != code::kTokenIncorrect) return causes;
  std::vector<Cause> all = causes;
  all.push_back(Cause::token_empty);
  return all;
}

std::vector<Cause> possible_causes(const Case& one, const Symptoms& symptoms, const Incident& incident) {
  switch (incident.what) {
    case What::lost:
      return {Cause::connection_lost};
    case What::failed:
      return causes_of_failure(*incident.attempt);
    case What::told:
      return causes_of_told(one, symptoms, *incident.told);
    default: {
      const auto told = code_of(incident);
      return told ? causes_of_code(*told) : std::vector<Cause>();
    }
  }
}

// A code that names one cause is believed, unless the record shows that it cannot be meant so.
std::vector<Cause> doubted(std::vector<Cause> causes, const Refusal& refusal) {
  if (causes != std::vector{Cause::token_expired} || !refusal.token) return causes;
  const auto ends = expiry_of(*refusal.token, refusal.knowledge, refusal.at);
  const bool alive = ends && surely_alive(*ends, *refusal.token, refusal.at);
  if (alive) causes.insert(causes.end(), {Cause::token_revoked, Cause::secret_rotated});
  return causes;
}

bool is_about_token(const Incident& incident, const std::vector<Cause>& causes) {
  if (incident.what != What::refused && incident.what != What::told) return false;
  return std::ranges::count(causes, Cause::token_expired) > 0 || (incident.attempt && !incident.attempt->verdict.empty());
}

// A test's own faults tell why it failed, where the record has them.
void weigh_injected(const Incident& incident, const Symptoms& symptoms, Board& board) {
  const Attempt* attempt = incident.attempt ? incident.attempt : incident.told ? last_ahead(symptoms, *incident.told) : nullptr;
  if (!attempt || incident.what == What::refused || incident.what == What::ended) return;
  for (auto kind = attempt->injected.rbegin(); kind != attempt->injected.rend(); ++kind)
    if (const auto cause = cause_of_fault(*kind, *attempt))
      board.decides(*cause, {"the record's own server did it: " + *kind, attempt->events});
}

Board weigh(const Case& one, const Symptoms& symptoms, const Knowledge& knowledge, const Incident& incident) {
  std::vector<Cause> causes = possible_causes(one, symptoms, incident);
  const Refusal refusal = tell_refusal(one, symptoms, knowledge, incident);
  causes = doubted(std::move(causes), refusal);
  Board board(causes);
  if (causes.size() == 1) board.supports(causes.front(), {sign_of(incident), events_of(incident)});
  if (is_about_token(incident, causes))
    for (const TokenFact& fact : token_facts()) fact.weigh(refusal, board);
  weigh_injected(incident, symptoms, board);
  return board;
}

string client_text(const Case& one, const Incident& incident) {
  const bool several = std::ranges::any_of(
      one.trace, [&](const trace::Event& event) { return !event.client.empty() && event.client != incident.client; });
  return several && !incident.client.empty() ? incident.client + ": " : string();
}

string summary_of(const Diagnosis& diagnosis, const Case& one, const Incident& incident, std::size_t open) {
  const string code = diagnosis.code ? code_text(*diagnosis.code) + ": " : string();
  const string whose = client_text(one, incident);
  if (diagnosis.answer == Diagnosis::Answer::found) {
    const string later = incident.recovered ? "; it came back by itself" : "";
    return whose + code + string(describe(diagnosis.candidates.front().cause).title) + later;
  }
  if (open == 0) return whose + code + sign_of(incident) + ", and no cause that is known fits";
  return whose + code + sign_of(incident) + "; " + std::to_string(open) + " causes look alike from here";
}

Stage stage_of(const Incident& incident) {
  if (incident.attempt) return stage_of(*incident.attempt);
  const auto& causes = causes_of_code(incident.told->code);
  if (incident.told->suspended) return Stage::online;
  const bool asks = std::ranges::count(causes, Cause::navigation_silent) > 0;
  return asks ? Stage::navigation : std::ranges::count(causes, Cause::upgrade_refused) > 0 ? Stage::upgrade : Stage::login;
}

void tell(const Case& one, const Symptoms& symptoms, const Knowledge& knowledge, const Incident& incident, Diagnosis& diagnosis) {
  const Board board = weigh(one, symptoms, knowledge, incident);
  const std::vector<Cause> open = board.open();
  diagnosis.candidates = board.candidates();
  diagnosis.client = incident.client;
  diagnosis.code = code_of(incident);
  diagnosis.events = events_of(incident);
  diagnosis.stage = stage_of(incident);
  diagnosis.answer = open.size() == 1 ? Diagnosis::Answer::found : Diagnosis::Answer::cannot_tell;
  if (!diagnosis.candidates.empty() && diagnosis.candidates.front().cause == Cause::token_empty)
    diagnosis.stage = Stage::token_text;
  diagnosis.summary = summary_of(diagnosis, one, incident, open.size());
  if (open.size() != 1) diagnosis.deciding_fact = deciding_fact(open, one.sight.wire);
  if (open.empty()) diagnosis.deciding_fact = "what the operator of the service sees of this login in its own log";
}

std::vector<Candidate> candidates_of(const std::vector<Cause>& causes) {
  std::vector<Candidate> candidates;
  for (const Cause cause : causes) candidates.push_back({.cause = cause});
  return candidates;
}

// What an attempt that had come to nothing when the record ended may have died of.
std::vector<Candidate> open_at_the_end(const Attempt& attempt) {
  const bool asks = attempt.what == Attempt::What::navigation;
  const Cause silent = asks ? Cause::navigation_silent : attempt.opened ? Cause::login_unanswered : Cause::upgrade_silent;
  return candidates_of({silent, Cause::connection_lost});
}

void tell_no_incident(const Case& one, const Symptoms& symptoms, Diagnosis& diagnosis) {
  if (!symptoms.successes.empty()) {
    const auto& last = symptoms.successes.back();
    diagnosis.answer = Diagnosis::Answer::nothing_wrong;
    diagnosis.client = last.client;
    diagnosis.stage = Stage::online;
    diagnosis.summary = string(describe(Cause::none).title);
    diagnosis.events = {last.event};
    diagnosis.candidates = {{Cause::none, false, {{"a login was accepted, and nothing failed", {last.event}}}, {}}};
  } else if (!symptoms.attempts.empty()) {
    diagnosis.answer = Diagnosis::Answer::cannot_tell;
    diagnosis.client = symptoms.attempts.back().client;
    diagnosis.events = symptoms.attempts.back().events;
    diagnosis.stage = stage_of(symptoms.attempts.back());
    diagnosis.candidates = open_at_the_end(symptoms.attempts.back());
    diagnosis.summary = "the record ends before a login has come to anything";
    diagnosis.deciding_fact = "a record of the same login that goes on until the app is told a code";
  } else {
    if (one.sight.wire) diagnosis.candidates = candidates_of({Cause::token_empty, Cause::not_initialised});
    diagnosis.summary = "no login is on record in this " + string(to_name(one.origin));
    diagnosis.deciding_fact = "a record that begins before the app calls connect";
  }
}

// What the doctor's own question to the Server API brought about is no incident of the app.
void leave_out_fresh_token(const Case& one, Symptoms& symptoms) {
  if (one.api.fresh_token.empty()) return;
  std::erase_if(symptoms.attempts, [&](const Attempt& attempt) {
    return attempt.token == one.api.fresh_token && attempt.end != Attempt::End::accepted;
  });
}

}  // namespace

Diagnosis diagnose(const Case& one, const Knowledge& knowledge) {
  Diagnosis diagnosis;
  Symptoms symptoms = read_symptoms(one);
  leave_out_fresh_token(one, symptoms);
  if (const auto incident = find_incident(symptoms))
    tell(one, symptoms, knowledge, *incident, diagnosis);
  else
    tell_no_incident(one, symptoms, diagnosis);
  diagnosis.sdk_breaches = sdk_breaches(one);
  diagnosis.app_breaches = app_breaches(one, symptoms, knowledge);
  return diagnosis;
}

}  // namespace redial::doctor
