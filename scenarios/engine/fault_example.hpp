// One step for each kind of fault, as it may stand in a scenario: with what the kind needs, and nothing else.
#pragma once

#include <string>

#include "core/fault/fault_spec.hpp"

namespace redial::scenarios {

// "fault: navigation-hang", "fault: {kind: connack-delay, by: 2 s}".
std::string example_step(const fault::FaultKindInfo& info);

}  // namespace redial::scenarios
