// Samples that look like reconnect latencies, from a seed: a skewed body, a second hump of those that needed another attempt,
// ties from a coarse clock. Made for tests; it models no client in particular.
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "core/time/random.hpp"

namespace redial::reports::statistics {

struct LatencyShape {
  double median = 100;  // of the body, in ms
  double spread = 0.2;  // standard deviation of the body's logarithm, which is nearly its coefficient of variation
  double retries = 0;   // share of values that have the wait for a second attempt on top
  double wait = 0;      // that wait, in ms
  double tick = 0;      // values are multiples of it; 0: any value
};

// What a run with one client tells: a total with retries, a body with a long tail, two humps of like size, a coarse clock, a
// phase that takes no time.
inline std::vector<LatencyShape> reconnect_shapes() {
  return {{90, 0.15, 0.06, 250, 0}, {40, 0.35, 0, 0, 0}, {0.3, 0.2, 0.35, 0.5, 0}, {8, 0.2, 0.02, 50, 0.5}, {0, 0, 0, 0, 0}};
}

// Box and Muller's method.
inline double normal_value(Random& random) {
  const double radius = std::sqrt(-2 * std::log(1 - random.unit()));
  return radius * std::cos(2 * std::numbers::pi * random.unit());
}

inline double latency(const LatencyShape& shape, Random& random) {
  double value = shape.median * std::exp(shape.spread * normal_value(random));
  if (random.unit() < shape.retries) value += shape.wait;
  return shape.tick > 0 ? shape.tick * std::round(value / shape.tick) : value;
}

// Every value of it `slowdown` times as large as the shape says.
inline std::vector<double> latencies(const LatencyShape& shape, std::size_t count, Random& random, double slowdown = 1) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(slowdown * latency(shape, random));
  return values;
}

}  // namespace redial::reports::statistics
