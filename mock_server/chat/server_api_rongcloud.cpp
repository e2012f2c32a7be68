// RongCloud's endpoints: forms in, {"code":200,…} out. Paths, parameters and limits as documented (docs/CONTRACT.md, Server API).
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>

#include "mock_server/chat/sealed_token.hpp"
#include "mock_server/chat/server_api_endpoints.hpp"

namespace redial::mock_server::api {

namespace {

using nlohmann::json;

constexpr std::int64_t kMaxBlockMinutes = 43200;
constexpr std::int64_t kMaxListedUsers = 50;       // per page
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

// "2026-11-23 04:33:00", of UTC.
std::string time_text(UnixMillis time) {
  const auto second = std::chrono::floor<std::chrono::seconds>(std::chrono::sys_time<UnixMillis>(time));
  const auto day = std::chrono::floor<std::chrono::days>(second);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(second - day);
  std::array<char, 40> text;
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return text.data();
}

// All at once.
Outcome query_blocked(const Call& call) {
  json users = json::array();
  for (const auto& [user, until] : call.backend.blocked(call.app))
    users.push_back({{"userId", user.value}, {"blockEndTime", time_text(until)}});
  return json{{"code", 200}, {"users", std::move(users)}};
}

Result<std::int64_t, Failure> integer_or(const Call& call, std::string_view name, std::int64_t absent, std::int64_t most) {
  if (!call.parameters.contains(name)) return absent;
  return integer(call.parameters, name, 1, most);
}

Outcome query_deactivated(const Call& call) {
  constexpr std::int64_t kMaxPage = 1'000'000;
  const auto page = integer_or(call, "pageNo", 1, kMaxPage);
  const auto size = integer_or(call, "pageSize", kMaxListedUsers, kMaxListedUsers);
  if (!page) return page.error();
  if (!size) return size.error();
  const std::vector<UserId> all = call.backend.deactivated(call.app);
  json users = json::array();
  const auto first = static_cast<std::size_t>((*page - 1) * *size);
  for (std::size_t i = first; i < all.size() && i < first + static_cast<std::size_t>(*size); ++i) users.push_back(all[i].value);
  return json{{"code", 200}, {"users", std::move(users)}};
}

constexpr Endpoint kEndpoints[] = {
    {"/user/getToken.json", Body::form, get_token},
    {"/user/token/expire.json", Body::form, expire_tokens},
    {"/user/block.json", Body::form, block},
    {"/user/unblock.json", Body::form, unblock},
    {"/user/block/query.json", Body::form, query_blocked},
    {"/user/checkOnline.json", Body::form, check_online},
    {"/user/deactivate.json", Body::form, deactivate},
    {"/user/deactivate/query.json", Body::form, query_deactivated},
    {"/user/reactivate.json", Body::form, reactivate},
};

}  // namespace

std::span<const Endpoint> rongcloud_endpoints() { return kEndpoints; }

}  // namespace redial::mock_server::api
