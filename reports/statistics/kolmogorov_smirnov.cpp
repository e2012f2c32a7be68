// One pass over the edges, and a series that falls quickly.
#include "reports/statistics/kolmogorov_smirnov.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace redial::reports::statistics {
namespace {

constexpr double kSure = 0.2;          // below this the tail is 1 to more digits than a double has
constexpr double kNegligible = 1e-17;  // a term of this size changes nothing
constexpr int kMaxTerms = 100;         // at kSure some 22 are left

// The chance of more than `x` in Kolmogorov's limit: 2 (e^(-2 x²) - e^(-8 x²) + e^(-18 x²) - …).
double limit_tail(double x) {
  if (x < kSure) return 1;
  double sum = 0, sign = 1;
  for (int i = 1; i <= kMaxTerms; ++i, sign = -sign) {
    const double term = std::exp(-2.0 * i * i * x * x);
    sum += sign * term;
    if (term < kNegligible) break;
  }
  return std::clamp(2 * sum, 0.0, 1.0);
}

}  // namespace

double kolmogorov_p(double d, std::uint64_t n) {
  if (n == 0) return 1;
  const double root = std::sqrt(static_cast<double>(n));
  return limit_tail(d * (root + 0.12 + 0.11 / root));
}

EvenSpread even_spread(std::span<const std::uint64_t> parts, std::uint64_t below, std::uint64_t above, double tolerance) {
  EvenSpread spread;
  spread.n = std::accumulate(parts.begin(), parts.end(), below + above);
  if (spread.n == 0 || parts.empty()) return spread;
  const double all = static_cast<double>(spread.n), width = 1 / static_cast<double>(parts.size());
  std::uint64_t passed = below;
  double largest = static_cast<double>(passed) / all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    passed += parts[i];
    largest = std::max(largest, std::abs(static_cast<double>(passed) / all - static_cast<double>(i + 1) * width));
  }
  spread.d = std::max(0.0, largest - tolerance);
  spread.d_at_most = std::clamp(largest + width - tolerance, 0.0, 1.0);
  spread.p = kolmogorov_p(spread.d, spread.n);
  spread.p_at_least = kolmogorov_p(spread.d_at_most, spread.n);
  return spread;
}

}  // namespace redial::reports::statistics
