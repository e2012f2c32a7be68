// The aspects in which plays are compared (differences.hpp), each of which puts a play into words. It compares nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "reports/model.hpp"

namespace redial::reports {

// Were all clients held to the check of this name? Empty: whichever will do.
using IsShared = std::function<bool(const std::string& check)>;

enum class Tell : std::uint8_t {
  always,
  if_conclusive,  // not of an inconclusive play
  as_note,        // likewise, and beside other differences only
};

struct Aspect {
  const char* name;
  Tell tell;
  // Empty: nothing of the kind happened. Nothing: this play cannot tell.
  std::optional<std::string> (*words)(const ScenarioResult& result, const IsShared& is_shared);
};

std::span<const Aspect> aspects();
std::span<const Aspect> aspects_across_profiles();

}  // namespace redial::reports
