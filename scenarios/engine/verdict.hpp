// What the judge says: one check per expectation and per contract rule, and the scenario's verdict from all of them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/names.hpp"

namespace redial::scenarios {

enum class Verdict : std::uint8_t {
  pass,
  fail,
  known,         // a failure on record
  inconclusive,  // it could not be told
  warning,       // a promise was broken that no document makes outright: never fails a run
};
inline constexpr Named<Verdict> kVerdicts[] = {{Verdict::pass, "pass"},
                                               {Verdict::fail, "fail"},
                                               {Verdict::known, "known"},
                                               {Verdict::inconclusive, "inconclusive"},
                                               {Verdict::warning, "warning"}};
constexpr std::string_view to_name(Verdict verdict) { return name_of(kVerdicts, verdict); }

// How much a breach weighs. A broken must fails; a broken should or advisory warns.
enum class Severity : std::uint8_t {
  must,      // a document promises it, or the scenario demands it
  should,    // read off the published package, or said in passing
  advisory,  // documents contradict each other, or only a sibling's says it
};
inline constexpr Named<Severity> kSeverities[] = {
    {Severity::must, "must"}, {Severity::should, "should"}, {Severity::advisory, "advisory"}};
constexpr std::string_view to_name(Severity severity) { return name_of(kSeverities, severity); }

struct Check {
  std::string id;    // "expect-2" or the rule's id, unique in a result
  std::string rule;  // what was demanded, in words
  Verdict verdict = Verdict::pass;
  std::string detail;                 // what was seen instead
  std::string source;                 // the document the demand rests on
  std::vector<std::uint64_t> events;  // sequence numbers of the events that show it
  Severity severity = Severity::must;
  bool about_time = false;  // it failed, and might not have with more time
  std::string evidence;     // of `known`: as recorded for the deviation
};

// The check that a client's crash leaves inconclusive.
inline constexpr std::string_view kClientCrashed = "client-crashed";

// Fail beats inconclusive beats known beats warning beats pass.
Verdict overall(const std::vector<Check>& checks);

}  // namespace redial::scenarios
