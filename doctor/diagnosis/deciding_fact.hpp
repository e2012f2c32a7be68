// Which single further fact would tell the remaining causes apart best.
#pragma once

#include <span>
#include <string>

#include "doctor/diagnosis/cause.hpp"

namespace redial::doctor {

// A sentence about what to find out; empty where no question that we know splits them. `wire_seen`: the network is on record.
std::string deciding_fact(std::span<const Cause> open, bool wire_seen);

}  // namespace redial::doctor
