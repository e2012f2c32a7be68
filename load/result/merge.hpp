// What several agents measured of one phase, put together as if one had measured it: counts add up, histograms add up, nothing is
// averaged.
#pragma once

#include "core/base/result.hpp"
#include "load/result/model.hpp"

namespace redial::load {

// The order makes no difference. What only the conductor knows (times of the phase, the server's usage) stays as it is in `into`.
// Errors: they are not of the same phase of the same spec.
Result<Done> merge(Phase& into, const Phase& part);

}  // namespace redial::load
