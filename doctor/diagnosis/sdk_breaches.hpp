// The contract's rules held against a case, as far as its sight carries: what a record cannot show, it cannot show broken.
#pragma once

#include <vector>

#include "doctor/case/case.hpp"
#include "scenarios/engine/verdict.hpp"

namespace redial::doctor {

// Those that are broken, of every client; several clients have their names behind an '@' in the ids. A broken must fails, another
// warns.
std::vector<scenarios::Check> sdk_breaches(const Case& one);

}  // namespace redial::doctor
