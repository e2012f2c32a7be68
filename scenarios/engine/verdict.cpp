// How verdicts are named and which outweighs which.
#include "scenarios/engine/verdict.hpp"

#include <algorithm>
#include <array>

namespace redial::scenarios {

std::string_view to_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "fail";
    case Verdict::known:
      return "known";
    case Verdict::inconclusive:
      return "inconclusive";
    case Verdict::warning:
      return "warning";
  }
  return "";
}

std::string_view to_name(Severity severity) {
  switch (severity) {
    case Severity::must:
      return "must";
    case Severity::should:
      return "should";
    case Severity::advisory:
      return "advisory";
  }
  return "";
}

Verdict overall(const std::vector<Check>& checks) {
  for (const Verdict verdict : {Verdict::fail, Verdict::inconclusive, Verdict::known, Verdict::warning}) {
    if (std::any_of(checks.begin(), checks.end(), [&](const Check& c) { return c.verdict == verdict; })) return verdict;
  }
  return Verdict::pass;
}

}  // namespace redial::scenarios
