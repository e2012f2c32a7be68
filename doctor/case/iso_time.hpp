// Dates and times of ISO 8601, as JavaScript, Python and loggers write them. No calendars but ours, no names of months or zones.
#pragma once

#include <optional>
#include <string_view>

#include "core/time/time.hpp"

namespace redial::doctor {

// "2026-11-23T04:12:19.123456+08:00" as wall time in nanoseconds since the Unix epoch. A blank may stand for the 'T'; fractions
// of any length, a comma ahead of them too; "Z", "+08:00", "+0800" or "+08" behind them. Without an offset it is taken for UTC.
// Nothing: no such text, something behind it, or a year outside 1970 to 2199.
std::optional<TimePoint> parse_iso_time(std::string_view text);

}  // namespace redial::doctor
