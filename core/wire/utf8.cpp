// See utf8.hpp.
#include "core/wire/utf8.hpp"

#include <cstdint>

namespace redial::wire {
namespace {

struct Encoded {
  std::uint32_t code_point = 0;  // surrogates included: UTF-8 forbids them, CESU-8 is made of them
  std::size_t size = 0;          // 0: malformed
};

Encoded first_code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() < size) return {};
  std::uint32_t code_point = lead & (0xffu >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {};
    code_point = code_point << 6 | (byte(i) & 0x3fu);
  }
  const std::uint32_t least = size == 4 ? 0x10000 : size == 3 ? 0x800 : 0x80;
  if (code_point < least || code_point > 0x10ffff) return {};
  return {code_point, size};
}

bool is_high_surrogate(std::uint32_t code_point) { return code_point >= 0xd800 && code_point < 0xdc00; }
bool is_low_surrogate(std::uint32_t code_point) { return code_point >= 0xdc00 && code_point < 0xe000; }

void append_four_bytes(std::string& text, std::uint32_t code_point) {
  text += static_cast<char>(0xf0 | code_point >> 18);
  text += static_cast<char>(0x80 | (code_point >> 12 & 0x3f));
  text += static_cast<char>(0x80 | (code_point >> 6 & 0x3f));
  text += static_cast<char>(0x80 | (code_point & 0x3f));
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Encoded next = first_code_point(text);
    if (next.size == 0 || is_high_surrogate(next.code_point) || is_low_surrogate(next.code_point)) return false;
    text.remove_prefix(next.size);
  }
  return true;
}

std::optional<std::string> utf8_from_cesu8(std::string_view text) {
  std::string utf8;
  utf8.reserve(text.size());
  while (!text.empty()) {
    const Encoded next = first_code_point(text);
    if (next.size == 0 || is_low_surrogate(next.code_point)) return std::nullopt;
    if (!is_high_surrogate(next.code_point)) {
      utf8 += text.substr(0, next.size);
      text.remove_prefix(next.size);
      continue;
    }
    text.remove_prefix(next.size);
    const Encoded low = text.empty() ? Encoded{} : first_code_point(text);
    if (low.size == 0 || !is_low_surrogate(low.code_point)) return std::nullopt;
    append_four_bytes(utf8, 0x10000 + ((next.code_point - 0xd800) << 10) + (low.code_point - 0xdc00));
    text.remove_prefix(low.size);
  }
  return utf8;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && (static_cast<std::uint8_t>(text[max_bytes]) & 0xc0) == 0x80) --max_bytes;
  return text.substr(0, max_bytes);
}

}  // namespace redial::wire
