// What the app did that documents advise against, one rule for each. Told beside the cause, whether or not it is the cause.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "doctor/diagnosis/diagnose.hpp"
#include "doctor/diagnosis/symptoms.hpp"

namespace redial::doctor {

// So often must a refused token be presented again for it to be called a loop.
inline constexpr unsigned kLoop = 3;

struct AppRule {
  std::string_view id, advice, source;
  scenarios::Severity severity = scenarios::Severity::must;
  // A breach is a check with detail and events; the rest is filled in.
  std::function<std::vector<scenarios::Check>(const Case&, const Symptoms&, const Knowledge&)> find;
};
std::span<const AppRule> app_rules();

std::vector<scenarios::Check> app_breaches(const Case& one, const Symptoms& symptoms, const Knowledge& knowledge);

}  // namespace redial::doctor
