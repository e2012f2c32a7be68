// See utf8_text.hpp.
#include "doctor/artefacts/utf8_text.hpp"

#include <algorithm>
#include <cstddef>

#include "core/wire/utf8.hpp"

namespace redial::doctor {
namespace {

constexpr std::string_view kMark = "\xef\xbb\xbf";
constexpr std::string_view kLittle = "\xff\xfe";
constexpr std::string_view kBig = "\xfe\xff";

// The four characters that a text without mark is judged by: "{\n  " or "2026", each beside a zero.
constexpr std::size_t kJudged = 8;

bool has_zeros(std::string_view bytes, std::size_t from) {
  if (bytes.size() < kJudged) return false;
  for (std::size_t i = 0; i < kJudged; ++i)
    if ((bytes[i] == '\0') != (i % 2 == from)) return false;
  return true;
}

bool is_big_endian(std::string_view bytes) { return bytes.starts_with(kBig) || has_zeros(bytes, 0); }

std::uint32_t unit_at(std::string_view bytes, std::size_t at, bool big) {
  const auto first = static_cast<std::uint8_t>(bytes[at]), second = static_cast<std::uint8_t>(bytes[at + 1]);
  return big ? first * 256u + second : second * 256u + first;
}

std::string from_utf16(std::string_view bytes) {
  const bool big = is_big_endian(bytes);
  if (bytes.starts_with(kBig) || bytes.starts_with(kLittle)) bytes.remove_prefix(2);
  std::string text;
  text.reserve(bytes.size() / 2);
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    std::uint32_t character = unit_at(bytes, at, big);
    const std::uint32_t next = at + 3 < bytes.size() ? unit_at(bytes, at + 2, big) : 0;
    if (is_high_surrogate(character) && is_low_surrogate(next)) {
      character = joined_surrogates(character, next);
      at += 2;
    }
    append_utf8(text, character);
  }
  return text;
}

// How many bytes the character takes that these begin with; 0: they begin with none.
std::size_t character_size(std::string_view bytes) {
  for (std::size_t size = 1; size <= std::min<std::size_t>(4, bytes.size()); ++size)
    if (wire::is_utf8(bytes.substr(0, size))) return size;
  return 0;
}

}  // namespace

bool is_utf16(std::string_view bytes) {
  return bytes.starts_with(kBig) || bytes.starts_with(kLittle) || has_zeros(bytes, 0) || has_zeros(bytes, 1);
}

std::string to_utf8(std::string bytes) {
  if (is_utf16(bytes)) return from_utf16(bytes);
  if (bytes.starts_with(kMark)) bytes.erase(0, kMark.size());
  return sound_utf8(std::move(bytes));
}

std::string sound_utf8(std::string text) {
  if (wire::is_utf8(text)) return text;
  std::string sound;
  sound.reserve(text.size());
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t size = character_size(rest);
    if (size > 0)
      sound += rest.substr(0, size);
    else
      append_utf8(sound, kReplacementCharacter);
    rest.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return sound;
}

void append_utf8(std::string& text, std::uint32_t character) {
  if (is_high_surrogate(character) || is_low_surrogate(character) || character > 0x10ffff) character = kReplacementCharacter;
  if (character < 0x80) {
    text += static_cast<char>(character);
    return;
  }
  const int more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
  constexpr std::uint32_t kLeads[] = {0, 0xc0, 0xe0, 0xf0};
  text += static_cast<char>(kLeads[more] | character >> (6 * more));
  for (int i = more - 1; i >= 0; --i) text += static_cast<char>(0x80 | (character >> (6 * i) & 0x3f));
}

}  // namespace redial::doctor
