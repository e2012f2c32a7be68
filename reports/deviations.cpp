// The bookkeeping between entries and checks.
#include "reports/deviations.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace redial::reports {
namespace {

using scenarios::Check;
using scenarios::KnownDeviation;
using scenarios::Verdict;

bool covers(const KnownDeviation& entry, const ScenarioResult& result, const std::string& check) {
  return scenarios::covers(entry, result.client, result.scenario, check);
}

bool is_crash(const Check& check) { return check.id == scenarios::kClientCrashed; }

void record(const KnownDeviation& entry, Check& check) {
  check.verdict = Verdict::known;
  check.evidence = entry.evidence;
  check.source += (check.source.empty() ? "" : "; ") + entry.source;
}

}  // namespace

void apply_deviations(const std::vector<KnownDeviation>& entries, ScenarioResult& result) {
  bool any_is_known = false, crash_is_known = false;
  for (Check& check : result.checks) {
    if (check.verdict != Verdict::fail && check.verdict != Verdict::inconclusive) continue;
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return covers(e, result, check.id); });
    if (entry == entries.end()) continue;
    record(*entry, check);
    any_is_known = true;
    crash_is_known = crash_is_known || is_crash(check);
  }
  // What a crash has left open needs no answer once the crash is on record.
  if (crash_is_known) std::erase_if(result.checks, [](const Check& check) { return check.verdict == Verdict::inconclusive; });
  if (any_is_known) result.verdict = scenarios::overall(result.checks);
  if (result.verdict != Verdict::inconclusive) result.reason.clear();
}

std::vector<StaleDeviation> stale_deviations(const std::vector<KnownDeviation>& entries,
                                             const std::vector<ScenarioResult>& results) {
  std::unordered_multimap<std::string_view, const ScenarioResult*> by_template;
  for (const ScenarioResult& result : results) by_template.emplace(scenarios::template_of(result.scenario), &result);
  std::vector<StaleDeviation> stale;
  for (const KnownDeviation& entry : entries) {
    if (entry.sometimes) continue;
    bool played = false, seen = false, open = false;
    const auto [first, last] = by_template.equal_range(scenarios::template_of(entry.scenario));
    for (auto place = first; place != last; ++place) {
      const ScenarioResult* result = place->second;
      if (!covers(entry, *result, entry.check)) continue;
      played = true;
      open = open || result->verdict == Verdict::inconclusive;
      seen = seen || std::any_of(result->checks.begin(), result->checks.end(),
                                 [&](const Check& check) { return check.id == entry.check && check.verdict == Verdict::known; });
    }
    if (played && !seen && !open)
      stale.push_back({entry.client, entry.scenario, entry.check, entry.file + ":" + std::to_string(entry.position.line)});
  }
  return stale;
}

}  // namespace redial::reports
