// How one token text is a spoilt form of another. It compares texts and keeps none.
#pragma once

#include <string_view>

#include "doctor/case/case.hpp"

namespace redial::doctor {

// `none` where the first is not a form of the second, or is the same.
Mangling mangling(std::string_view presented, std::string_view issued);

}  // namespace redial::doctor
