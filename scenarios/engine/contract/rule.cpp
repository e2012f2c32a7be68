// The list of rules; what each demands is in the file of its profile.
#include "scenarios/engine/contract/rule.hpp"

#include <algorithm>

namespace redial::scenarios::contract {

std::span<const Rule> all_rules() {
  static const std::vector<Rule> rules = [] {
    std::vector<Rule> list = common_rules();
    for (const auto& more : {uniapp_rules(), web_rules()}) list.insert(list.end(), more.begin(), more.end());
    return list;
  }();
  return rules;
}

bool holds_for(const Rule& rule, std::string_view profile) {
  return std::find(rule.profiles.begin(), rule.profiles.end(), profile) != rule.profiles.end();
}

}  // namespace redial::scenarios::contract
