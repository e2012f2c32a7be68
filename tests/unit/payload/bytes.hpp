// Bytes written as they stand on the protocol page: "0801 1209", blanks ignored, and text put between them.
#pragma once

#include <string>
#include <string_view>

#include "core/wire/bytes.hpp"

namespace redial::payload {

inline wire::Bytes hex(std::string_view digits) {
  wire::Bytes bytes;
  std::string pair;
  for (const char c : digits) {
    if (c == ' ') continue;
    pair += c;
    if (pair.size() < 2) continue;
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(pair, nullptr, 16)));
    pair.clear();
  }
  return bytes;
}

inline wire::Bytes operator+(wire::Bytes left, const wire::Bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

inline wire::Bytes text(std::string_view text) { return {text.begin(), text.end()}; }

}  // namespace redial::payload
