// A diagnosis for a person at a terminal: the answer first, what it rests on and what to do, then what else it may be, what it is
// not, which promises were broken, and what happened.
#pragma once

#include <iosfwd>

#include "doctor/writers/consultation.hpp"
#include "reports/writers/style.hpp"

namespace redial::doctor {

void write_console(const Consultation& consultation, const reports::Style& style, std::ostream& out);

}  // namespace redial::doctor
