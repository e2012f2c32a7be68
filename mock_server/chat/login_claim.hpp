// What the query of an upgrade request says of the client (docs/PROTOCOL.md, the WebSocket URL).
#pragma once

#include <string_view>

#include "mock_server/chat/chat_server.hpp"

namespace redial::mock_server {

// Fields that are missing, or a query that cannot be read, give empty fields: judging the claim is the chat server's business.
LoginClaim login_claim(std::string_view query);

}  // namespace redial::mock_server
