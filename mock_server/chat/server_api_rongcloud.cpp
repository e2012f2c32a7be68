// RongCloud's endpoints: forms in, {"code":200,…} out. Paths, parameters and limits as documented (docs/CONTRACT.md, Server API).
#include <algorithm>
#include <chrono>
#include <string>

#include "mock_server/chat/sealed_token.hpp"
#include "mock_server/chat/server_api_endpoints.hpp"

namespace redial::mock_server::api {

namespace {

using nlohmann::json;

constexpr std::int64_t kMaxBlockMinutes = 43200;
constexpr std::size_t kMaxDeactivatedUsers = 100;  // per call, separated by commas

const json kOk{{"code", 200}};

Outcome get_token(const Call& call) {
  const auto user = text(call.parameters, "userId", kMaxUserIdBytes);
  const auto name = text(call.parameters, "name", kMaxNameBytes);
  const auto portrait = optional_text(call.parameters, "portraitUri", kMaxPortraitBytes);
  if (!user) return user.error();
  if (!name) return name.error();
  if (!portrait) return portrait.error();
  const auto issued = perform(call, control::IssueToken{.label{}, .user = UserId(*user), .lifetime{}});
  if (!issued) return issued.error();
  return json{{"code", 200}, {"userId", *user}, {"token", issued->token.value}};
}

// The same command for each of the users.
template <class MakeCommand>
Outcome for_each_user(const Call& call, const std::vector<std::string>& users, MakeCommand make) {
  for (const std::string& user : users)
    if (const auto done = perform(call, make(UserId(user))); !done) return done.error();
  return kOk;
}

Outcome expire_tokens(const Call& call) {
  const auto time = integer(call.parameters, "time", 0, kMaxTimeMs);
  const auto who = users(call.parameters, "userId", kMaxUsersPerCall);
  if (!who) return who.error();
  if (!time) return time.error();
  return for_each_user(call, *who, [&](UserId user) { return control::ExpireTokens{std::move(user), UnixMillis(*time)}; });
}

Outcome block(const Call& call) {
  const auto minutes = integer(call.parameters, "minute", 1, kMaxBlockMinutes);
  const auto who = users(call.parameters, "userId", kMaxUsersPerCall);
  if (!who) return who.error();
  if (!minutes) return minutes.error();
  return for_each_user(call, *who, [&](UserId user) {
    return control::BlockUser{std::move(user), std::chrono::minutes(*minutes)};
  });
}

Outcome unblock(const Call& call) {
  const auto who = users(call.parameters, "userId", kMaxUsersPerCall);
  if (!who) return who.error();
  return for_each_user(call, *who, [](UserId user) { return control::UnblockUser{std::move(user)}; });
}

Outcome check_online(const Call& call) {
  const auto user = text(call.parameters, "userId", kMaxUserIdBytes);
  if (!user) return user.error();
  return json{{"code", 200}, {"status", call.backend.is_online(call.app, UserId(*user)) ? "1" : "0"}};
}

// "u1,u2": these two endpoints separate users by commas instead of repeating the parameter.
Result<std::vector<std::string>, Failure> comma_separated_users(const Call& call) {
  const auto list = text(call.parameters, "userId", kMaxDeactivatedUsers * (kMaxUserIdBytes + 1));
  if (!list) return list.error();
  Parameters split;
  for (std::size_t begin = 0; begin <= list->size();) {
    const std::size_t end = std::min(list->find(',', begin), list->size());
    split["userId"].push_back(list->substr(begin, end - begin));
    begin = end + 1;
  }
  return users(split, "userId", kMaxDeactivatedUsers);
}

Outcome deactivate(const Call& call) {
  const auto who = comma_separated_users(call);
  if (!who) return who.error();
  return for_each_user(call, *who, [](UserId user) { return control::DeactivateUser{std::move(user)}; });
}

Outcome reactivate(const Call& call) {
  const auto who = comma_separated_users(call);
  if (!who) return who.error();
  return for_each_user(call, *who, [](UserId user) { return control::ReactivateUser{std::move(user)}; });
}

constexpr Endpoint kEndpoints[] = {
    {"/user/getToken.json", Body::form, get_token},
    {"/user/token/expire.json", Body::form, expire_tokens},
    {"/user/block.json", Body::form, block},
    {"/user/unblock.json", Body::form, unblock},
    {"/user/checkOnline.json", Body::form, check_online},
    {"/user/deactivate.json", Body::form, deactivate},
    {"/user/reactivate.json", Body::form, reactivate},
};

}  // namespace

std::span<const Endpoint> rongcloud_endpoints() { return kEndpoints; }

}  // namespace redial::mock_server::api
