// Whatever bytes arrive on a connection in the native dialect, at either end: reading does not crash, stops behind a violation
// and does not depend on where the stream is cut; what was understood is written again as it came. The input's first byte says
// how large the pieces are.
#include <algorithm>
#include <iterator>

#include "core/wire/connect.hpp"
#include "core/wire/native_frame.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using namespace redial;
using Events = std::vector<wire::NativeEvent>;

Events read_in_pieces(wire::NativeReader& reader, std::span<const std::uint8_t> bytes, std::size_t piece) {
  Events all;
  while (!bytes.empty()) {
    const auto now = bytes.first(std::min(piece, bytes.size()));
    std::ranges::move(reader.read(now), std::back_inserter(all));
    bytes = bytes.subspan(now.size());
  }
  return all;
}

void check_connect(const wire::Bytes& message) {
  const auto connect = wire::decode_connect(message);
  if (!connect) return require(connect.error().offset <= message.size());
  require(*wire::decode_connect(wire::encode(*connect)) == *connect);
}

void check(wire::NativeReader reader, std::span<const std::uint8_t> bytes, std::size_t piece) {
  wire::NativeReader another = reader;
  const Events events = read_in_pieces(reader, bytes, bytes.size());
  require(events == read_in_pieces(another, bytes, piece));
  for (const auto& event : events) {
    const auto* message = std::get_if<wire::Bytes>(&event);
    require(message != nullptr || &event == &events.back());
    if (message == nullptr) continue;
    require(!message->empty() && message->size() <= wire::kMaxMessageBytes);
    wire::NativeReader again(*reader.key());
    require(again.read(wire::encode_native_frame(*message, *reader.key())) == Events{event});
    check_connect(*message);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = data[0] % 16 + 1;
  check(wire::NativeReader(), {data + 1, size - 1}, piece);
  check(wire::NativeReader(wire::kUsualNativeKey), {data + 1, size - 1}, piece);
  return 0;
}
