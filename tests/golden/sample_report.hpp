// One report with everything that writers must cope with: all verdicts, reconnects, repeats, stale deviations, awkward text.
#pragma once

#include "reports/model.hpp"

namespace redial::reports {

Report sample_report();

}  // namespace redial::reports
