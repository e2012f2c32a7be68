// What different records would show of a play: the play's own trace, with the server's knowledge or without, as a client, a proxy
// or a log would have seen it. And what was really wrong, from the server's knowledge.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/time/random.hpp"
#include "doctor/case/case.hpp"
#include "doctor/diagnosis/cause.hpp"
#include "reports/model.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::doctor::views {

// What a record shows beside the events.
struct Extras {
  bool app = true, wire = true;
  bool texts = true;      // what tokens look like
  bool issues = false;    // when tokens were issued, for which AppKey, and when they end
  bool lifetimes = true;  // false: issues without their end
};

// The whole play, as a saved run has it.
Case saved_run(const reports::ScenarioResult& result);
// Without the server's verdicts, faults and commands; times as they would have passed, where the play moved a clock.
Case client_view(const scenarios::Scenario& scenario, const reports::ScenarioResult& result, const Extras& extras);
// Only what the app was told as the result of connect, without tokens: a console log at level error.
Case error_log(const scenarios::Scenario& scenario, const reports::ScenarioResult& result);
// Some of the events, by chance; it says that there are gaps, as readers do.
Case thinned(Case whole, Random& chance);

// Every cause that anything in the play could be told by; empty where something has no name among the causes.
struct Truth {
  std::set<Cause> causes;
  std::map<std::string, std::set<Cause>> of_token;  // why each refused token was refused
  bool nameless = false;  // something was done to the network or by the server that a client may see in several ways
};
Truth truth_of(const scenarios::Scenario& scenario, const reports::ScenarioResult& result);

}  // namespace redial::doctor::views
