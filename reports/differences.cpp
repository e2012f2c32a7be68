// Each aspect of a play is put into words, and the words are compared.
#include "reports/differences.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "reports/summarise.hpp"

namespace redial::reports {
namespace {

using scenarios::Verdict;
using Kind = trace::EventKind;

void add(std::string& list, const std::string& item, const char* separator = ", ") {
  list += (list.empty() ? "" : separator) + item;
}

std::string verdict(const ScenarioResult& result) { return std::string(scenarios::to_name(result.verdict)); }

std::string failed_checks(const ScenarioResult& result) {
  std::string list;
  for (const scenarios::Check& check : result.checks) {
    if (check.verdict == Verdict::fail || check.verdict == Verdict::known) add(list, check.id);
  }
  return list;
}

// What `word` makes of each event, client by client: how the events of two clients interleave is left to chance.
template <class Word>
std::string told(const ScenarioResult& result, Kind kind, const Word& word) {
  std::map<std::string, std::string> lists;
  for (const trace::Event& event : result.trace) {
    if (event.kind == kind) add(lists[event.client], word(event) + (event.code ? " " + std::to_string(*event.code) : ""));
  }
  std::string all;
  for (const auto& [client, list] : lists) add(all, lists.size() > 1 ? client + ": " + list : list, "; ");
  return all;
}

std::string result_codes(const ScenarioResult& result) {
  return told(result, Kind::result, [](const trace::Event& event) { return event.name; });
}

std::string statuses(const ScenarioResult& result) {
  return told(result, Kind::status, [](const trace::Event& event) { return std::string(trace::to_name(event.status)); });
}

struct Aspect {
  const char* name;
  std::string (*words)(const ScenarioResult&);
};
constexpr Aspect kAspects[] = {
    {"verdict", verdict}, {"failed checks", failed_checks}, {"result codes", result_codes}, {"statuses", statuses}};

// Nothing if the client did not play the scenario.
std::optional<std::string> words_of(const ClientResults& group, const std::string& scenario, const Aspect& aspect) {
  std::vector<std::string> words;
  for (const ScenarioResult* result : group.results) {
    if (result->scenario != scenario) continue;
    const std::string text = aspect.words(*result);
    if (std::find(words.begin(), words.end(), text) == words.end()) words.push_back(text);
  }
  if (words.empty()) return std::nullopt;
  std::string all;
  for (const std::string& text : words) add(all, text.empty() ? "none" : text, " or ");
  return all;
}

bool differ(const std::vector<std::optional<std::string>>& words) {
  const std::optional<std::string>* first = nullptr;
  for (const auto& text : words) {
    if (text && first && text != *first) return true;
    if (text && !first) first = &text;
  }
  return false;
}

Comparison compare(const std::vector<const ClientResults*>& groups, const std::vector<std::string>& scenarios) {
  Comparison comparison;
  for (const ClientResults* group : groups) comparison.clients.push_back(group->client);
  for (const std::string& scenario : scenarios) {
    for (const Aspect& aspect : kAspects) {
      std::vector<std::optional<std::string>> words;
      for (const ClientResults* group : groups) words.push_back(words_of(*group, scenario, aspect));
      if (!differ(words)) continue;
      Difference& row = comparison.rows.emplace_back(Difference{scenario, aspect.name, {}});
      for (const auto& text : words) row.told.push_back(text.value_or(""));
    }
  }
  return comparison;
}

}  // namespace

std::vector<Comparison> differences(const std::vector<ScenarioResult>& results) {
  std::vector<std::string> scenarios, profiles;
  const auto note = [](std::vector<std::string>& list, const std::string& item) {
    if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
  };
  for (const ScenarioResult& result : results) {
    note(scenarios, result.scenario);
    note(profiles, result.client.profile);
  }
  const std::vector<ClientResults> all = by_client(results);
  std::vector<Comparison> comparisons;
  for (const std::string& profile : profiles) {
    std::vector<const ClientResults*> groups;
    for (const ClientResults& group : all) {
      if (group.client.profile == profile) groups.push_back(&group);
    }
    if (groups.size() > 1) comparisons.push_back(compare(groups, scenarios));
  }
  return comparisons;
}

}  // namespace redial::reports
