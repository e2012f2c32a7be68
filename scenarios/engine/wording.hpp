// Steps and expectations as a person would say them. For reports and progress; the parser writes them into the model.
#pragma once

#include <string>

#include "scenarios/engine/model.hpp"

namespace redial::scenarios {

std::string to_text(const Action& action);        // "connect alice with token good"
std::string to_text(const Condition& condition);  // "never dial after result of alice (code 31004)"
std::string to_text(const Item& item);            // "dial, then (socket-opened or socket-failed)"
std::string to_text(const Pattern& pattern);      // "result of alice (code 31004, call 1)"

}  // namespace redial::scenarios
