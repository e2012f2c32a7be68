// Binomial tails, each summed from its largest term away from the mean, so that nothing underflows that matters.
#include "reports/statistics/order_statistic.hpp"

#include <cmath>

namespace redial::reports::statistics {
namespace {

constexpr double kNegligible = 1e-17;  // a term of this share of the sum no longer changes it

double log_choose(std::size_t n, std::size_t k) {
  double sum = 0;
  for (std::size_t i = 1; i <= k; ++i) sum += std::log(static_cast<double>(n - k + i) / static_cast<double>(i));
  return sum;
}

// first * (1 + r(1) + r(1) r(2) + …), where ratio(i) is the i-th term over the one before and falls below 1.
template <class Ratio>
double sum_of_terms(double first, std::size_t terms, Ratio ratio) {
  double sum = first, term = first;
  for (std::size_t i = 1; i < terms && term > sum * kNegligible; ++i) sum += term *= ratio(static_cast<double>(i));
  return sum;
}

// P(at least k of n draws hit), each with probability p, 0 < p < 1; 1 <= k <= n. `log_ways` is log_choose(n, k).
double at_least(double n, double k, double p, double log_ways) {
  const double log_term = log_ways + k * std::log(p) + (n - k) * std::log1p(-p);
  const double odds = p / (1 - p);
  if (k > n * p) {  // the upper tail: k, k + 1, … n hits
    const auto ratio = [&](double i) { return (n - k - i + 1) / (k + i) * odds; };
    return sum_of_terms(std::exp(log_term), static_cast<std::size_t>(n - k) + 1, ratio);
  }
  // All but the lower tail: k - 1, k - 2, … 0 hits.
  const double log_below = log_term + std::log(k / ((n - k + 1) * odds));
  const auto ratio = [&](double i) { return (k - i) / ((n - k + 1 + i) * odds); };
  return 1 - sum_of_terms(std::exp(log_below), static_cast<std::size_t>(k), ratio);
}

}  // namespace

std::vector<double> resampled_index(std::size_t count, std::size_t rank, std::span<const std::uint64_t> up_to) {
  const double log_ways = log_choose(count, rank + 1);
  const double n = static_cast<double>(count), k = static_cast<double>(rank + 1);
  std::vector<double> probabilities;
  for (const std::uint64_t m : up_to)
    probabilities.push_back(m == count ? 1 : at_least(n, k, static_cast<double>(m) / n, log_ways));
  return probabilities;
}

}  // namespace redial::reports::statistics
