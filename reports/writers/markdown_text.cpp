// Character by character.
#include "reports/writers/markdown_text.hpp"

#include <algorithm>
#include <string_view>

#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

constexpr int kTextWidth = 140;  // columns
constexpr std::string_view kMarkup = "\\`*_[]|<>~&$";
constexpr std::string_view kMarkupAtTheBeginning = "-+";
constexpr std::string_view kReferences = "@#";  // to people and issues
constexpr const char* kWordJoiner = "\u2060";   // has no width, and keeps a name apart

}  // namespace

std::string markdown_text(const std::string& text) {
  std::string result;
  for (const char c : fit(printable(text), kTextWidth, Charset::unicode)) {
    const bool begins = result.empty() && kMarkupAtTheBeginning.find(c) != std::string_view::npos;
    if (begins || kMarkup.find(c) != std::string_view::npos) result += '\\';
    result += c;
    if (kReferences.find(c) != std::string_view::npos) result += kWordJoiner;
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
