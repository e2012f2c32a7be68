// What the query of an upgrade request, or CONNECT, says of the client (docs/PROTOCOL.md, the WebSocket URL and CONNECT).
#pragma once

#include <string_view>

#include "core/wire/connect.hpp"
#include "mock_server/chat/chat_server.hpp"

namespace redial::mock_server {

// Fields that are missing, or a query that cannot be read, give empty fields: judging the claim is the chat server's business.
LoginClaim login_claim(std::string_view query);
LoginClaim login_claim(const wire::Connect& connect);

}  // namespace redial::mock_server
