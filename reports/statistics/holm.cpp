// From the smallest p-value to the largest; none may fall below the one before.
#include "reports/statistics/holm.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace redial::reports::statistics {

std::vector<double> holm(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> adjusted(p_values.size());
  double largest = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double questions_left = static_cast<double>(order.size() - i);
    largest = std::max(largest, std::min(1.0, questions_left * p_values[order[i]]));
    adjusted[order[i]] = largest;
  }
  return adjusted;
}

}  // namespace redial::reports::statistics
