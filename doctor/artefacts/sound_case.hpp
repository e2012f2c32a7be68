// A case's texts as sound UTF-8: names, addresses and versions come from files whose bytes may be anything, and writers of JSON
// take nothing else. Frames stay the bytes that they are.
#pragma once

#include "doctor/case/case.hpp"

namespace redial::doctor {

Case with_sound_texts(Case one);

}  // namespace redial::doctor
