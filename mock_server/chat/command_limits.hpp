// How far the durations in control commands may reach.
#pragma once

#include <chrono>
#include <cstddef>

#include "core/time/time.hpp"

namespace redial::mock_server {

inline constexpr Duration kMaxTokenLifetime = std::chrono::years(10);
// One-time and device-bound tokens that an app may issue: their uses are remembered.
inline constexpr std::size_t kMaxLimitedTokens = 10'000;
inline constexpr Duration kMaxClockShift = std::chrono::years(10);  // in all, either way
inline constexpr Duration kMaxBlock = std::chrono::minutes(43200);  // documented for /user/block.json
inline constexpr Duration kMaxDownTime = std::chrono::hours(1);

}  // namespace redial::mock_server
