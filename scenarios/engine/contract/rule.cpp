// The contract put together from its chapters.
#include "scenarios/engine/contract/rule.hpp"

#include <algorithm>

#include "scenarios/engine/contract/chapters.hpp"

namespace redial::scenarios::contract {

std::span<const Chapter> chapters() {
  static const std::vector<Chapter> all = {results(),  time_limits(), duplicates(), codes(),        endings(),
                                           own_end(),  tokens(),      navigation(), reconnecting(), device(),
                                           statuses(), messages(),    database()};
  return all;
}

std::span<const Rule> all_rules() {
  static const std::vector<Rule> rules = [] {
    std::vector<Rule> list;
    for (const Chapter& chapter : chapters()) list.insert(list.end(), chapter.rules.begin(), chapter.rules.end());
    return list;
  }();
  return rules;
}

bool holds_for(const Rule& rule, std::string_view profile) {
  return std::ranges::find(rule.profiles, profile) != rule.profiles.end();
}

}  // namespace redial::scenarios::contract
