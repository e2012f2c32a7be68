// Ranks among the values of both, and the two ways from U to p.
#include "reports/statistics/mann_whitney.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "reports/statistics/normal.hpp"

namespace redial::reports::statistics {
namespace {

struct Ranks {
  double candidate_sum = 0;  // of the candidate's ranks, from 1; equal values share the middle of theirs
  double tie_term = 0;       // t^3 - t, summed over groups of t equal values: zero if and only if there are no ties
};

Ranks ranks_of(std::span<const Weighted> base, std::span<const Weighted> candidate) {
  Ranks ranks;
  double passed = 0;
  while (!base.empty() || !candidate.empty()) {
    const bool in_base = !base.empty() && (candidate.empty() || base.front().value <= candidate.front().value);
    const bool in_candidate = !candidate.empty() && (base.empty() || candidate.front().value <= base.front().value);
    const double of_candidate = in_candidate ? static_cast<double>(candidate.front().times) : 0;
    const double ties = of_candidate + (in_base ? static_cast<double>(base.front().times) : 0);
    ranks.candidate_sum += (passed + (1 + ties) / 2) * of_candidate;
    ranks.tie_term += ties * (ties * ties - 1);
    passed += ties;
    if (in_base) base = base.subspan(1);
    if (in_candidate) candidate = candidate.subspan(1);
  }
  return ranks;
}

// How many of all orderings of n and m values have U = 0, 1, … `max_u`: the coefficients of the product over i = 1 … m of
// (1 - x^(n+i)) / (1 - x^i). Each i multiplies, then divides; both work in place.
std::vector<std::int64_t> orderings_by_u(std::size_t n, std::size_t m, std::size_t max_u) {
  std::vector<std::int64_t> counts(max_u + 1);
  counts[0] = 1;
  for (std::size_t i = 1; i <= m; ++i) {
    for (std::size_t u = max_u; u >= n + i; --u) counts[u] -= counts[u - n - i];
    for (std::size_t u = i; u <= max_u; ++u) counts[u] += counts[u - i];
  }
  return counts;
}

double exact_p(std::size_t n, std::size_t m, double u) {
  const double pairs = static_cast<double>(n * m);
  const auto smaller_u = static_cast<std::size_t>(std::min(u, pairs - u));  // the null distribution is symmetric
  double orderings = 1;
  for (std::size_t i = 1; i <= m; ++i) orderings = orderings * static_cast<double>(n + i) / static_cast<double>(i);
  double as_far = 0;
  for (const std::int64_t count : orderings_by_u(n, m, smaller_u)) as_far += static_cast<double>(count);
  return std::min(1.0, 2 * as_far / orderings);
}

double approximate_p(double n, double m, double u, double tie_term) {
  const double distance = std::abs(u - n * m / 2) - 0.5;  // half a step towards the middle: U is discrete, the normal is not
  if (distance <= 0) return 1;                            // also where all values are equal, and U has no variance
  const double all = n + m;
  const double variance = n * m / 12 * (all + 1 - tie_term / (all * (all - 1)));
  return std::min(1.0, 2 * normal_tail(distance / std::sqrt(variance)));
}

}  // namespace

MannWhitney mann_whitney(const Sample& base, const Sample& candidate) {
  if (base.empty() || candidate.empty()) return {};
  const double n = static_cast<double>(base.count()), m = static_cast<double>(candidate.count());
  const Ranks ranks = ranks_of(base.values(), candidate.values());
  MannWhitney result;
  result.u = ranks.candidate_sum - m * (m + 1) / 2;
  result.superiority = result.u / (n * m);
  result.cliffs_delta = 2 * result.superiority - 1;
  const bool exact = ranks.tie_term == 0 && base.count() <= kMaxExact && candidate.count() <= kMaxExact;
  result.p = exact ? exact_p(base.count(), candidate.count(), result.u) : approximate_p(n, m, result.u, ranks.tie_term);
  return result;
}

}  // namespace redial::reports::statistics
