// Each aspect of a play is put into words (aspects.hpp), and the words are compared.
#include "reports/differences.hpp"

#include <algorithm>
#include <optional>

#include "reports/aspects.hpp"
#include "reports/summarise.hpp"

namespace redial::reports {
namespace {

using Groups = std::vector<const ClientResults*>;
using Told = std::vector<std::optional<std::string>>;  // by each group; nothing if it did not play, or cannot tell

std::optional<std::string> words_of(const ClientResults& group, const std::string& scenario, const Aspect& aspect,
                                    const SharedChecks& shared) {
  std::vector<std::string> words;
  for (const ScenarioResult* result : group.results) {
    if (result->scenario != scenario) continue;
    if (aspect.tell != Tell::always && result->verdict == scenarios::Verdict::inconclusive) continue;
    const auto text = aspect.words(*result, shared);
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

// The checks that every group that played the scenario was held to.
SharedChecks shared_checks(const Groups& groups, const std::string& scenario) {
  SharedChecks shared;
  for (const ClientResults* group : groups) {
    std::set<std::string> held;
    bool played = false;
    for (const ScenarioResult* result : group->results) {
      if (result->scenario != scenario) continue;
      played = true;
      for (const scenarios::Check& check : result->checks) held.insert(check.id);
    }
    if (!played) continue;
    if (!shared) shared = held;
    std::erase_if(*shared, [&](const std::string& id) { return !held.contains(id); });
  }
  return shared;
}

Comparison compare(const Groups& groups, const std::vector<std::string>& scenarios, bool across) {
  Comparison comparison{{}, across, {}};
  for (const ClientResults* group : groups) comparison.clients.push_back(group->client);
  for (const std::string& scenario : scenarios) {
    const SharedChecks shared = across ? shared_checks(groups, scenario) : std::nullopt;
    bool any = false;
    for (const Aspect& aspect : across ? aspects_across_profiles() : aspects()) {
      Told told;
      for (const ClientResults* group : groups) told.push_back(words_of(*group, scenario, aspect, shared));
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
  const auto note = [](std::vector<std::string>& list, const std::string& item) {
    if (std::ranges::find(list, item) == list.end()) list.push_back(item);
  };
  for (const ScenarioResult& result : results) {
    note(scenarios, result.scenario);
    note(profiles, result.client.profile);
  }
  const std::vector<ClientResults> all = by_client(results);
  std::vector<Comparison> comparisons;
  Groups everybody;
  for (const std::string& profile : profiles) {
    Groups groups;
    for (const ClientResults& group : all) {
      if (group.client.profile == profile) groups.push_back(&group);
    }
    everybody.insert(everybody.end(), groups.begin(), groups.end());
    if (groups.size() > 1) comparisons.push_back(compare(groups, scenarios, false));
  }
  if (profiles.size() > 1) comparisons.push_back(compare(everybody, scenarios, true));
  return comparisons;
}

}  // namespace redial::reports
