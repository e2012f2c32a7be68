// Text for people: made harmless, measured in columns, cut, wrapped. It knows nothing of reports.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/time/time.hpp"

namespace redial::reports {

enum class Charset { ascii, unicode };

// `text` in valid UTF-8 with nothing in it that a terminal obeys or XML forbids: control characters, changes of writing
// direction, separators and noncharacters appear as \n, \t, \r or \u{1b}, bytes that are no UTF-8 as \xff. ASCII: all other
// characters as \u{4f60} too.
std::string printable(std::string_view text, Charset charset = Charset::unicode);

// The functions below take printable text.

// Columns on a terminal: East Asian wide characters take two, combining ones none.
int columns(std::string_view text);

// At most `width` columns; what is cut off leaves an ellipsis.
std::string fit(std::string_view text, int width, Charset charset);

// `text` and spaces up to `width` columns.
std::string pad(std::string_view text, int width);

// Lines of at most `width` columns, broken at spaces; a longer word gets a line to itself. A width of 0 or less breaks nothing.
std::vector<std::string> wrap(std::string_view text, int width);

// "0.4 ms", "820 ms", "1.24 s", "75 s".
std::string to_text(Duration duration);

}  // namespace redial::reports
