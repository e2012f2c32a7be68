// From a Server API request to its endpoint and back to a reply.
#include "mock_server/chat/server_api.hpp"

#include <nlohmann/json.hpp>

#include "mock_server/chat/server_api_codes.hpp"
#include "mock_server/chat/server_api_endpoints.hpp"
#include "mock_server/chat/server_api_parameters.hpp"
#include "mock_server/chat/server_api_signature.hpp"

namespace redial::mock_server::api {

namespace {

using nlohmann::json;

std::string dump(const json& body) { return body.dump(-1, ' ', false, json::error_handler_t::replace); }

const Endpoint* find_endpoint(std::string_view path) {
  for (const auto endpoints : {rongcloud_endpoints(), nexconn_endpoints()})
    for (const Endpoint& endpoint : endpoints)
      if (endpoint.path == path) return &endpoint;
  return nullptr;
}

Outcome answer(const Request& request, Backend& backend, const Digests& digests) {
  const Endpoint* endpoint = find_endpoint(request.path);
  if (endpoint == nullptr) {
    std::string served;
    for (const std::string_view path : paths()) served += (served.empty() ? "" : ", ") + std::string(path);
    return Failure{kNoSuchPath, "no such endpoint; the mock serves " + served};
  }
  const auto app = caller(request, backend, digests);
  if (!app) return app.error();
  const auto parameters =
      endpoint->body == Body::json ? parse_json_parameters(request.body) : parse_form_parameters(request.body);
  if (!parameters) return parameters.error();
  return endpoint->answer({*app, *parameters, backend});
}

}  // namespace

Reply to_reply(const Failure& failure) {
  return {failure.code.http_status, dump({{"code", failure.code.code}, {"errorMessage", failure.message}})};
}

Result<control::ServerReply, Failure> perform(const Call& call, const control::ServerCommand& command) {
  auto done = call.backend.perform(call.app, command);
  if (!done) return Failure{kBadParameter, to_text(done.error())};
  return *done;
}

Reply call(const Request& request, Backend& backend, const Digests& digests) {
  const auto outcome = answer(request, backend, digests);
  return outcome ? Reply{200, dump(*outcome)} : to_reply(outcome.error());
}

std::vector<std::string_view> paths() {
  std::vector<std::string_view> all;
  for (const auto endpoints : {rongcloud_endpoints(), nexconn_endpoints()})
    for (const Endpoint& endpoint : endpoints) all.push_back(endpoint.path);
  return all;
}

}  // namespace redial::mock_server::api
