// The hooks through which a fault acts. Implementations are pure, live in mock_server/faults (one file each), and are asked by
// ServerSession (replies), by the connection's driver (chunks) and by the navigation handler; the same objects serve simulation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "core/fault/fault_spec.hpp"
#include "core/time/time.hpp"
#include "core/wire/messages.hpp"

namespace redial::fault {

// What becomes of a chunk of bytes (or of the connection it travels on).
struct PassChunk {
  Duration after{};  // deliver this much later; chunks of one direction never overtake each other
};
struct HoldChunk {};  // swallow it; the connection stays up
using ChunkFate = std::variant<PassChunk, HoldChunk>;

class ByteFilter {
 public:
  virtual ~ByteFilter() = default;
  virtual ChunkFate on_chunk(Direction direction, std::size_t size, TimePoint now) = 0;
};

// What becomes of a message that the server is about to send.
struct PassReply {};
struct WithholdReply {};
struct DelayReply {
  Duration by{};
};
struct ReplaceReply {
  wire::ServerMessage message;
};
using ReplyFate = std::variant<PassReply, WithholdReply, DelayReply, ReplaceReply>;

class ReplyPolicy {
 public:
  virtual ~ReplyPolicy() = default;
  virtual ReplyFate on_reply(const wire::ServerMessage& message, TimePoint now) = 0;
};

// What becomes of a navigation request.
struct PassNavigation {};
struct HangNavigation {};
struct AnswerNavigation {
  int http_status = 200;
  std::string body;
};
using NavigationFate = std::variant<PassNavigation, HangNavigation, AnswerNavigation>;

class NavigationPolicy {
 public:
  virtual ~NavigationPolicy() = default;
  virtual NavigationFate on_navigation(TimePoint now) = 0;
};

}  // namespace redial::fault
