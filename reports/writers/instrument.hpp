// What was found out of how wrong times may be: what `redial calibrate` tells, and the table of it that a bench tells too.
#pragma once

#include <iosfwd>
#include <optional>
#include <vector>

#include "reports/model.hpp"
#include "reports/writers/style.hpp"

namespace redial::reports {

// A line for each method and delay, and one for the lag if it was measured; nothing where nothing was.
void write_inaccuracy_table(const std::vector<Calibration>& calibrations, const std::optional<Inaccuracy>& lag,
                            const Style& style, std::ostream& out);

// That table, and what it amounts to.
void write_instrument_console(const std::vector<Calibration>& calibrations, const Inaccuracy& lag, const Style& style,
                              std::ostream& out);

// The same members as in a run.json, and the machine.
void write_instrument_json(const std::vector<Calibration>& calibrations, const Inaccuracy& lag, const Machine& machine,
                           std::ostream& out);

}  // namespace redial::reports
