// The vendor's Server API as a request and a reply, apart from HTTP. An app server can be pointed at the mock unchanged.
// Endpoints, signature and codes: docs/CONTRACT.md, section Server API.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ids.hpp"
#include "core/base/result.hpp"
#include "core/control/server_command.hpp"
#include "mock_server/chat/digests.hpp"

namespace redial::mock_server::api {

struct Request {
  std::string path;  // "/user/getToken.json", without query
  // The four signed headers, with or without the prefix "RC-"; names in lower case.
  std::map<std::string, std::string> headers;
  std::string body;  // form-urlencoded (RongCloud) or JSON (Nexconn): the path decides, whatever the content type says
};

struct Reply {
  int http_status = 200;
  std::string body;  // JSON
};

// What the API needs of the service behind it. Every endpoint is a control command or a question; names of apps and users are
// checked there.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual const std::string* secret(const AppKey& app) const = 0;  // nullptr: there is no such app
  virtual Result<control::ServerReply> perform(const AppKey& app, const control::ServerCommand& command) = 0;
  virtual bool is_online(const AppKey& app, const UserId& user) const = 0;
  // In the order of their ids; with the time until which they are blocked.
  virtual std::vector<std::pair<UserId, UnixMillis>> blocked(const AppKey& app) const = 0;
  virtual std::vector<UserId> deactivated(const AppKey& app) const = 0;
};

// Signature first, then the endpoint. Errors are replies with the documented code and HTTP status; an unknown path is answered
// with 404 and the list of what there is.
Reply call(const Request& request, Backend& backend, const Digests& digests);

std::vector<std::string_view> paths();

}  // namespace redial::mock_server::api
