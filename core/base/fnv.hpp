// FNV-1a, 64 bits: one number for a lot of text, the same on every machine. No protection against anybody who wants a collision.
// Source of the constants: http://www.isthe.com/chongo/tech/comp/fnv/
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace redial {

class Fnv {
 public:
  void add(std::span<const std::uint8_t> bytes) {
    for (const std::uint8_t byte : bytes) state_ = (state_ ^ byte) * 0x100000001b3u;
  }
  void add(std::string_view text) { add(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size())); }

  std::uint64_t value() const { return state_; }

  // 16 digits.
  std::string hex() const {
    std::string text(16, '0');
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = "0123456789abcdef"[(state_ >> (60 - 4 * i)) & 15];
    return text;
  }

 private:
  std::uint64_t state_ = 0xcbf29ce484222325u;
};

}  // namespace redial
