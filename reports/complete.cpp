// The order does not matter: each part is made from the results alone.
#include "reports/complete.hpp"

#include "reports/deviations.hpp"
#include "reports/differences.hpp"
#include "reports/summarise.hpp"

namespace redial::reports {

void complete(Report& report, const std::vector<scenarios::KnownDeviation>& deviations) {
  report.stale = stale_deviations(deviations, report.results);
  report.trace_hash = trace_hash(report.results);
  report.summary = summarise(report.results);
  report.latencies = latencies(report.results);
  report.crashes = crashes(report.results);
  report.differences = differences(report.results);
}

}  // namespace redial::reports
