// The hooks through which a fault acts. Implementations are pure, live in mock_server/faults, and are asked by ServerSession
// (messages), by whoever carries a connection's bytes, and where requests are answered; the same objects serve simulation and the
// wire. Each says whether it made a difference, so that the trace can tell when a fault fired.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/fault/fault_spec.hpp"
#include "core/fault/framing.hpp"
#include "core/time/time.hpp"
#include "core/wire/messages.hpp"
#include "core/wire/navigation.hpp"

namespace redial::fault {

// ---- bytes ----

// What becomes of a chunk of bytes, and of the stream behind it. Filters change it one after the other.
struct ChunkPlan {
  struct Piece {
    std::size_t size = 0;                   // 0: the end of the direction
    Duration after{};                       // delivered so much later; pieces of one direction never overtake each other
    std::vector<std::size_t> flipped = {};  // the bytes of this piece that arrive with all their bits flipped
    friend bool operator==(const Piece&, const Piece&) = default;
  };
  std::vector<Piece> pieces;  // consecutive; what is left out at the end is swallowed
  // Behind the last piece: nothing special, or the connection ends, gracefully or with a reset.
  enum class Then : std::uint8_t { go_on, close, reset } then = Then::go_on;

  static ChunkPlan pass(std::size_t size) { return {.pieces = {{.size = size}}}; }
  friend bool operator==(const ChunkPlan&, const ChunkPlan&) = default;
};

class ByteFilter {
 public:
  virtual ~ByteFilter() = default;
  // Asked for each chunk of either direction, in the order of arrival, and for the end of a direction, a piece without bytes.
  // True if the plan was changed.
  virtual bool on_chunk(Direction direction, ChunkPlan& plan, TimePoint now) = 0;
};

// ---- messages of the server ----

// What need be no message of the protocol.
struct RawMessage {
  std::string_view name;  // for the trace: the fault's kind
  wire::Bytes bytes;
  friend bool operator==(const RawMessage&, const RawMessage&) = default;
};

// A message on its way to the client.
struct Reply {
  std::variant<wire::ServerMessage, RawMessage> message;
  Duration after{};  // sent this much later
  Framing framing{};
  bool truncated = false;  // the first half of its bytes alone is sent
  friend bool operator==(const Reply&, const Reply&) = default;
};

class ReplyPolicy {
 public:
  virtual ~ReplyPolicy() = default;
  // What is sent in place of `reply`, in this order; an empty list withholds it. Nothing: no objection.
  virtual std::optional<std::vector<Reply>> on_reply(const Reply& reply, TimePoint now) = 0;
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

// A fate in the making.
struct NavigationDraft {
  std::string path;               // that was asked for, with its query
  NavigationFate fate;            // its body is made of what follows
  wire::NavigationAnswer answer;  // what the body says, unless `body` does
  std::optional<std::string> body;
  std::size_t least_bytes = 0;  // the body is padded with blanks up to here
};

class NavigationPolicy {
 public:
  virtual ~NavigationPolicy() = default;
  // Changes what would have been answered. True if it did.
  virtual bool on_navigation(NavigationDraft& draft) = 0;
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
