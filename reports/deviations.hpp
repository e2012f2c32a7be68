// Recorded deviations applied to results: a failure on record becomes known, a record without its failure becomes stale. Pure.
#pragma once

#include <vector>

#include "reports/model.hpp"
#include "scenarios/engine/deviation.hpp"

namespace redial::reports {

// Turns each check that an entry covers, and that failed or is in doubt, into a known one, with the entry's evidence and, behind
// the check's own source, its source, and decides the verdict of the result anew. A crash of the client may be on record as well,
// as the check "client-crashed"; then nothing is inconclusive for its sake.
void apply_deviations(const std::vector<scenarios::KnownDeviation>& entries, ScenarioResult& result);

// Entries whose scenario was played, each time conclusively and with a client and version that they are about, without the
// failure that they record; none that shows only sometimes. Call after apply_deviations: an entry that accounts for a check in
// any of several plays is not stale.
std::vector<StaleDeviation> stale_deviations(const std::vector<scenarios::KnownDeviation>& entries,
                                             const std::vector<ScenarioResult>& results);

}  // namespace redial::reports
