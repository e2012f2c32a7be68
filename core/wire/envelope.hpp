// One protocol message as bytes: a header byte and a body. Both dialects have these, each in a framing of its own
// (websocket_codec.hpp, native_frame.hpp). It knows neither framing nor what payloads mean.
#pragma once

#include <cstdint>
#include <span>

#include "core/base/result.hpp"
#include "core/wire/dialect.hpp"
#include "core/wire/messages.hpp"
#include "core/wire/wire_error.hpp"

namespace redial::wire {

// `layout` is agreed outside the connection and concerns CONNACK alone. Of the statuses of CONNACK and DISCONNECT a WebSocket
// carries 8 bits: 0 to 255. In the native one, QUERY and PUBLISH begin with a digest of 8 bytes, which nobody checks: zeros are
// written.
Bytes encode(const ServerMessage& message, ConnAckLayout layout, Dialect dialect = Dialect::web);
Bytes encode(const ClientMessage& message, Dialect dialect = Dialect::web);

// Never throws and never reads outside `bytes`. More than kMaxMessageBytes are an error; so are bytes behind a complete message,
// except where docs/PROTOCOL.md says that they are ignored (PINGRESP, DISCONNECT).
Result<ServerMessage, WireError> decode_server_message(std::span<const std::uint8_t> bytes, ConnAckLayout layout,
                                                       Dialect dialect = Dialect::web);
Result<ClientMessage, WireError> decode_client_message(std::span<const std::uint8_t> bytes, Dialect dialect = Dialect::web);

}  // namespace redial::wire
