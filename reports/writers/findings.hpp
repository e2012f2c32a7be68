// How clients and the judge's findings are put into words, the same in every text format. Everything returned is printable
// (text.hpp).
#pragma once

#include <string>
#include <vector>

#include "reports/model.hpp"
#include "reports/writers/text.hpp"

namespace redial::reports {

// Events shown before and behind the one that broke a check.
inline constexpr std::size_t kExcerptBefore = 3;
inline constexpr std::size_t kExcerptBehind = 2;

// Below this many samples the 95th percentile by nearest rank is the maximum again, and not printed.
inline constexpr std::size_t kLeastForP95 = 20;

// "rongcloud-web 5.38.0 (web, node v20.20.2)".
std::string label(const control::ClientDescription& client, Charset charset);

// "38 passed, 1 failed, 2 known, 1 inconclusive", and ", 3 warned" if any are.
std::string to_text(const Summary& summary);

// "3 in 2 scenarios, SIGSEGV 2, SIGABRT 1".
std::string to_text(const Crashes& crashes, Charset charset);

// "alice, SIGSEGV, 1.24 s into the play".
std::string describe_crash(const ScenarioResult& result, const Crash& crash, Charset charset);

std::vector<const scenarios::Check*> checks_with(const ScenarioResult& result, scenarios::Verdict verdict);

// A finding where it shows first, and the other scenarios in which the same client shows the same: by its evidence if it is
// known, by what was demanded otherwise.
struct Recurring {
  const ScenarioResult* result = nullptr;
  const scenarios::Check* check = nullptr;
  std::vector<std::string> elsewhere;  // each once, in the report's order
};
std::vector<Recurring> recurring_findings(const Report& report, scenarios::Verdict verdict);

// "3 more: appkey/foreign, connect/init_late [late], token/expired"; of many only the first.
std::string describe_elsewhere(const Recurring& finding, Charset charset);

// A line "head text": where it has to be wrapped, `text` keeps its left edge.
struct Line {
  int indent = 0;
  std::string head;  // "source: "
  std::string text;
  bool aside = false;  // an event around the one that matters
};

// What was demanded, what was seen instead, the evidence where that is known, the source, and the trace around the first event
// that shows it, with ">" before those that do.
std::vector<Line> describe_finding(const ScenarioResult& result, const scenarios::Check& check, Charset charset);

// "known_deviations.yaml:12: web, token/expired, expect-2: did not fail; remove the entry".
std::string describe_stale(const StaleDeviation& stale, Charset charset);

}  // namespace redial::reports
