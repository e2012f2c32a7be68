// Text of a run in Markdown: nothing in it becomes markup, or calls a person by name. Long texts are cut.
#pragma once

#include <string>

namespace redial::reports {

inline constexpr int kMarkdownWidth = 140;  // columns

// As running text of at most `width` columns, in a table or outside. Web addresses become links, as they stand.
std::string markdown_text(const std::string& text, int width = kMarkdownWidth);

// As code, in a table or outside.
std::string markdown_code(const std::string& text);

}  // namespace redial::reports
