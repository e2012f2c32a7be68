// All that a report says of its results as a whole. Pure.
#pragma once

#include <vector>

#include "reports/model.hpp"
#include "scenarios/engine/deviation.hpp"

namespace redial::reports {

// Fills in what is derived from `report.results`, to which `deviations` have been applied (reports/deviations.hpp): stale
// entries, counts, hash, latencies, crashes and differences. What was there of them before is replaced.
void complete(Report& report, const std::vector<scenarios::KnownDeviation>& deviations);

}  // namespace redial::reports
