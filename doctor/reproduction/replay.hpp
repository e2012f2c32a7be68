// From an incident to a scenario in which the same happens against the mock server: its tenant, tokens, faults, and what the app
// does. It plays nothing; whether the same happens is found out by playing it (outline.hpp).
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "doctor/case/case.hpp"
#include "doctor/diagnosis/cause.hpp"
#include "doctor/reproduction/scenario_parts.hpp"

namespace redial::doctor {

struct Replay {
  Node scenario;                   // a tree that scenarios::to_text writes and the parser takes
  std::vector<std::string> notes;  // what of the incident is not in it, for people
  bool possible = true;            // false: a note tells of a failure that the mock server cannot cause
};

// `cause`: the likeliest, for refusals whose status does not name it. Errors: nothing on record that could happen again.
Result<Replay> replay(const Case& incident, Cause cause);

}  // namespace redial::doctor
