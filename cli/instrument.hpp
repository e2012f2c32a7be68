// How wrong the times are that this machine measures, as reports tell it: asked before a run, by one function for all that
// measure latencies.
#pragma once

#include <vector>

#include "core/base/result.hpp"
#include "reports/model.hpp"

namespace redial::cli {

// By each method and delay; `times` (from 1) takes as many samples of each, and half a second each time. Whatever else runs
// meanwhile is measured too. Error: it could not be found out.
Result<std::vector<reports::Calibration>> calibrate(unsigned times = 1);

// The same before a run, which goes on without: what is wrong is said on standard error, and the list is empty.
std::vector<reports::Calibration> calibrate_or_say();

}  // namespace redial::cli
