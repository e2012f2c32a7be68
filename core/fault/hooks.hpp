// The hooks through which a fault acts. Implementations are pure, live in mock_server/faults (one file each), and are asked by
// ServerSession (messages), by whoever carries a connection's bytes, and where requests are answered; the same objects serve
// simulation and the wire.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/fault/fault_spec.hpp"
#include "core/time/time.hpp"
#include "core/wire/messages.hpp"

namespace redial::fault {

// ---- bytes ----

// What becomes of a chunk of bytes, and of the stream behind it. Filters change it one after the other.
struct ChunkPlan {
  struct Piece {
    std::size_t size = 0;
    Duration after{};                         // delivered so much later; pieces of one direction never overtake each other
    std::optional<std::size_t> flipped = {};  // the byte of this piece that arrives with all its bits flipped
  };
  std::vector<Piece> pieces;  // consecutive; what is left out at the end is swallowed
  // Behind the last piece: nothing special, everything of this direction is swallowed for good, or the stream ends.
  enum class Then : std::uint8_t { go_on, swallow, close, reset } then = Then::go_on;
};

class ByteFilter {
 public:
  virtual ~ByteFilter() = default;
  // Asked for each chunk of either direction, in the order of arrival. A chunk without bytes is the end of its direction. True if
  // the plan was changed.
  virtual bool on_chunk(Direction direction, ChunkPlan& plan, TimePoint now) = 0;
};

// ---- messages of the server ----

// How a message stands on the WebSocket.
struct Framing {
  enum class Kind : std::uint8_t { binary, text, fragments, reserved_bit, masked, unknown_opcode, oversized } kind = Kind::binary;
  std::uint32_t bytes = 0;  // fragments: of each; oversized: announced
  friend bool operator==(const Framing&, const Framing&) = default;
};

// A message on its way to the client: decoded, or as raw bytes that need be no message.
struct Reply {
  std::variant<wire::ServerMessage, wire::Bytes> message;
  Duration after{};  // sent this much later
  Framing framing{};
};

class ReplyPolicy {
 public:
  virtual ~ReplyPolicy() = default;
  // What is sent in place of `reply`, in this order; nothing withholds it. Gives back exactly `reply` where it does not object.
  virtual std::vector<Reply> on_reply(Reply reply, TimePoint now) = 0;
};

// ---- navigation ----

// The answer to a navigation request, and what the network makes of it.
struct NavigationFate {
  enum class End : std::uint8_t {
    answered,
    truncated,  // the headers promise the whole body, half of it comes, then FIN
    closed,     // FIN instead of an answer
    reset,      // RST instead of an answer
    unanswered,
  } end = End::answered;
  Duration after{};
  int http_status = 200;
  std::string body;
  std::optional<std::string> location;  // of a redirect: the path (and query) to go to
  bool with_cors = true;
};

class NavigationPolicy {
 public:
  virtual ~NavigationPolicy() = default;
  // Changes what would have been answered.
  virtual void on_navigation(NavigationFate& fate, TimePoint now) = 0;
};

// ---- before the WebSocket is open ----

// What a listener with TLS does in a handshake.
enum class TlsFlaw : std::uint8_t { none, unknown_ca, expired, not_yet_valid, wrong_host, old_version, hang, cut };

// The answer to an upgrade request.
struct UpgradeFate {
  enum class End : std::uint8_t { accepted, refused, garbage, unanswered } end = End::accepted;
  Duration after{};
  int http_status = 101;  // of a refusal
};

}  // namespace redial::fault
