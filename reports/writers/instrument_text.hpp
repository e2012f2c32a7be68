// How wrong times may be, in words, the same in every text format. Everything returned is printable.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/model.hpp"

namespace redial::reports {

// "0.041 ms", and from 1 ms on as to_text(Duration): errors of measuring are often less than the tenths of a millisecond which
// latencies are told in.
std::string precise_text(Duration duration);

// "known delay of 50 ms", "kernel timestamps".
std::string label(const Calibration& calibration);

// "times may be off by 0.310 ms, 19 times of 20 by less: calibrated to 0.041 ms by known delays and 0.030 ms by kernel
// timestamps, lag 0.310 ms". Nothing where nothing was found out.
std::optional<std::string> describe_instrument(const std::vector<Calibration>& calibrations, const Inaccuracy& lag);

// Why latencies of a run with this lag say nothing; nothing if they do.
std::optional<std::string> describe_excess(const Inaccuracy& lag);

}  // namespace redial::reports
