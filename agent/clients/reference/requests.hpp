// The requests that leave the client, as text: the navigation question and the address of the chat socket.
// It sends nothing. Source: docs/PROTOCOL.md, navigation request and WebSocket URL.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/ids.hpp"
#include "core/session/client_session.hpp"
#include "core/wire/connect.hpp"
#include "core/wire/dialect.hpp"

namespace redial::agent::reference {

// How the client introduces itself to servers.
struct Identity {
  AppKey app_key;
  std::string device;
  wire::Dialect dialect = wire::Dialect::web;
};

// A POST over HTTP/1.1.
struct NavigationCall {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;  // without Host and Content-Length
  std::string body;
  Duration timeout{};  // for the whole exchange
};

NavigationCall navigation_call(const Identity& identity, const session::client::AskNavigation& ask, Duration timeout);

// Where to dial. On the Web it holds the token: not for logs or traces.
std::string chat_url(const Identity& identity, const session::client::Dial& dial);

// The first message on a connection in the native dialect. Holds the token.
wire::Connect connect_message(const Identity& identity, const session::client::Dial& dial);

}  // namespace redial::agent::reference
