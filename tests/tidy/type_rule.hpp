// Types that have one name in one namespace and two definitions. No compiler sees both, and the linker takes either.
#pragma once

#include <span>

#include "tests/tidy/source_file.hpp"

namespace redial::tidy {

// Of all C++ among `files`. A declaration defines nothing; what stands in an anonymous namespace or in a function is its file's
// own.
Findings check_types(std::span<const SourceFile> files);

}  // namespace redial::tidy
