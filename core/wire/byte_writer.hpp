// Appends big-endian integers and texts to a byte buffer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "core/wire/bytes.hpp"

namespace redial::wire {

// What a text's length field can say.
inline constexpr std::size_t kMaxTextBytes = 0xffff;

class ByteWriter {
 public:
  void u8(std::uint8_t value) { integer(value, 1); }
  void u16(std::uint16_t value) { integer(value, 2); }
  void i32(std::int32_t value) { integer(static_cast<std::uint32_t>(value), 4); }
  void i64(std::int64_t value) { integer(static_cast<std::uint64_t>(value), 8); }

  // u16 length and the bytes of a UTF-8 text; what exceeds kMaxTextBytes is cut off in front of the first character that does not
  // fit.
  void text(std::string_view utf8);
  void bytes(std::span<const std::uint8_t> raw) { bytes_.insert(bytes_.end(), raw.begin(), raw.end()); }

  Bytes take() && { return std::move(bytes_); }

 private:
  void integer(std::uint64_t value, unsigned size);

  Bytes bytes_;
};

}  // namespace redial::wire
