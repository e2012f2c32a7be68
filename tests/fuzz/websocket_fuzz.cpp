// Whatever bytes arrive on a WebSocket, at either end: reading does not crash, keeps its limit, stops behind a close or a
// violation, and does not depend on where the stream is cut. The input's first byte says how large the pieces are.
#include <algorithm>
#include <iterator>

#include "core/wire/websocket_codec.hpp"
#include "tests/fuzz/require.hpp"

namespace {

using namespace redial;
using Role = wire::WebSocketReader::Role;
using Events = std::vector<wire::WebSocketEvent>;

constexpr std::size_t kLimit = 300;  // small enough for the fuzzer to reach

Events read_in_pieces(Role role, std::span<const std::uint8_t> bytes, std::size_t piece) {
  wire::WebSocketReader reader(role, kLimit);
  Events all;
  while (!bytes.empty()) {
    const auto now = bytes.first(std::min(piece, bytes.size()));
    std::ranges::move(reader.read(now), std::back_inserter(all));
    bytes = bytes.subspan(now.size());
  }
  return all;
}

bool is_last(const wire::WebSocketEvent& event) {
  return std::holds_alternative<wire::WebSocketClose>(event) || std::holds_alternative<wire::WebSocketViolation>(event);
}

void check(Role role, std::span<const std::uint8_t> bytes, std::size_t piece) {
  const Events events = read_in_pieces(role, bytes, bytes.size());
  require(events == read_in_pieces(role, bytes, piece));
  for (const auto& event : events) {
    if (const auto* message = std::get_if<wire::WebSocketMessage>(&event)) require(message->payload.size() <= kLimit);
    require(!is_last(event) || &event == &events.back());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::size_t piece = data[0] % 16 + 1;
  check(Role::server, {data + 1, size - 1}, piece);
  check(Role::client, {data + 1, size - 1}, piece);
  return 0;
}
