// Text of a run in Markdown: nothing in it becomes markup, or calls a person by name. Long texts are cut.
#pragma once

#include <string>

namespace redial::reports {

// As running text, in a table or outside.
std::string markdown_text(const std::string& text);

// As code; backticks and bars, which cannot be escaped there, are shown as other characters.
std::string markdown_code(const std::string& text);

}  // namespace redial::reports
