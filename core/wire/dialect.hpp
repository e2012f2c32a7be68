// The two dialects of the chat protocol. They share message types, topics and statuses, and differ in framing, in how a login is
// asked for, and in some bytes of the bodies (docs/PROTOCOL.md).
#pragma once

#include <cstdint>

namespace redial::wire {

enum class Dialect : std::uint8_t {
  web,     // the Web SDK: a login in the URL, one message per WebSocket message
  native,  // the native stack: CONNECT, then frames with checksum, length and mask over TCP
};

}  // namespace redial::wire
