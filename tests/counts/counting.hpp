// Counting by valgrind: which build it is that is counted, and how many instructions one item of a work takes. It knows no
// bounds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace redial::counts {

// Of this build, as Bounds::build has it: other compilers and libraries count differently.
std::string build();

// Starts valgrind, about a second. `times` and the program's own seeds are fixed, so the same build counts the same.
// Errors: valgrind or the program failed, with what they said.
Result<std::uint64_t> count_instructions(std::string_view work);

}  // namespace redial::counts
