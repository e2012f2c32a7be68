// The aspects in which plays are compared (differences.hpp), each of which puts a play into words. It compares nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "reports/model.hpp"

namespace redial::reports {

// The checks that all clients were held to; nothing: whichever.
using SharedChecks = std::optional<std::set<std::string>>;

enum class Tell : std::uint8_t {
  always,
  if_conclusive,  // not of an inconclusive play
  as_note,        // likewise, and beside other differences only
};

struct Aspect {
  const char* name;
  Tell tell;
  // Empty: nothing of the kind happened. Nothing: this play cannot tell.
  std::optional<std::string> (*words)(const ScenarioResult& result, const SharedChecks& shared);
};

std::span<const Aspect> aspects();
std::span<const Aspect> aspects_across_profiles();

}  // namespace redial::reports
