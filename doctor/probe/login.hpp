// The talk on an open WebSocket: CONNACK, the first ping, and a clean end.
#pragma once

#include <memory>
#include <string>

#include "core/wire/connack.hpp"
#include "doctor/probe/chat.hpp"
#include "net/websocket.hpp"

namespace redial::doctor {

// Goes through the stages and tells them. The connection is gone behind it.
LoggedIn go_through_login(Probing& probing, Epoch epoch, std::unique_ptr<net::WebSocket> socket, wire::ConnAckLayout layout,
                          const std::string& where);

}  // namespace redial::doctor
