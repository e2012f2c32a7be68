// Calls that would let time, chance or the environment in by a back door. Each is allowed in the files named with it, nowhere
// else.
#pragma once

#include "tests/tidy/source_file.hpp"

namespace redial::tidy {

Findings check_calls(const SourceFile& file);

}  // namespace redial::tidy
