// What a bootstrap does to one value of a sorted sample, worked out instead of drawn: the ideal bootstrap, as of infinitely many
// resamples. Knows indices only, not values. Pure; callable from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace redial::reports::statistics {

// Draw `count` times with replacement from a sample of `count` values and sort what was drawn: the value at index `rank` is one
// of the sample's. For each `m` of `up_to`: the probability that it is one of the sample's m smallest; 1 if that is all of them.
// That is so if at least rank + 1 of the draws fall on these, which is a binomial tail. Preconditions: count > 0, rank < count,
// 0 < m <= count. Each takes a time that grows with the root of `count`.
std::vector<double> resampled_index(std::size_t count, std::size_t rank, std::span<const std::uint64_t> up_to);

}  // namespace redial::reports::statistics
