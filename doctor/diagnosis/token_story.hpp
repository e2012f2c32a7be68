// What a case says of one token that was refused: its text, its issue, and when it, and others beside it, were accepted or
// refused. It collects and counts; token_facts.hpp says what follows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doctor/diagnosis/diagnose.hpp"
#include "doctor/diagnosis/incident.hpp"
#include "doctor/diagnosis/symptoms.hpp"

namespace redial::doctor {

// A moment at which a token was seen, and the event that shows it.
struct Glimpse {
  TimePoint at{};
  std::uint64_t event = 0;
};

struct TokenStory {
  std::string label;
  const SeenToken* seen = nullptr;  // null: nothing is known but its label
  std::string user;                 // where a login or its issuer named it
  std::optional<Glimpse> first;     // presented, passed to connect, or issued
  std::vector<Glimpse> accepted;    // in time order
  std::vector<Glimpse> refused;     // without the reason's being named
};

// Of every token of the case.
std::vector<TokenStory> tell_stories(const Case& one, const Symptoms& symptoms);
const TokenStory* find_story(const std::vector<TokenStory>& stories, const std::string& label);

// What all rows of token_facts look at. Borrowed.
struct Refusal {
  const Case& one;
  const Symptoms& symptoms;
  const Knowledge& knowledge;
  const Incident& incident;
  std::vector<TokenStory> stories;
  const TokenStory* token = nullptr;  // the one that was refused; null: not known which
  TimePoint at{};                     // of the refusal
  std::vector<std::uint64_t> events;  // that show it
};

Refusal tell_refusal(const Case& one, const Symptoms& symptoms, const Knowledge& knowledge, const Incident& incident);

// Is the token's text known, so that no flaw means something?
bool text_known(const TokenStory& story);
// Was the token presented with one AppKey only, as far as is known?
bool one_app_key(const Case& one, const TokenStory& story);
// When the token ends, by its issuer's word or by the lifetime that the app's developer names.
struct Expiry {
  TimePoint at{};
  bool exact = false;   // false: at that time at the latest
  std::string by_whom;  // "its issuer said so"
};
// `at`: a time of the record.
std::optional<Expiry> expiry_of(const TokenStory& story, const Knowledge& knowledge, TimePoint at);
// Is it certain that the token had not expired by then: was a good part of its life left?
bool surely_alive(const Expiry& expiry, const TokenStory& story, TimePoint at);

}  // namespace redial::doctor
