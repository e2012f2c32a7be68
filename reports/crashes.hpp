// From a trace to the crashes in it. Pure; what they mean for the verdict is the judge's business.
#pragma once

#include <vector>

#include "reports/model.hpp"

namespace redial::reports {

// Those of all clients in `trace` (one result's, in time order).
std::vector<Crash> find_crashes(const std::vector<trace::Event>& trace);

}  // namespace redial::reports
