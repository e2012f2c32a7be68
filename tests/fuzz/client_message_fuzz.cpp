// Whatever bytes a client sends, in either dialect: reading does not crash, and what was understood survives being written and
// read again.
#include "core/wire/envelope.hpp"
#include "tests/fuzz/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redial;
  for (const auto dialect : {wire::Dialect::web, wire::Dialect::native}) {
    const auto message = wire::decode_client_message({data, size}, dialect);
    if (message) {
      require(!wire::to_text(*message).empty());
      require(*wire::decode_client_message(wire::encode(*message, dialect), dialect) == *message);
    } else {
      require(message.error().offset <= size);
    }
  }
  return 0;
}
