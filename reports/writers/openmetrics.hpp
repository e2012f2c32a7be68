// The report as OpenMetrics text, for Prometheus and what speaks its format: how many results have which verdict, and how long
// reconnects took. It keeps to what the older Prometheus text format understands as well.
#pragma once

#include <iosfwd>

#include "reports/model.hpp"

namespace redial::reports {

void write_openmetrics(const Report& report, std::ostream& out);

}  // namespace redial::reports
