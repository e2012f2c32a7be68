// In which data centre of the vendor a host stands, by its name, and which host an attempt went to. Hosts of others are in none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "doctor/case/case.hpp"
#include "doctor/diagnosis/symptoms.hpp"

namespace redial::doctor {

// "Singapore" of "https://nav.sg-light-edge.com". Source: the Web package's built-in navigators, and the vendor's area codes.
std::optional<std::string_view> region_of(std::string_view address);

// The address of the navigator or chat server, as its event tells it; empty if it does not.
std::string asked_address(const Case& one, const Attempt& attempt);

}  // namespace redial::doctor
