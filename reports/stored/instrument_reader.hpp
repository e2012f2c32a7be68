// Reads what was found out of how wrong times may be. What follows from it is not read: that is for the version that reads it.
#pragma once

#include "reports/model.hpp"
#include "reports/stored/cursor.hpp"

namespace redial::reports::stored {

void read(Cursor& cursor, Value value, Calibration& calibration);

// With its number of wakings; a version that knew of no bound told none, and no 99th percentile.
void read_lag(Cursor& cursor, Value value, Inaccuracy& lag);

}  // namespace redial::reports::stored
