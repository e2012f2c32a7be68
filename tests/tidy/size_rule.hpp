// How long files, functions and lines may be. Functions are found by their braces, which is enough for formatted code.
#pragma once

#include <cstddef>

#include "tests/tidy/source_file.hpp"

namespace redial::tidy {

inline constexpr std::size_t kMaxFileLines = 500;
inline constexpr std::size_t kMaxFunctionLines = 70;
inline constexpr std::size_t kMaxHandleLines = 130;  // a state machine's `handle` may be a table of its transitions
inline constexpr std::size_t kMaxColumns = 130;

Findings check_size(const SourceFile& file);       // files and lines, of any source
Findings check_functions(const SourceFile& file);  // C++

}  // namespace redial::tidy
