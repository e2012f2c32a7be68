// The judge's word on a play, put into its result.
#pragma once

#include "reports/model.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::agent {

// From client, outcome and trace of `result`, which are there: its checks, verdict and reason, its reconnects and crashes. What
// was there of them before is replaced.
void judge(const scenarios::Scenario& scenario, reports::ScenarioResult& result);

}  // namespace redial::agent
