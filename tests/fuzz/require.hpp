// How a fuzz target says that an invariant is broken: the fuzzer records the input of whatever aborts.
#pragma once

#include <cstdlib>

namespace redial {

inline void require(bool invariant) {
  if (!invariant) std::abort();
}

}  // namespace redial
