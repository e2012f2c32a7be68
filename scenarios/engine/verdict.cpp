// Which verdict outweighs which.
#include "scenarios/engine/verdict.hpp"

#include <algorithm>

namespace redial::scenarios {

Verdict overall(const std::vector<Check>& checks) {
  for (const Verdict verdict : {Verdict::fail, Verdict::inconclusive, Verdict::known, Verdict::warning}) {
    if (std::any_of(checks.begin(), checks.end(), [&](const Check& c) { return c.verdict == verdict; })) return verdict;
  }
  return Verdict::pass;
}

}  // namespace redial::scenarios
