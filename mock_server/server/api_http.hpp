// The vendor's Server API as HTTP: POST of any path; what is behind a path is the chat server's business.
#pragma once

#include <functional>

#include "mock_server/chat/server_api.hpp"
#include "net/http.hpp"

namespace redial::mock_server {

net::HttpReply answer_api(const net::HttpRequest& request, const std::function<api::Reply(const api::Request&)>& call);

}  // namespace redial::mock_server
