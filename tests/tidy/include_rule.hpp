// Holds the #include lines of a file against the table. It reads text; it neither preprocesses nor looks at link lines.
#pragma once

#include "tests/tidy/source_file.hpp"

namespace redial::tidy {

Findings check_includes(const SourceFile& file);

}  // namespace redial::tidy
