// Where clients under test behaved differently in the same scenario. Pure; what it says of each is read from results and traces.
#pragma once

#include <vector>

#include "reports/model.hpp"

namespace redial::reports {

// One entry for each API profile with two clients or more, in order of first appearance; then, if there are clients of several
// profiles, one for all of them. Rows in the order of the scenarios; of a scenario only the aspects in which two clients that
// played it differ; across profiles, two of different profiles. What repeated plays tell alike stands there once.
//
// Within a profile all is compared: verdict, failed checks, result codes, statuses with their codes.
//
// Across profiles only what means the same in all of them:
//   verdict
//   failed checks  those that all were held to: not the rules and expectations of one profile
//   result codes   of connect and send-text; what other calls bring depends on the API
//   statuses       by their meaning, "kicked" for disconnected with 31010; without codes, and a round that repeats once, since
//                  how often it came is told by the dials
//   dials          where they were observed; in classes, each twice as wide as the one before
//   first retry    how long after losing a connection the client first tried again; in such classes
//   database       only beside other differences: APIs without a message store open none
// Of an inconclusive play only the verdict is told.
std::vector<Comparison> differences(const std::vector<ScenarioResult>& results);

}  // namespace redial::reports
