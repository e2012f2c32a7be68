// The bookkeeping between entries and checks.
#include "reports/deviations.hpp"

#include <algorithm>

namespace redial::reports {
namespace {

using scenarios::Check;
using scenarios::KnownDeviation;
using scenarios::Verdict;

bool covers(const KnownDeviation& entry, const ScenarioResult& result, const std::string& check) {
  return scenarios::covers(entry, result.client, result.scenario, check);
}

void record(const KnownDeviation& entry, Check& check) {
  check.verdict = Verdict::known;
  check.detail = (check.detail.empty() ? "" : check.detail + ". ") + entry.evidence;
  check.source += (check.source.empty() ? "" : "; ") + entry.source;
}

}  // namespace

void apply_deviations(const std::vector<KnownDeviation>& entries, ScenarioResult& result) {
  bool changed = false;
  for (Check& check : result.checks) {
    if (check.verdict != Verdict::fail) continue;
    const auto entry = std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return covers(e, result, check.id); });
    if (entry == entries.end()) continue;
    record(*entry, check);
    changed = true;
  }
  if (changed && result.verdict == Verdict::fail) result.verdict = scenarios::overall(result.checks);
}

std::vector<StaleDeviation> stale_deviations(const std::vector<KnownDeviation>& entries,
                                             const std::vector<ScenarioResult>& results) {
  std::vector<StaleDeviation> stale;
  for (const KnownDeviation& entry : entries) {
    if (entry.sometimes) continue;
    bool played = false, seen = false;
    for (const ScenarioResult& result : results) {
      if (result.verdict == Verdict::inconclusive || !covers(entry, result, entry.check)) continue;
      played = true;
      seen = seen || std::any_of(result.checks.begin(), result.checks.end(),
                                 [&](const Check& check) { return check.id == entry.check && check.verdict == Verdict::known; });
    }
    if (played && !seen)
      stale.push_back({entry.client, entry.scenario, entry.check, entry.file + ":" + std::to_string(entry.position.line)});
  }
  return stale;
}

}  // namespace redial::reports
