// Single values as scenarios write them, to and from text: durations, whole numbers, names, ranges, refusals. No positions, no
// messages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/control/server_command.hpp"
#include "core/time/time.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

// A whole number and a unit, "250 ms" or "250ms"; never negative. Nothing if it is not that, or too long to count in nanoseconds.
std::optional<Duration> duration_from(std::string_view text);
// In the largest unit that divides it: "2 min". Parts of a millisecond are cut off.
std::string to_text(Duration duration);

// Decimal, with an optional sign; nothing if it does not fit.
std::optional<std::int64_t> integer_from(std::string_view text);

// Lower-case letters, digits and hyphens, a letter first: the form of every name that a scenario gives.
bool is_name(std::string_view text);
inline constexpr std::string_view kNamePattern = "^[a-z][a-z0-9-]*$";

// Connections (or requests), 1-based and inclusive.
struct ConnectionRange {
  std::uint32_t first = 1, last = 1;
};
// "2", "2..3", or "2.." for all from the second on. Nothing if it is not that, or ends before it begins.
std::optional<ConnectionRange> connections_from(std::string_view text);

// "connack-4" (0 to 255) or "navigation-403" (401 or 403).
std::optional<control::Refusal> refusal_from(std::string_view text);

// "20 %" or "20%", 0 to 100.
std::optional<std::int64_t> percent_from(std::string_view text);
std::string percent_text(std::int64_t percent);

// "20 %", "30 ms", or both: "20 % + 30 ms".
std::optional<Tolerance> tolerance_from(std::string_view text);
std::string to_text(const Tolerance& tolerance);

}  // namespace redial::scenarios
