// Navigation as HTTP: POST …/v2/navi.json with the CORS preflight that browsers send before it, and GET …/navi.js, by which SDKs
// before 5.28 ask (docs/PROTOCOL.md, navigation).
// The decision is the caller's.
#pragma once

#include <functional>
#include <optional>

#include "core/wire/navigation.hpp"
#include "mock_server/chat/chat_server.hpp"
#include "net/http.hpp"

namespace redial::mock_server {

// Nothing: the request is to hang.
std::optional<net::HttpReply> answer_navigation(const net::HttpRequest& request,
                                                const std::function<NavigationReply(const wire::NavigationRequest&)>& navigate);

}  // namespace redial::mock_server
