// Navigation as HTTP: POST …/v2/navi.json with the CORS preflight that browsers send before it, and GET …/navi.js, by which SDKs
// before 5.28 ask (docs/PROTOCOL.md, navigation).
// The decision is the caller's.
#pragma once

#include <variant>

#include "core/fault/hooks.hpp"
#include "core/wire/navigation.hpp"
#include "net/http.hpp"

namespace redial::mock_server {

// What is asked for; or the reply, where there is nothing to decide.
std::variant<wire::NavigationRequest, net::HttpReply> read_navigation(const net::HttpRequest& request);

// Lets the connection that waits for the answer meet this fate, whose `after` is over.
void answer_navigation(net::HttpConnection& connection, fault::NavigationFate fate);

}  // namespace redial::mock_server
