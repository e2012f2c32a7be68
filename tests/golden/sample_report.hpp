// One report with everything that writers must cope with: all verdicts, reconnects, repeats, stale deviations, awkward text.
#pragma once

#include "reports/model.hpp"

namespace redial::reports {

Report sample_report();

// Two runs of which the second is slower, on another machine, and breaks what the first kept.
struct SamplePair {
  Report base, candidate;
};
SamplePair sample_pair();

}  // namespace redial::reports
