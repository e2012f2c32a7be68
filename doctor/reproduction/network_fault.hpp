// Which fault of the mock server makes a client fail as one on record did.
#pragma once

#include <optional>
#include <string>

#include "doctor/diagnosis/symptoms.hpp"
#include "doctor/reproduction/scenario_parts.hpp"

namespace redial::doctor {

struct NetworkFault {
  std::string name;  // of its kind
  Node step;         // that arms it
  bool needs_tls = false;
};

// Of an attempt that failed. Nothing: no fault looks like that to a client.
std::optional<NetworkFault> fault_of(const Attempt& failed);

// One navigator of several fails and the others answer: the first of the questions does.
NetworkFault one_navigator_down();

}  // namespace redial::doctor
