// The service's facts as trace events. Tokens appear by label, apps not at all: whoever listens knows which app it listens to.
#pragma once

#include <string>
#include <string_view>

#include "core/control/server_command.hpp"
#include "core/trace/event.hpp"
#include "mock_server/chat/connection.hpp"

namespace redial::mock_server {

// With the connection's ordinal, and user and token label once its token is known.
trace::Event event_of(trace::EventKind kind, const Connection& connection, TimePoint now);
// Adds verdict, user and token label.
void describe(trace::Event& event, const TokenCheck& token);

// "fault \"f\" (reset)".
std::string to_text(const ArmedFault& fault);

// "by the server, reset: server restart".
std::string to_text(const Ending& ending);

// A command was carried out.
trace::Event command_event(const control::ServerCommand& command, TimePoint now);

// "issue-token", "restart-server", …
std::string_view to_name(const control::ServerCommand& command);
// Whom the command concerns; empty if nobody in particular.
std::string user_of(const control::ServerCommand& command);

}  // namespace redial::mock_server
