// Nexconn's endpoints: JSON in, {"code":0,…} out; its SDKs take 0 for success (docs/CONTRACT.md, Server API).
#include "mock_server/chat/sealed_token.hpp"
#include "mock_server/chat/server_api_endpoints.hpp"

namespace redial::mock_server::api {

namespace {

using nlohmann::json;

Outcome issue(const Call& call) {
  const auto user = text(call.parameters, "userId", kMaxUserIdBytes);
  const auto name = text(call.parameters, "name", kMaxNameBytes);
  const auto avatar = optional_text(call.parameters, "avatarUrl", kMaxPortraitBytes);
  if (!user) return user.error();
  if (!name) return name.error();
  if (!avatar) return avatar.error();
  const auto issued = perform(call, control::IssueToken{.label{}, .user = UserId(*user), .lifetime{}});
  if (!issued) return issued.error();
  return json{{"code", 0}, {"result", {{"userId", *user}, {"accessToken", issued->token.value}}}};
}

Outcome expire(const Call& call) {
  const auto time = integer(call.parameters, "expiresAt", 0, kMaxTimeMs);
  const auto who = users(call.parameters, "userIds", kMaxUsersPerCall);
  if (!who) return who.error();
  if (!time) return time.error();
  for (const std::string& user : *who)
    if (const auto done = perform(call, control::ExpireTokens{UserId(user), UnixMillis(*time)}); !done) return done.error();
  return json{{"code", 0}};
}

constexpr Endpoint kEndpoints[] = {
    {"/v4/auth/access-token/issue", Body::json, issue},
    {"/v4/auth/access-token/expire", Body::json, expire},
};

}  // namespace

std::span<const Endpoint> nexconn_endpoints() { return kEndpoints; }

}  // namespace redial::mock_server::api
