// Expectations about the order of events.
#include <algorithm>

#include "scenarios/engine/expectation_parts.hpp"
#include "scenarios/engine/matcher.hpp"

namespace redial::scenarios {
namespace {

using trace::Event;

// "no. 2 of the list (dial or result)": the items that could have come next.
std::string named(const std::vector<Matcher::Expected>& expected) {
  std::vector<std::string> names;
  for (const Matcher::Expected& next : expected) {
    const std::string name = name_of(*next.pattern);
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " or ") + name;
  return ordinal(expected.front().item) + " of the list (" + text + ")";
}

// Kuhn's augmenting path: gives pattern `index` an event of its own, moving others aside where that is possible.
bool assign(std::size_t index, const std::vector<Events>& candidates, std::vector<bool>& visited,
            std::vector<std::pair<const Event*, std::size_t>>& owners) {
  for (const Event* event : candidates[index]) {
    const auto owner = std::find_if(owners.begin(), owners.end(), [&](const auto& o) { return o.first == event; });
    if (owner == owners.end()) {
      owners.emplace_back(event, index);
      return true;
    }
    if (visited[owner->second]) continue;
    visited[owner->second] = true;
    const std::size_t slot = static_cast<std::size_t>(owner - owners.begin());
    if (assign(owners[slot].second, candidates, visited, owners)) {
      owners[slot].second = index;
      return true;
    }
  }
  return false;
}

}  // namespace

Judgement check(const InOrder& expected, const Trace& trace) {
  Events events;
  for (const Event& event : trace) events.push_back(&event);
  const Matcher::Outcome outcome = Matcher(expected.items).match(events, true);
  if (outcome.met) return {};
  const Event* early = nullptr;
  for (const Matcher::Expected& next : outcome.expected) {
    if (!early) early = first_match(*next.pattern, trace);
  }
  if (early) return unmet(named(outcome.expected) + " came before the one ahead of it", {outcome.last, early});
  return unmet_in_time(named(outcome.expected) + " never came", {outcome.last});
}

Judgement check(const Sequence& expected, const Trace& trace) {
  auto part = part_of(trace, expected.after, expected.until);
  if (!part) return never_opened(*expected.after);
  std::erase_if(part->events, [&](const Event* event) {
    return !expected.kinds.contains(event->kind) || (!expected.client.empty() && event->client != expected.client);
  });
  const Matcher::Outcome outcome = Matcher(expected.items).match(part->events, false);
  if (outcome.met) return {};
  if (!outcome.came) return unmet_in_time(named(outcome.expected) + " never came", {outcome.last});
  const std::string came = std::string(trace::describe(outcome.came->kind).name) + " came";
  if (outcome.expected.empty()) return unmet(came + " behind the last of the list", {outcome.last, outcome.came});
  return unmet(came + " instead of " + named(outcome.expected), {outcome.last, outcome.came});
}

Judgement check(const AnyOrder& expected, const Trace& trace) {
  std::vector<Events> candidates;
  for (const Pattern& pattern : expected.patterns) {
    Events& fitting = candidates.emplace_back();
    for (const Event& event : trace) {
      if (matches(pattern, event)) fitting.push_back(&event);
    }
  }
  std::vector<std::pair<const Event*, std::size_t>> owners;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    std::vector<bool> visited(candidates.size());
    visited[i] = true;
    if (!assign(i, candidates, visited, owners)) {
      return unmet_in_time(ordinal(i) + " of the list (" + name_of(expected.patterns[i]) + ") has no event of its own");
    }
  }
  return {};
}

}  // namespace redial::scenarios
