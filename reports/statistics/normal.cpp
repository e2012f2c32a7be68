// The tail is the library's complementary error function; the quantile is found by halving.
#include "reports/statistics/normal.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace redial::reports::statistics {
namespace {

constexpr double kFarthest = 40;  // beyond it the tail is zero in a double
constexpr int kHalvings = 64;     // 80 / 2^64 is below the spacing of doubles near any quantile but zero

}  // namespace

double normal_tail(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }

double normal_quantile(double p) {
  if (p <= 0) return -std::numeric_limits<double>::infinity();
  if (p >= 1) return std::numeric_limits<double>::infinity();
  if (p > 0.5) return -normal_quantile(1 - p);
  if (p == 0.5) return 0;
  // The tail falls steadily, and halving needs no start that is good everywhere, nor a derivative that vanishes far out.
  double below = 0, above = kFarthest;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (below + above) / 2;
    (normal_tail(middle) > p ? below : above) = middle;
  }
  return -above;
}

}  // namespace redial::reports::statistics
