// The requests that leave the client, as text: the navigation question and the address of the chat socket.
// It sends nothing. Source: docs/PROTOCOL.md, navigation request and WebSocket URL.
#pragma once

#include <string>

#include "core/control/client_command.hpp"
#include "core/session/client_session.hpp"
#include "net/http.hpp"

namespace redial::agent::reference {

// How the client introduces itself to servers.
struct Identity {
  AppKey app_key;
  std::string device;
};

// `timeout`: for the whole exchange.
net::HttpExchange::Call navigation_call(const Identity& identity, const session::client::AskNavigation& ask, Duration timeout);

// Holds the token: not for logs or traces.
std::string chat_url(const Identity& identity, const session::client::Dial& dial);

}  // namespace redial::agent::reference
