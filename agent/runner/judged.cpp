// Nothing but the hand-over.
#include "agent/runner/judged.hpp"

#include <utility>

#include "reports/crashes.hpp"
#include "reports/reconnects.hpp"
#include "scenarios/engine/judge.hpp"

namespace redial::agent {

void judge(const scenarios::Scenario& scenario, reports::ScenarioResult& result) {
  scenarios::Verdicts verdicts = scenarios::judge(scenario, result.client.profile, result.outcome, result.trace);
  result.checks = std::move(verdicts.checks);
  result.verdict = verdicts.overall;
  result.reason = std::move(verdicts.reason);
  result.reconnects = reports::find_reconnects(result.trace);
  result.crashes = reports::find_crashes(result.trace);
}

}  // namespace redial::agent
