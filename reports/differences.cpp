// Each aspect of a play is put into words (aspects.hpp), and the words are compared.
#include "reports/differences.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "reports/aspects.hpp"
#include "reports/summarise.hpp"

namespace redial::reports {
namespace {

using Plays = std::vector<const ScenarioResult*>;      // of one scenario by one client
using Told = std::vector<std::optional<std::string>>;  // by each client; nothing if it did not play, or cannot tell

// One client's.
struct Group {
  control::ClientDescription client;
  std::unordered_map<std::string_view, Plays> by_scenario;

  const Plays& of(const std::string& scenario) const {
    static const Plays kNone;
    const auto found = by_scenario.find(scenario);
    return found == by_scenario.end() ? kNone : found->second;
  }
};
using Groups = std::vector<const Group*>;

Group group_of(const ClientResults& results) {
  Group group{results.client, {}};
  for (const ScenarioResult* result : results.results) group.by_scenario[result->scenario].push_back(result);
  return group;
}

std::optional<std::string> words_of(const Plays& plays, const Aspect& aspect, const IsShared& is_shared) {
  std::vector<std::string> words;
  for (const ScenarioResult* result : plays) {
    if (aspect.tell != Tell::always && result->verdict == scenarios::Verdict::inconclusive) continue;
    const auto text = aspect.words(*result, is_shared);
    if (text && std::ranges::find(words, *text) == words.end()) words.push_back(*text);
  }
  if (words.empty()) return std::nullopt;
  std::string all;
  for (const std::string& text : words) all += (all.empty() ? "" : " or ") + (text.empty() ? "none" : text);
  return all;
}

bool differ(const Groups& groups, const Told& told, bool across) {
  for (std::size_t i = 0; i < told.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const bool comparable = !across || groups[i]->client.profile != groups[j]->client.profile;
      if (comparable && told[i] && told[j] && told[i] != told[j]) return true;
    }
  }
  return false;
}

// Was every client that played the scenario held to the check?
bool is_shared(const std::string& check, const Groups& groups, const std::string& scenario) {
  const auto held = [&](const ScenarioResult* result) {
    return std::ranges::count(result->checks, check, &scenarios::Check::id) > 0;
  };
  return std::ranges::all_of(groups, [&](const Group* group) {
    const Plays& plays = group->of(scenario);
    return plays.empty() || std::ranges::any_of(plays, held);
  });
}

Comparison compare(const Groups& groups, const std::vector<std::string>& scenarios, bool across) {
  Comparison comparison{{}, across, {}};
  for (const Group* group : groups) comparison.clients.push_back(group->client);
  for (const std::string& scenario : scenarios) {
    IsShared shared;
    if (across) shared = [&](const std::string& check) { return is_shared(check, groups, scenario); };
    bool any = false;
    for (const Aspect& aspect : across ? aspects_across_profiles() : aspects()) {
      Told told;
      for (const Group* group : groups) told.push_back(words_of(group->of(scenario), aspect, shared));
      if (!differ(groups, told, across) || (aspect.tell == Tell::as_note && !any)) continue;
      any = true;
      Difference& row = comparison.rows.emplace_back(Difference{scenario, aspect.name, {}});
      for (const auto& text : told) row.told.push_back(text.value_or(""));
    }
  }
  return comparison;
}

}  // namespace

std::vector<Comparison> differences(const std::vector<ScenarioResult>& results) {
  std::vector<std::string> scenarios, profiles;
  std::unordered_set<std::string_view> noted;
  for (const ScenarioResult& result : results)
    if (noted.insert(result.scenario).second) scenarios.push_back(result.scenario);
  std::vector<Group> all;
  for (const ClientResults& group : by_client(results)) {
    all.push_back(group_of(group));
    if (std::ranges::find(profiles, group.client.profile) == profiles.end()) profiles.push_back(group.client.profile);
  }
  std::vector<Comparison> comparisons;
  Groups everybody;
  for (const std::string& profile : profiles) {
    Groups groups;
    for (const Group& group : all) {
      if (group.client.profile == profile) groups.push_back(&group);
    }
    everybody.insert(everybody.end(), groups.begin(), groups.end());
    if (groups.size() > 1) comparisons.push_back(compare(groups, scenarios, false));
  }
  if (profiles.size() > 1) comparisons.push_back(compare(everybody, scenarios, true));
  return comparisons;
}

}  // namespace redial::reports
