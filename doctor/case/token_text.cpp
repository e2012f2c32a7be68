// See token_text.hpp.
#include "doctor/case/token_text.hpp"

#include <algorithm>

#include "core/wire/token.hpp"

namespace redial::doctor {
namespace {

constexpr std::string_view kBlanks = " \t\r\n\v\f";

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=' ||
         c == '-' || c == '_';
}

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f'); }

bool has_escape(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1))
    if (at + 2 < text.size() && is_hex(text[at + 1]) && is_hex(text[at + 2])) return true;
  return false;
}

bool is_doubled(std::string_view text) {
  return text.size() >= 16 && text.size() % 2 == 0 && text.substr(0, text.size() / 2) == text.substr(text.size() / 2);
}

bool is_quoted(std::string_view text) {
  return !text.empty() && std::string_view("\"'`").find(text.front()) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// Flaws of the part ahead of '@' that only mean something where no other has explained them.
void examine_opaque(std::string_view opaque, std::vector<TokenFlaw>& flaws) {
  if (opaque.find_first_of("\r\n") != std::string_view::npos) flaws.push_back(TokenFlaw::line_break);
  if (opaque.find_first_of(" \t") != std::string_view::npos) flaws.push_back(TokenFlaw::blank_inside);
  if (has_escape(opaque)) flaws.push_back(TokenFlaw::percent_encoded);
  if (!flaws.empty()) return;
  if (!std::ranges::all_of(opaque, is_base64))
    flaws.push_back(TokenFlaw::foreign_character);
  else if (opaque.size() % 4 != 0)
    flaws.push_back(TokenFlaw::cut);
}

}  // namespace

TokenText examine(std::string_view token) {
  TokenText text;
  text.length = token.size();
  const std::string_view core = trimmed(token);
  if (core.empty()) {
    text.flaws = {TokenFlaw::empty};
    return text;
  }
  const wire::TokenParts parts = wire::split(Token(std::string(core)));
  text.opaque_length = parts.opaque.size();
  text.has_at = parts.has_at;
  text.navigators = parts.navigators;
  if (core.size() != token.size()) text.flaws.push_back(TokenFlaw::blank_around);
  if (is_quoted(core)) text.flaws.push_back(TokenFlaw::quoted);
  if (is_doubled(core) || is_doubled(parts.opaque)) text.flaws.push_back(TokenFlaw::doubled);
  examine_opaque(parts.opaque, text.flaws);
  return text;
}

}  // namespace redial::doctor
