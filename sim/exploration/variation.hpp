// What exploration leaves to chance, as data: delays, orders, and how long things last. It plays nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "scenarios/engine/model.hpp"
#include "sim/simulation.hpp"

namespace redial::sim {

inline constexpr Duration kMaxLatency = std::chrono::seconds(10);
inline constexpr std::int64_t kMaxSpread = 90;

// Within these bounds a seed decides. Limits of awaits and what expectations allow are never touched.
struct Variation {
  Duration latency = std::chrono::milliseconds(50);  // of each transmission one way, at most; up to kMaxLatency
  std::int64_t spread = 20;                          // percent; up to kMaxSpread. By so much a duration of a step may be off
  bool shuffles_orders = true;                       // of what is due at one instant

  friend bool operator==(const Variation&, const Variation&) = default;
};

// `duration` is a watch's length ("for"), a fault's "by", "after" or "for", or a restart's "down-for"; named as in the language.
using OnDuration = std::function<void(std::string_view name, Duration& duration)>;
void for_each_duration(scenarios::Step& step, const OnDuration& on_duration);

// The scenario with every duration of a step off by chance, to the millisecond; one with exact durations stays as it is.
scenarios::Scenario vary(scenarios::Scenario scenario, const Variation& variation, std::uint64_t seed);

// A world of which `seed` decides. How slow the link is at best is drawn first, then for each transmission how much slower.
Options world(const Variation& variation, std::uint64_t seed, mock_server::Digests digests);

}  // namespace redial::sim
