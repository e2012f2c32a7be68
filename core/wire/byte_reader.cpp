// See byte_reader.hpp.
#include "core/wire/byte_reader.hpp"

#include <utility>

#include "core/wire/utf8.hpp"

namespace redial::wire {

std::string ByteReader::text() {
  const std::span<const std::uint8_t> raw = take(u16());
  std::optional<std::string> utf8 = utf8_from_cesu8({reinterpret_cast<const char*>(raw.data()), raw.size()});
  if (!utf8) {
    at_ -= raw.size();
    fail("text is not UTF-8");
    return {};
  }
  return *std::move(utf8);
}

Bytes ByteReader::rest() {
  const std::span<const std::uint8_t> raw = take(bytes_.size() - at_);
  return {raw.begin(), raw.end()};
}

void ByteReader::fail(std::string what) {
  if (error_) return;
  error_ = WireError{std::move(what), at_};
  skip_rest();
}

std::uint64_t ByteReader::integer(std::size_t size) {
  std::uint64_t value = 0;
  for (const std::uint8_t byte : take(size)) value = value << 8 | byte;
  return value;
}

std::span<const std::uint8_t> ByteReader::take(std::size_t size) {
  if (size > bytes_.size() - at_) {
    fail("message ends early");
    return {};
  }
  const std::span<const std::uint8_t> taken = bytes_.subspan(at_, size);
  at_ += size;
  return taken;
}

}  // namespace redial::wire
