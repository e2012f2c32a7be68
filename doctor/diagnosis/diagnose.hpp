// From a case to its cause: which causes the facts leave possible, with the evidence for and against each, and whether one is
// left. Pure. It never claims more than the facts give: a wrong answer costs more than "cannot tell".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doctor/case/case.hpp"
#include "doctor/case/stage.hpp"
#include "doctor/diagnosis/cause.hpp"
#include "scenarios/engine/verdict.hpp"

namespace redial::doctor {

struct Evidence {
  std::string text;                   // a sentence; tokens and AppKeys by label
  std::vector<std::uint64_t> events;  // sequence numbers of the events that show it
};

struct Candidate {
  Cause cause = Cause::none;
  bool ruled_out = false;
  std::vector<Evidence> speaks_for, speaks_against;
};

struct Diagnosis {
  enum class Answer : std::uint8_t {
    found,          // one cause is left: the first candidate
    cannot_tell,    // several are, or the record shows too little: `deciding_fact`
    nothing_wrong,  // a login worked, and nothing failed
    nothing_seen,   // no login is on record at all
  } answer = Answer::nothing_seen;
  std::string summary;                // one sentence
  std::optional<Stage> stage;         // where it stopped
  std::string client;                 // whose story this is about: the last one that failed, if several did
  std::optional<std::int32_t> code;   // what the app was told, or would be, by docs/PROTOCOL.md: 31004
  std::vector<std::uint64_t> events;  // that show what went wrong, or that nothing did
  std::vector<Candidate> candidates;  // the likeliest first, those ruled out last
  std::string deciding_fact;          // which single further fact would decide; empty if it is decided
  // Documented promises that the SDK broke, and advice that the app did not follow. As a run's checks; those that held are left
  // out.
  std::vector<scenarios::Check> sdk_breaches, app_breaches;
};

struct Knowledge {
  std::optional<Duration> token_lifetime;  // of the app's tokens, as its developer says
};

Diagnosis diagnose(const Case& one, const Knowledge& knowledge = {});

}  // namespace redial::doctor
