// Which plays keep the bytes of their messages. A capture of the connections keeps those of all (redial run --capture).
#pragma once

#include "reports/model.hpp"

namespace redial::reports {

// Forgets the frames of a play that simply passed: nobody asks for its bytes, and in a report they take more room than all the
// rest.
void forget_needless_frames(ScenarioResult& result);

}  // namespace redial::reports
