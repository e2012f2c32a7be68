// Dates and times of ISO 8601, as JavaScript, Python and loggers write them. No calendars but ours, no names of months or zones.
#pragma once

#include <optional>
#include <string_view>

#include "core/time/time.hpp"

namespace redial::doctor {

// Years that a record may name: nanoseconds since 1970 fit into 63 bits until 2262, and nobody's record is from there.
inline constexpr int kFirstYear = 1970, kLastYear = 2199;

// "2026-11-23T04:12:19.123456+08:00" as wall time in nanoseconds since the Unix epoch. A blank may stand for the 'T'; fractions
// of any length, a comma ahead of them too; "Z", "+08:00", "+0800" or "+08" behind them. Without an offset it is taken for UTC.
// Nothing: no such text, something behind it, or a year outside kFirstYear to kLastYear.
std::optional<TimePoint> parse_iso_time(std::string_view text);

}  // namespace redial::doctor
