// The report as JSON, for programs, and to be read again (reports/stored/run_reader.hpp): everything the model holds, traces
// included. The form is docs/run.schema.json.
#pragma once

#include <iosfwd>

#include "reports/model.hpp"

namespace redial::reports {

// Raised whenever a reader of the older form would misunderstand the newer one.
inline constexpr int kRunSchemaVersion = 2;

// Durations and times are milliseconds, exact to the nanosecond; times of a trace count from its result's start.
// Bytes that are no UTF-8 appear as U+FFFD. A line for each part and each result.
void write_json(const Report& report, std::ostream& out);

}  // namespace redial::reports
