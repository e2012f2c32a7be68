// Reads the record of a fault step. What a fault does is said elsewhere; here it is only made sure that it can do it.
#pragma once

#include "core/fault/fault_spec.hpp"
#include "scenarios/engine/shape.hpp"

namespace redial::scenarios {

// Parameters that the kind does not take or lacks are added to `diagnostics`.
fault::FaultSpec read_fault(const Record& record, Diagnostics& diagnostics);

}  // namespace redial::scenarios
