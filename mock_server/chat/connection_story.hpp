// What became of a connection, for people: what its client was told, and the true cause, which the client is not told. It reads
// what the service has noted and decides nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/control/server_state.hpp"
#include "core/wire/messages.hpp"
#include "mock_server/chat/connection.hpp"

namespace redial::mock_server {

// Of CONNACK and DISCONNECT; nothing of other messages.
std::optional<control::Told> told_by(const wire::ServerMessage& message);

// Why it was refused, or ended; while it lives, what was done to it. `ending`: who ended it and how, as the trace has it; empty
// while it lives.
std::string cause_of(const Connection& connection, std::string_view ending);

// Of a live one.
control::ConnectionState state_of(const Connection& connection);

}  // namespace redial::mock_server
