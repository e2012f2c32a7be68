// What a bootstrap does to one value of a sorted sample, worked out instead of drawn: the ideal bootstrap, as of infinitely many
// resamples. Knows indices only, not values. Pure; callable from any thread.
#pragma once

#include <cstddef>
#include <vector>

namespace redial::reports::statistics {

// Draw `count` times with replacement from a sample of `count` values and sort what was drawn: the value at index `rank` is one
// of the sample's. Element i is the probability that it is the sample's i-th smallest (from 0) or a smaller one; the last element
// is 1. That is so if at least rank + 1 of the draws fall on the i + 1 smallest values, which is a binomial tail. Preconditions:
// count > 0, rank < count. The time it takes grows with count^1.5.
std::vector<double> resampled_index(std::size_t count, std::size_t rank);

}  // namespace redial::reports::statistics
