// Quantiles by nearest rank: the one definition of a percentile in all reports. Nothing is interpolated, so each is a value that
// was measured. Pure; callable from any thread.
#pragma once

#include <cstddef>
#include <span>

namespace redial::reports::statistics {

// Where the quantile stands in a sorted sample: the index, from 0, of the smallest value that at least `percent` of the `count`
// values do not exceed. The median of an even count is the lower one of the two in the middle.
// Preconditions: count > 0; percent from 0 (the smallest value) to 100 (the largest).
std::size_t nearest_rank(std::size_t count, double percent);

// The value there. Preconditions: as above; `sorted` ascends.
double quantile(std::span<const double> sorted, double percent);

}  // namespace redial::reports::statistics
