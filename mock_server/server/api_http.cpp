// From an HTTP request to an API request and back.
#include "mock_server/server/api_http.hpp"

#include <cctype>
#include <utility>

#include "mock_server/server/http_service.hpp"

namespace redial::mock_server {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

}  // namespace

api::Request read_api(const net::HttpRequest& request) {
  api::Request asked{.path = std::string(request.path()), .headers = {}, .body = request.body};
  for (const auto& [name, value] : request.headers) asked.headers.emplace(lower(name), value);
  if (request.method != "POST") asked.path = request.method + " " + asked.path;  // every endpoint wants POST: no such path
  return asked;
}

net::HttpReply to_http(api::Reply reply) {
  return {.status = reply.http_status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(reply.body)};
}

}  // namespace redial::mock_server
