// The report as JUnit XML, for CI systems: a test suite per client under test, a test case per scenario.
#pragma once

#include <iosfwd>

#include "reports/model.hpp"

namespace redial::reports {

// A broken promise is a <failure>, an inconclusive result an <error>, a known deviation <skipped> with its evidence. Stale
// deviations are failures of a suite of their own. Characters that XML forbids appear escaped, as on the console.
void write_junit(const Report& report, std::ostream& out);

}  // namespace redial::reports
