// Character by character.
#include "reports/writers/markdown_text.hpp"

#include <algorithm>
#include <string_view>

#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

constexpr int kTextWidth = 240;  // columns
constexpr std::string_view kMarkup = "\\`*_{}[]()#+-!|<>~&$";
constexpr const char* kWordJoiner = "\u2060";  // has no width, and ends a name

}  // namespace

std::string markdown_text(const std::string& text) {
  std::string result;
  for (const char c : fit(printable(text), kTextWidth, Charset::unicode)) {
    if (kMarkup.find(c) != std::string_view::npos) result += '\\';
    result += c;
    if (c == '@') result += kWordJoiner;
  }
  return result;
}

std::string markdown_code(const std::string& text) {
  std::string shown = fit(printable(text), kTextWidth, Charset::unicode);
  std::ranges::replace(shown, '`', '\'');
  std::ranges::replace(shown, '|', '/');
  return "`" + shown + "`";
}

}  // namespace redial::reports
