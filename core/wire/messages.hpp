// The messages of the chat protocol, apart from the envelope that carries them: the same bodies travel over WebSocket and,
// with another envelope, over the vendor's native TCP. Layouts are those observed on the wire of the official SDKs
// (docs/PROTOCOL.md). All integers are big-endian; texts are u16 length + UTF-8. Payloads are protobuf and opaque here.
#pragma once

#include <string>
#include <variant>

#include "core/wire/connack.hpp"
#include "core/wire/disconnect.hpp"
#include "core/wire/ping.hpp"
#include "core/wire/puback.hpp"
#include "core/wire/publish.hpp"
#include "core/wire/query.hpp"

namespace redial::wire {

using ServerMessage = std::variant<ConnAck, ServerPublish, ServerPubAck, QueryAck, PingResp, ServerDisconnect>;
using ClientMessage = std::variant<ClientPublish, ClientPubAck, Query, QueryCon, PingReq, ClientDisconnect>;

// For the trace and for people: the name, then status or topic, such as "CONNACK 4", "PUBLISH s_msg", "QUERY pullMsg", "PINGREQ".
std::string to_text(const ServerMessage& message);
std::string to_text(const ClientMessage& message);

}  // namespace redial::wire
