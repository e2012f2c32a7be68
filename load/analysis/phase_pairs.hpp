// Which phases of two sides belong together, and what makes results hard to compare. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "load/result/model.hpp"

namespace redial::load {

// A phase that all results have, by result. Borrowed.
struct PhasePair {
  std::string name;
  std::vector<const Phase*> base, candidate;

  Shape shape() const { return base.front()->shape; }
};

// By name and shape, in the order of the candidate. The names of all others go to `only_base` and `only_candidate`.
// Precondition: neither side is empty.
std::vector<PhasePair> phase_pairs(std::span<const BenchResult> base, std::span<const BenchResult> candidate,
                                   std::vector<std::string>& only_base, std::vector<std::string>& only_candidate);

// A sentence each.
std::vector<std::string> bench_doubts(std::span<const BenchResult> base, std::span<const BenchResult> candidate);

}  // namespace redial::load
