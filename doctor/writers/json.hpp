// Diagnoses as JSON: docs/doctor.schema.json.
#pragma once

#include <iosfwd>
#include <span>

#include "doctor/writers/consultation.hpp"

namespace redial::doctor {

void write_json(std::span<const Consultation> consultations, std::ostream& out);

}  // namespace redial::doctor
