// A contract rule: a documented promise as data, with the sentence it comes from, and the pure check that holds a trace against
// it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/timeline.hpp"

namespace redial::scenarios::contract {

// What a check found in one client's story.
struct Finding {
  enum class Kind : std::uint8_t {
    kept,         // there was occasion, and the promise held
    broken,       // there was occasion, and it did not
    no_occasion,  // nothing happened that the promise speaks of
  } kind = Kind::no_occasion;
  std::string detail;                 // what was seen; for `broken` always
  std::vector<std::uint64_t> events;  // that show it
};

struct Rule {
  std::string_view id;       // "one-result-per-connect": stable, quoted by reports and known deviations
  std::string_view promise;  // in our words
  std::string_view source;   // the document, and what it says in short
  std::vector<std::string_view> profiles;
  Finding (*check)(const Timeline&);
};

// Every rule, in the order of docs/CONTRACT.md.
std::span<const Rule> all_rules();
bool holds_for(const Rule& rule, std::string_view profile);

// Rules that every API profile shares, those of the two-stage uni-app API, and those of the promise-and-events Web API.
std::vector<Rule> common_rules();
std::vector<Rule> uniapp_rules();
std::vector<Rule> web_rules();

}  // namespace redial::scenarios::contract
