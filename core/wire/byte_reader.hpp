// Reads big-endian integers and texts from bytes. The first failure sticks, with its place: a decoder reads straight on and asks
// once, at the end, whether all went well. After a failure every read gives zero or nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "core/wire/bytes.hpp"
#include "core/wire/wire_error.hpp"

namespace redial::wire {

class ByteReader {
 public:
  // `bytes` must outlive the reader.
  explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint8_t u8() { return static_cast<std::uint8_t>(integer(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(integer(2)); }
  std::int32_t i32() { return static_cast<std::int32_t>(integer(4)); }
  std::int64_t i64() { return static_cast<std::int64_t>(integer(8)); }

  // u16 length and that many bytes of UTF-8 or CESU-8 (the official SDK writes the latter); gives UTF-8. Fails on anything else.
  std::string text();

  // Everything that is left.
  Bytes rest();
  void skip(std::size_t size) { take(size); }
  void skip_rest() { at_ = bytes_.size(); }

  bool at_end() const { return at_ == bytes_.size(); }
  void fail(std::string what);
  const std::optional<WireError>& error() const { return error_; }

 private:
  std::uint64_t integer(std::size_t size);
  std::span<const std::uint8_t> take(std::size_t size);

  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
  std::optional<WireError> error_;
};

}  // namespace redial::wire
