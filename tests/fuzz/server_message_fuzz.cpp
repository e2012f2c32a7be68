// Whatever bytes a server sends, in either dialect and layout of CONNACK: reading does not crash, and what was understood
// survives being written and read again.
#include "core/wire/envelope.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using namespace redial;

void check(std::span<const std::uint8_t> bytes, wire::ConnAckLayout layout, wire::Dialect dialect) {
  const auto message = wire::decode_server_message(bytes, layout, dialect);
  if (message) {
    require(!wire::to_text(*message).empty());
    require(*wire::decode_server_message(wire::encode(*message, layout, dialect), layout, dialect) == *message);
  } else {
    require(message.error().offset <= bytes.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const auto dialect : {wire::Dialect::web, wire::Dialect::native}) {
    check({data, size}, wire::ConnAckLayout::v3, dialect);
    check({data, size}, wire::ConnAckLayout::v4, dialect);
  }
  return 0;
}
