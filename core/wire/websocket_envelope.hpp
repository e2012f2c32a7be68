// The envelope of the Web transport: one protocol message per binary WebSocket message, a header byte and a body, no length
// field. It does not know WebSocket framing (core/wire/websocket_codec.hpp) nor what payloads mean.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/result.hpp"
#include "core/wire/messages.hpp"
#include "core/wire/wire_error.hpp"

namespace redial::wire {

// `layout` is agreed outside the connection and concerns CONNACK alone. Statuses of CONNACK and DISCONNECT have 8 bits here: 0 to
// 255.
Bytes encode(const ServerMessage& message, ConnAckLayout layout);
Bytes encode(const ClientMessage& message);

// Never throws and never reads outside `bytes`. More than kMaxMessageBytes are an error; so are bytes behind a complete message,
// except where docs/PROTOCOL.md says that they are ignored (PINGRESP, DISCONNECT).
Result<ServerMessage, WireError> decode_server_message(std::span<const std::uint8_t> bytes, ConnAckLayout layout);
Result<ClientMessage, WireError> decode_client_message(std::span<const std::uint8_t> bytes);

}  // namespace redial::wire
