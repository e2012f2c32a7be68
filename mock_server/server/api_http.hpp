// The vendor's Server API as HTTP: POST of any path; what is behind a path is the chat server's business.
#pragma once

#include "mock_server/chat/server_api.hpp"
#include "net/http.hpp"

namespace redial::mock_server {

api::Request read_api(const net::HttpRequest& request);
net::HttpReply to_http(api::Reply reply);

}  // namespace redial::mock_server
