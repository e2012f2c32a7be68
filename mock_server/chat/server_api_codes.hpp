// The Server API's error codes with their HTTP statuses, and the shape of an error reply. Source: docs/CONTRACT.md, section
// Server API.
#pragma once

#include <string>

#include "mock_server/chat/server_api.hpp"

namespace redial::mock_server::api {

struct Code {
  int code = 0;
  int http_status = 0;
};
inline constexpr Code kBadParameter{1002, 400};
inline constexpr Code kNoPostData{1003, 400};
inline constexpr Code kBadSignature{1004, 401};
inline constexpr Code kTooLong{1005, 400};
inline constexpr Code kNoSuchApp{1006,
                                 401};  // "locked or deleted"; what the vendor says of an AppKey it never had is not documented
inline constexpr Code kNoSuchPath{404, 404};  // ours

// What goes wrong inside an endpoint.
struct Failure {
  Code code;
  std::string message;
};

Reply to_reply(const Failure& failure);

}  // namespace redial::mock_server::api
