// The table of all defects, put together from its families.
#include "agent/clients/reference/zoo/zoo.hpp"

#include <algorithm>
#include <vector>

#include "agent/clients/reference/zoo/families.hpp"

namespace redial::agent::reference {

std::span<const DefectInfo> all_defects() {
  static const std::vector<DefectInfo> defects = [] {
    std::vector<DefectInfo> all;
    for (const auto family :
         {zoo::result_defects, zoo::database_defects, zoo::status_defects, zoo::ending_defects, zoo::token_defects,
          zoo::retry_defects, zoo::time_limit_defects, zoo::heartbeat_defects, zoo::device_defects, zoo::navigation_defects,
          zoo::socket_defects, zoo::message_defects, zoo::races}) {
      const auto listed = family();
      all.insert(all.end(), listed.begin(), listed.end());
    }
    return all;
  }();
  return defects;
}

const DefectInfo* find_defect(std::string_view name) {
  const auto all = all_defects();
  const auto found = std::find_if(all.begin(), all.end(), [&](const DefectInfo& info) { return info.name == name; });
  return found == all.end() ? nullptr : &*found;
}

bool applies_to(const DefectInfo& info, std::string_view profile) {
  return info.profiles.empty() || std::find(info.profiles.begin(), info.profiles.end(), profile) != info.profiles.end();
}

}  // namespace redial::agent::reference
