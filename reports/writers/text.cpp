// Character by character; the ranges are a terminal's view of Unicode, coarse on purpose.
#include "reports/writers/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "core/wire/utf8.hpp"

namespace redial::reports {
namespace {

struct Character {
  std::string_view bytes;
  std::uint32_t code_point = 0;
  bool valid = false;
};

Character first_character(std::string_view text) {
  const auto lead = static_cast<std::uint8_t>(text.front());
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const std::string_view bytes = text.substr(0, size);
  if (bytes.size() < size || !wire::is_utf8(bytes)) return {text.substr(0, 1), lead, false};
  std::uint32_t code_point = size == 1 ? lead : lead & (0x7fu >> size);
  for (const char c : bytes.substr(1)) code_point = code_point << 6 | (static_cast<std::uint8_t>(c) & 0x3fu);
  return {bytes, code_point, true};
}

bool between(std::uint32_t code_point, std::uint32_t first, std::uint32_t last) {
  return first <= code_point && code_point <= last;
}

bool is_harmful(std::uint32_t c) {
  return c < 0x20 || between(c, 0x7f, 0x9f) || c == 0x61c || c == 0xfeff ||  // controls, Arabic letter mark, byte order mark
         between(c, 0x200e, 0x200f) || between(c, 0x2028, 0x202e) ||         // direction marks, separators, embeddings, overrides
         between(c, 0x2066, 0x2069) ||                                       // isolates
         between(c, 0xfdd0, 0xfdef) || (c & 0xfffe) == 0xfffe;               // noncharacters
}

// What is shown as it is in every charset: nearly all that there is to show.
bool is_plain(char c) { return between(static_cast<std::uint8_t>(c), 0x20, 0x7e); }

std::string escaped(const Character& character) {
  if (!character.valid) return fmt::format("\\x{:02x}", character.code_point);
  switch (character.code_point) {
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      return fmt::format("\\u{{{:x}}}", character.code_point);
  }
}

int columns_of(std::uint32_t c) {
  const bool combining = between(c, 0x300, 0x36f) || between(c, 0x200b, 0x200d) || between(c, 0xfe00, 0xfe0f);
  const bool wide = between(c, 0x1100, 0x115f) || between(c, 0x2e80, 0xa4cf) || between(c, 0xac00, 0xd7a3) ||
                    between(c, 0xf900, 0xfaff) || between(c, 0xfe30, 0xfe6f) || between(c, 0xff00, 0xff60) ||
                    between(c, 0xffe0, 0xffe6) || between(c, 0x1f300, 0x1faff) || between(c, 0x20000, 0x3fffd);
  return combining ? 0 : wide ? 2 : 1;
}

// Calls `use` with each character until it returns false.
template <class Use>
void each_character(std::string_view text, const Use& use) {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (!use(character)) return;
    text.remove_prefix(character.bytes.size());
  }
}

}  // namespace

std::string printable(std::string_view text, Charset charset) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
    result += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const Character character = first_character(text);
    const bool shown =
        character.valid && !is_harmful(character.code_point) && (charset == Charset::unicode || character.code_point < 0x80);
    if (shown)
      result += character.bytes;
    else
      result += escaped(character);
    text.remove_prefix(character.bytes.size());
  }
  return result;
}

int columns(std::string_view text) {
  int total = 0;
  each_character(text, [&](const Character& character) {
    total += columns_of(character.code_point);
    return true;
  });
  return total;
}

std::string fit(std::string_view text, int width, Charset charset) {
  if (columns(text) <= width) return std::string(text);
  const std::string_view ellipsis = charset == Charset::unicode ? "…" : "...";
  int left = width - columns(ellipsis);
  std::string result;
  each_character(text, [&](const Character& character) {
    left -= columns_of(character.code_point);
    if (left >= 0) result += character.bytes;
    return left > 0;
  });
  return result.append(ellipsis);
}

std::string pad(std::string_view text, int width) {
  return std::string(text).append(static_cast<std::size_t>(std::max(0, width - columns(text))), ' ');
}

std::vector<std::string> wrap(std::string_view text, int width) {
  if (width <= 0) return {std::string(text)};
  std::vector<std::string> lines{""};
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    std::string& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (columns(line) + 1 + columns(word) <= width) {
      line.append(" ").append(word);
    } else {
      lines.emplace_back(word);
    }
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return lines;
}

std::string to_text(Duration duration) {
  const double ms = to_milliseconds(duration);
  // What would round up to the next unit's first is told in that unit.
  if (ms < 9.95) return fmt::format("{:.1f} ms", ms);
  if (ms < 999.5) return fmt::format("{:.0f} ms", ms);
  if (ms < 59'995) return fmt::format("{:.2f} s", ms / 1000);
  return fmt::format("{:.0f} s", ms / 1000);
}

}  // namespace redial::reports
