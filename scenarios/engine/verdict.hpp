// What the judge says: one check per expectation and per contract rule, and the scenario's verdict from all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redial::scenarios {

enum class Verdict : std::uint8_t { pass, fail, known, inconclusive };
std::string_view to_name(Verdict verdict);

struct Check {
  std::string id;    // "expect-2" or the rule's id, unique in a result
  std::string rule;  // what was demanded, in words
  Verdict verdict = Verdict::pass;
  std::string detail;                 // what was seen instead; for `known`: the evidence recorded for the deviation
  std::string source;                 // the document the demand rests on
  std::vector<std::uint64_t> events;  // sequence numbers of the events that show it
};

// Fail beats inconclusive beats known beats pass.
Verdict overall(const std::vector<Check>& checks);

}  // namespace redial::scenarios
