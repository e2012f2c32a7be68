// Logins as the app was told of them, for records that show nothing of the network: a console log at a low level. What they came
// to is read off the codes; how often the SDK had asked, and where, stays unknown.
#pragma once

#include <vector>

#include "doctor/case/case.hpp"
#include "doctor/diagnosis/symptoms.hpp"

namespace redial::doctor {

// As read_symptoms, and where that finds no attempt at all, with those that the app was told of.
Symptoms symptoms_of(const Case& incident);

}  // namespace redial::doctor
