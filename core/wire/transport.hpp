// The two transports of the chat protocol. They share message types, topics and statuses, and differ in framing, in how a login
// is asked for, and in some bytes of the bodies (docs/PROTOCOL.md).
#pragma once

#include <cstdint>

#include "core/base/names.hpp"

namespace redial::wire {

enum class Transport : std::uint8_t {
  websocket,  // the Web SDK: a login in the URL, one message per WebSocket message
  native,     // the native stack: CONNECT, then frames with checksum, length and mask over TCP
};
inline constexpr Named<Transport> kTransportNames[] = {{Transport::websocket, "websocket"}, {Transport::native, "native"}};
constexpr std::string_view to_name(Transport transport) { return name_of(kTransportNames, transport); }

}  // namespace redial::wire
