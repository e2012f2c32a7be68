// Quoting.
#include "cli/shell_word.hpp"

namespace redial::cli {
namespace {

bool is_plain(const std::string& text) {
  constexpr const char* kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:+";
  return !text.empty() && text.find_first_not_of(kPlain) == text.npos;
}

}  // namespace

std::string shell_word(const std::string& text) {
  if (is_plain(text)) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

std::string fish_word(const std::string& text) {
  if (is_plain(text)) return text;
  std::string word = "'";
  for (const char c : text) word += (c == '\'' || c == '\\' ? "\\" : "") + std::string(1, c);
  return word + "'";
}

std::string word_list(const std::vector<std::string>& words, std::string (*quote)(const std::string&),
                      const std::string& line_break) {
  constexpr std::size_t kLongLine = 100;
  std::string text;
  std::size_t width = 0;
  for (const std::string& plain : words) {
    const std::string word = quote(plain);
    const bool breaks = width > 0 && width + word.size() >= kLongLine;
    if (width > 0) text += breaks ? line_break : " ";
    width = (breaks ? 0 : width + 1) + word.size();
    text += word;
  }
  return text;
}

}  // namespace redial::cli
