// Rank by rounding up.
#include "reports/statistics/quantile.hpp"

#include <algorithm>
#include <cmath>

namespace redial::reports::statistics {

std::size_t nearest_rank(std::size_t count, double percent) {
  // First times, then divided: for whole percents the product is exact, and so is a quotient that is whole.
  const double rank = std::ceil(static_cast<double>(count) * percent / 100);
  return static_cast<std::size_t>(std::max(rank, 1.0)) - 1;
}

double quantile(std::span<const double> sorted, double percent) { return sorted[nearest_rank(sorted.size(), percent)]; }

}  // namespace redial::reports::statistics
