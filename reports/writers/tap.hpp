// The report as TAP version 14, for whatever reads the output of tests line by line: a test point per result.
#pragma once

#include <iosfwd>

#include "reports/model.hpp"

namespace redial::reports {

// A broken promise and an inconclusive result are "not ok", a known deviation is "not ok" and a TODO, which a harness expects to
// fail; a warning is "ok". What was seen stands in a YAML block behind the point. A stale deviation is a point of its own. An
// interrupted run bails out behind its last point.
void write_tap(const Report& report, std::ostream& out);

}  // namespace redial::reports
