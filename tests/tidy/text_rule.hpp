// What the text of a file must say or must not: an opening sentence, and no trace of one person's machine.
#pragma once

#include "tests/tidy/source_file.hpp"

namespace redial::tidy {

Findings check_opening_comment(const SourceFile& file);  // C++
// Paths of a work place and hosts of package registries, which belong into a user's configuration.
Findings check_words(const SourceFile& file);

}  // namespace redial::tidy
