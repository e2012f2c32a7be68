// See byte_writer.hpp.
#include "core/wire/byte_writer.hpp"

#include "core/wire/utf8.hpp"

namespace redial::wire {

void ByteWriter::text(std::string_view utf8) {
  utf8 = utf8_prefix(utf8, kMaxTextBytes);
  u16(static_cast<std::uint16_t>(utf8.size()));
  bytes_.insert(bytes_.end(), utf8.begin(), utf8.end());
}

void ByteWriter::integer(std::uint64_t value, unsigned size) {
  while (size-- > 0) bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * size)));
}

}  // namespace redial::wire
