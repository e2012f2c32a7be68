// See token_call.hpp. Source of the form: the vendor's Server API, user registration and its signature.
#include "load/crowd/token_call.hpp"

#include <nlohmann/json.hpp>

#include "core/base/text_encodings.hpp"
#include "net/digests.hpp"

namespace redial::load {

net::HttpExchange::Call token_call(const App& app, const std::string& user, const std::string& nonce, UnixMillis unix_ms) {
  const std::string timestamp = std::to_string(unix_ms.count());
  return {.url = app.server_api_url + "/user/getToken.json",
          .headers = {{"App-Key", app.app_key.value},
                      {"Nonce", nonce},
                      {"Timestamp", timestamp},
                      {"Signature", to_hex(net::sha1(app.secret + nonce + timestamp))},
                      {"Content-Type", "application/x-www-form-urlencoded"}},
          .body = "userId=" + user + "&name=" + user,
          .timeout = kTokenTimeout};
}

Result<Token> token_in(const net::HttpReply& reply) {
  const auto json = nlohmann::json::parse(reply.body, nullptr, false);
  const auto token = json.is_object() ? json.find("token") : json.end();
  if (reply.status != 200 || !json.is_object() || token == json.end() || !token->is_string())
    return Error{"no token, but HTTP status " + std::to_string(reply.status), "Server API", "look at the mock server"};
  return Token(token->get<std::string>());
}

}  // namespace redial::load
