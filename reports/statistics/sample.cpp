// Sorting, and counting of what is equal.
#include "reports/statistics/sample.hpp"

#include <algorithm>

#include "reports/statistics/quantile.hpp"

namespace redial::reports::statistics {

Sample::Sample(std::vector<Weighted> ascending) : values_(std::move(ascending)) {
  std::uint64_t all = 0;
  for (const Weighted& value : values_) up_to_.push_back(all += value.times);
}

std::vector<Weighted> Sample::collected(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  std::vector<Weighted> counted;
  for (const double value : sorted) {
    if (counted.empty() || counted.back().value != value) counted.push_back({value, 0});
    ++counted.back().times;
  }
  return counted;
}

double Sample::quantile(double percent) const {
  const std::uint64_t rank = nearest_rank(count(), percent) + 1;
  return values_[static_cast<std::size_t>(std::ranges::lower_bound(up_to_, rank) - up_to_.begin())].value;
}

}  // namespace redial::reports::statistics
