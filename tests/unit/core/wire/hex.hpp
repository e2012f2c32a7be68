// Literal bytes as a protocol page prints them.
#pragma once

#include <cctype>
#include <string>
#include <string_view>

#include "core/wire/bytes.hpp"

namespace redial::wire {

// "20 00 04" and the like; blanks are ignored. Precondition: nothing but blanks and pairs of hex digits.
inline Bytes hex(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (std::isspace(static_cast<unsigned char>(c)) == 0) digits += c;
  Bytes bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2)
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16)));
  return bytes;
}

inline Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

}  // namespace redial::wire
