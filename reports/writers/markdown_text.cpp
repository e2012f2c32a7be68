// Character by character.
#include "reports/writers/markdown_text.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <string_view>

#include "reports/writers/text.hpp"

namespace redial::reports {
namespace {

constexpr std::string_view kMarkup = "\\`*_[]|<>~&$";
constexpr std::string_view kMarkupAtTheBeginning = "-+";
constexpr std::string_view kReferences = "@#";  // to people and issues
constexpr const char* kWordJoiner = "\u2060";   // has no width, and keeps a name apart
constexpr std::string_view kInAddresses = "-._~:/?#[]@!$&'()*+,;=%";
constexpr std::string_view kBehindAddresses = ".,:;!?'";  // of the sentence, not of the address

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

bool is_in_picture(char c) { return is_word(c) || c == '_' || c == '+' || c == '-'; }

// ":100:" is a picture. Is this its second colon?
bool ends_picture(std::string_view text, std::size_t i) {
  if (text[i] != ':') return false;
  std::size_t begin = i;
  while (begin > 0 && is_in_picture(text[begin - 1])) --begin;
  return begin < i && begin > 0 && text[begin - 1] == ':';
}

// The web address that `rest` begins with, or nothing.
std::string_view address_at(std::string_view rest) {
  if (!rest.starts_with("https://") && !rest.starts_with("http://")) return {};
  const auto end =
      std::ranges::find_if(rest, [](char c) { return !is_word(c) && kInAddresses.find(c) == std::string_view::npos; });
  std::string_view address = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  const auto is_behind = [&](char c) {
    const bool closes_more = c == ')' && std::ranges::count(address, ')') > std::ranges::count(address, '(');
    return closes_more || kBehindAddresses.find(c) != std::string_view::npos;
  };
  while (is_behind(address.back())) address.remove_suffix(1);
  return address;
}

// "1. " and "1) " begin a list.
std::size_t end_of_list_number(std::string_view text) {
  const std::size_t end = std::min(text.size(), text.find_first_not_of("0123456789"));
  const std::string_view rest = text.substr(end);
  return end > 0 && (rest.starts_with(". ") || rest.starts_with(") ")) ? end : std::string_view::npos;
}

bool is_markup(char c) { return kMarkup.find(c) != std::string_view::npos; }

std::string escaped_code(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (is_markup(c)) result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::string markdown_text(const std::string& text, int width) {
  const std::string shown = fit(printable(text), width, Charset::unicode);
  const std::size_t list_number = end_of_list_number(shown);
  std::string result;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const std::string_view rest = std::string_view(shown).substr(i);
    if (const std::string_view address = address_at(rest); !address.empty()) {
      result.append("<").append(address).append(">");
      i += address.size() - 1;
      continue;
    }
    const char c = shown[i];
    const bool begins = i == 0 && kMarkupAtTheBeginning.find(c) != std::string_view::npos;
    if (begins || i == list_number || is_markup(c)) result += '\\';
    if (ends_picture(shown, i)) result += kWordJoiner;
    result += c;
    if (kReferences.find(c) != std::string_view::npos) result += kWordJoiner;
  }
  return result;
}

// Between backticks neither they nor bars can be escaped; between tags both can.
std::string markdown_code(const std::string& text) {
  const std::string shown = fit(printable(text), kMarkdownWidth, Charset::unicode);
  return shown.find_first_of("`|") == std::string::npos ? "`" + shown + "`" : "<code>" + escaped_code(shown) + "</code>";
}

}  // namespace redial::reports
