// How often things happened on two sides: failures first, which may be worse; the others are only told. Pure.
#pragma once

#include <vector>

#include "load/analysis/bench_changes.hpp"
#include "load/analysis/phase_pairs.hpp"

namespace redial::load {

// `alpha`: the level of all failures together, by Holm.
std::vector<CountChange> count_changes(const std::vector<PhasePair>& pairs, double alpha);

}  // namespace redial::load
