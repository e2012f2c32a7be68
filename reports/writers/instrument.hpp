// What was found out of how wrong times may be, by itself: what `redial calibrate` tells.
#pragma once

#include <iosfwd>
#include <vector>

#include "reports/model.hpp"
#include "reports/writers/style.hpp"

namespace redial::reports {

// A line for each method and delay, one for the lag, and what they amount to.
void write_instrument_console(const std::vector<Calibration>& calibrations, const Inaccuracy& lag, const Style& style,
                              std::ostream& out);

// The same members as in a run.json, and the machine.
void write_instrument_json(const std::vector<Calibration>& calibrations, const Inaccuracy& lag, const Machine& machine,
                           std::ostream& out);

}  // namespace redial::reports
