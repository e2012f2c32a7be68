// Text as files have it, made into UTF-8: byte order marks, UTF-16, and bytes that are neither. It does not guess at the
// encodings of one country.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace redial::doctor {

inline constexpr std::uint32_t kReplacementCharacter = 0xfffd;

// Is it UTF-16, by its mark or, of a text that begins with plain ASCII, by its zeros?
bool is_utf16(std::string_view bytes);

// Without mark, in sound UTF-8: what cannot be read is U+FFFD. What is sound already is given back as it is.
std::string to_utf8(std::string bytes);

// UTF-8 with U+FFFD for every byte that does not belong to a character.
std::string sound_utf8(std::string text);

// A surrogate by itself, or what is no character at all, becomes U+FFFD.
void append_utf8(std::string& text, std::uint32_t character);

constexpr bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
constexpr bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xdc00 && unit < 0xe000; }
constexpr std::uint32_t joined_surrogates(std::uint32_t high, std::uint32_t low) {
  return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

}  // namespace redial::doctor
