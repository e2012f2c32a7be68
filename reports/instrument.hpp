// How wrong the times of a run may be: what was found before it (calibration) and during it (lag), and whether its latencies can
// be trusted at all. Pure; it judges no scenario, whose own expectations have doubts of their own (scenarios/engine/judge.hpp).
#pragma once

#include <vector>

#include "reports/model.hpp"

namespace redial::reports {

// A run whose lag has a 99th percentile beyond this says nothing of latencies. An undisturbed reconnect of the SDKs takes some
// 100 ms, and a tenth of a median is the least shift that matters (statistics/shift.hpp): a machine that is late by as much
// measures itself.
inline constexpr Duration kLagBound = std::chrono::milliseconds(10);

// All zero, and without a 99th percentile, when there are no samples.
Inaccuracy inaccuracy(std::vector<Duration> samples);

// A run of a version that told no 99th percentile exceeds nothing.
bool exceeds_bound(const Inaccuracy& lag);

// How far off a time may be, 19 times of 20: the largest 95th percentile of all that was found. Errors are never negative, so
// that the difference of two times is off by no more. Zero if nothing was found.
Duration instrument_error(const std::vector<Calibration>& calibrations, const Inaccuracy& lag);
Duration instrument_error(const Report& report);

}  // namespace redial::reports
