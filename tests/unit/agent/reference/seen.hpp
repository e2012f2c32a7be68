// Observations in words, without the parts that a profile leaves to whoever records them.
#pragma once

#include <string>
#include <vector>

#include "agent/clients/reference/api_profile.hpp"

namespace redial::agent::reference {

inline std::vector<std::string> seen(const Observations& observations) {
  std::vector<std::string> lines;
  for (const auto& event : observations) {
    const auto line = trace::to_text(event, TimePoint{});
    const auto kind = line.find(trace::describe(event.kind).name);
    lines.push_back(line.substr(kind));
  }
  return lines;
}

}  // namespace redial::agent::reference
