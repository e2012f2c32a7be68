// See sdk_breaches.hpp. A rule that is broken by something that happened needs the lanes in which it happened, and the app's
// calls where they would excuse it. A rule that can be broken by what did not happen is held against runs of our own alone: any
// other record may have lost it, or end ahead of it.
#include "doctor/diagnosis/sdk_breaches.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "scenarios/engine/contract/rule.hpp"

namespace redial::doctor {
namespace {

namespace contract = scenarios::contract;

struct Need {
  std::string_view rule;  // its id, or what the ids of a family begin with
  bool app = false, wire = false, start = false;
};

// Rules that something breaks which happened.
constexpr Need kByDeed[] = {
    {"no-attempt-after-", true, true, false},
    {"silence-after-", true, false, false},
    {"kick-is-told-once", true, false, false},
    {"kick-is-not-suspended", true, false, false},
    {"refused-duplicate-does-not-dial", true, true, false},
    {"refused-token-is-not-used-again", true, true, false},
    {"one-live-socket", false, true, false},
    {"one-navigation-at-a-time", false, true, false},
    {"navigation-refusal-stops-the-walk", true, true, false},
    {"redirect-asks-navigation", false, true, false},
    {"waits-no-less-", true, true, true},
    {"attempts-per-minute", true, true, true},
    {"result-and-event-agree", true, false, false},
    {"suspended-only-after-connected", true, false, true},
    {"web-status-transitions", true, false, true},
    {"no-status-twice", true, false, true},
    {"no-unhandled-error", true, false, false},
};

bool can_see(const Sight& sight, std::string_view rule) {
  if (sight.app && sight.wire && sight.verdict) return true;
  const auto need = std::ranges::find_if(kByDeed, [&](const Need& one) { return rule.starts_with(one.rule); });
  if (need == std::end(kByDeed)) return false;
  return (sight.app || !need->app) && (sight.wire || !need->wire) && (sight.has_start || !need->start);
}

}  // namespace

std::vector<scenarios::Check> sdk_breaches(const Case& one) {
  std::set<std::string> clients;
  for (const trace::Event& event : one.trace)
    if (!event.client.empty()) clients.insert(event.client);
  std::vector<scenarios::Check> broken;
  for (const std::string& client : clients) {
    const scenarios::Timeline timeline(one.trace, client);
    for (const contract::Rule& rule : contract::all_rules()) {
      if (!contract::holds_for(rule, one.profile) || !can_see(one.sight, rule.id)) continue;
      const contract::Finding finding = rule.check(timeline);
      // A machine that was busy breaks promises about time as well.
      if (finding.kind != contract::Finding::Kind::broken || finding.about_time) continue;
      const bool must = rule.severity == scenarios::Severity::must;
      broken.push_back({rule.id + (clients.size() > 1 ? "@" + client : std::string()), rule.promise,
                        must ? scenarios::Verdict::fail : scenarios::Verdict::warning, finding.detail, rule.source,
                        finding.events, rule.severity});
    }
  }
  return broken;
}

}  // namespace redial::doctor
