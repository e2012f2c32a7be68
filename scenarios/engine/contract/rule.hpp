// A contract rule: a documented promise as data, with the sentence it comes from, and the pure check that holds a trace against
// it.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/timeline.hpp"
#include "scenarios/engine/verdict.hpp"

namespace redial::scenarios::contract {

// What a check found in one client's story.
struct Finding {
  enum class Kind : std::uint8_t {
    kept,         // there was occasion, and the promise held
    broken,       // there was occasion, and it did not
    no_occasion,  // nothing happened that the promise speaks of
  } kind = Kind::no_occasion;
  bool about_time = false;            // the breach is one of timing, so a machine that overslept cannot judge it
  std::string detail;                 // what was seen; for `broken` always
  std::vector<std::uint64_t> events;  // that show it
};

struct Rule {
  std::string id;       // "one-result-per-connect": stable, quoted by reports and known deviations
  std::string promise;  // in our words
  std::string source;   // the document and what it says in short; for an advisory rule also what stands against it
  Severity severity = Severity::must;
  std::vector<std::string_view> profiles;  // of control::kApiProfiles
  std::function<Finding(const Timeline&)> check;
};

// Rules about one matter, in the order in which docs/CONTRACT.md shows them.
struct Chapter {
  std::string_view title;
  std::string_view about;  // a sentence for the page
  std::vector<Rule> rules;
};
std::span<const Chapter> chapters();

// Every rule, chapter after chapter.
std::span<const Rule> all_rules();
bool holds_for(const Rule& rule, std::string_view profile);

}  // namespace redial::scenarios::contract
