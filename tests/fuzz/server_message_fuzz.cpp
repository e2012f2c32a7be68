// Whatever bytes a server sends, in either layout of CONNACK: reading does not crash, and what was understood survives being
// written and read again.
#include "core/wire/envelope.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using namespace redial;

void check(std::span<const std::uint8_t> bytes, wire::ConnAckLayout layout) {
  const auto message = wire::decode_server_message(bytes, layout);
  if (message) {
    require(!wire::to_text(*message).empty());
    require(*wire::decode_server_message(wire::encode(*message, layout), layout) == *message);
  } else {
    require(message.error().offset <= bytes.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check({data, size}, wire::ConnAckLayout::v3);
  check({data, size}, wire::ConnAckLayout::v4);
  return 0;
}
