// Texts for a command line: what a shell takes back as the one word it was.
#pragma once

#include <string>
#include <vector>

namespace redial::cli {

// `text` as one word of bash, zsh or any POSIX shell: as it is where that does, in single quotes otherwise.
std::string shell_word(const std::string& text);

// The same for fish, which has its own rules for backslashes in quotes.
std::string fish_word(const std::string& text);

// All of `words` as `quote` writes them, with blanks between them, and `line_break` instead where a line would get long.
std::string word_list(const std::vector<std::string>& words, std::string (*quote)(const std::string&),
                      const std::string& line_break);

}  // namespace redial::cli
