// Diagnoses as a report, one result for each case, so that the report's page shows them as ladders: the trace is the case's, the
// checks are the breaches, the text is the diagnosis.
#pragma once

#include <span>

#include "doctor/writers/consultation.hpp"
#include "reports/model.hpp"

namespace redial::doctor {

// Times are those on record. What a report tells of the program is left to the caller.
reports::Report ladder_report(std::span<const Consultation> consultations);

}  // namespace redial::doctor
