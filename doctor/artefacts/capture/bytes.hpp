// Numbers and pieces out of bytes whose length is known to suffice. Who reads must have asked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace redial::doctor::capture {

using View = std::span<const std::uint8_t>;

inline std::uint16_t be16(View bytes, std::size_t at) { return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]); }
inline std::uint16_t le16(View bytes, std::size_t at) { return static_cast<std::uint16_t>(bytes[at + 1] << 8 | bytes[at]); }
inline std::uint32_t be24(View bytes, std::size_t at) {
  return std::uint32_t{bytes[at]} << 16 | std::uint32_t{bytes[at + 1]} << 8 | bytes[at + 2];
}
inline std::uint32_t be32(View bytes, std::size_t at) { return std::uint32_t{be16(bytes, at)} << 16 | be16(bytes, at + 2); }
inline std::uint32_t le32(View bytes, std::size_t at) { return std::uint32_t{le16(bytes, at + 2)} << 16 | le16(bytes, at); }

inline std::string_view text_of(View bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
inline View bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

// The byte order of a file, which it tells itself.
struct ByteOrder {
  bool is_big = false;
  std::uint16_t u16(View bytes, std::size_t at) const { return is_big ? be16(bytes, at) : le16(bytes, at); }
  std::uint32_t u32(View bytes, std::size_t at) const { return is_big ? be32(bytes, at) : le32(bytes, at); }
  std::uint64_t u64(View bytes, std::size_t at) const {
    const std::uint64_t first = u32(bytes, at), second = u32(bytes, at + 4);
    return is_big ? first << 32 | second : second << 32 | first;
  }
};

}  // namespace redial::doctor::capture
