// The Server API as an app server meets it: signature, endpoints, errors, limits.
#include <nlohmann/json.hpp>

#include "core/base/text_encodings.hpp"
#include "tests/unit/mock_server/chat_world.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using trace::EventKind;

class ServerApi : public ChatWorld {
 protected:
  struct Answer {
    int http_status = 0;
    json body;
    int code() const { return body.value("code", -1); }
  };

  api::Request request(const std::string& path, const std::string& body, const std::string& prefix = "") {
    const std::string nonce = "14314", timestamp = "1795294265902";
    api::Request request{.path = path, .headers{}, .body = body};
    request.headers = {{prefix + "app-key", app.value},
                       {prefix + "nonce", nonce},
                       {prefix + "timestamp", timestamp},
                       {prefix + "signature", to_hex(fake_digests().sha1("secret-of-key-main" + nonce + timestamp))}};
    return request;
  }
  Answer call(const api::Request& request) {
    const auto reply = server.call_api(request, now);
    return {reply.http_status, json::parse(reply.body)};
  }
  Answer post(const std::string& path, const std::string& body) { return call(request(path, body)); }
  std::string verdict(const Token& token) {
    dial(token);
    return last(EventKind::server_login).detail;
  }
  void expect_error(const Answer& answer, int http_status, int code) {
    EXPECT_EQ(answer.http_status, http_status) << answer.body;
    EXPECT_EQ(answer.code(), code) << answer.body;
    EXPECT_FALSE(answer.body.value("errorMessage", "").empty());
  }
};

// ---- signature ----

TEST_F(ServerApi, HeadersMayCarryTheVendorsPrefix) {
  EXPECT_EQ(call(request("/user/checkOnline.json", "userId=u1", "rc-")).http_status, 200);
}

TEST_F(ServerApi, TimestampMayBeInSeconds) {
  auto seconds = request("/user/checkOnline.json", "userId=u1");
  seconds.headers["timestamp"] = "1795294265";
  seconds.headers["signature"] =
      to_hex(fake_digests().sha1("secret-of-key-main141"
                                 "314"
                                 "1795294265"));
  seconds.headers["nonce"] = "141314";
  EXPECT_EQ(call(seconds).http_status, 200);
}

TEST_F(ServerApi, TimestampOfAnotherFormIsASignatureError) {
  for (const char* timestamp : {"now", "179529426", "17952942659020", "1795294265.5"}) {
    auto odd = request("/user/checkOnline.json", "userId=u1");
    odd.headers["timestamp"] = timestamp;
    expect_error(call(odd), 401, 1004);
  }
}

TEST_F(ServerApi, EachMissingHeaderIsASignatureError) {
  for (const char* header : {"app-key", "nonce", "timestamp", "signature"}) {
    auto incomplete = request("/user/checkOnline.json", "userId=u1");
    incomplete.headers.erase(header);
    expect_error(call(incomplete), 401, 1004);
  }
}

TEST_F(ServerApi, WrongSignatureIsRefused) {
  auto forged = request("/user/checkOnline.json", "userId=u1");
  forged.headers["nonce"] = "other";
  expect_error(call(forged), 401, 1004);
}

TEST_F(ServerApi, UpperCaseSignatureIsRefused) {
  auto upper = request("/user/checkOnline.json", "userId=u1");
  for (char& c : upper.headers["signature"]) c = static_cast<char>(std::toupper(c));
  expect_error(call(upper), 401, 1004);
}

TEST_F(ServerApi, RotatedSecretSignsNoMore) {
  perform(control::RotateSecret{});
  expect_error(post("/user/checkOnline.json", "userId=u1"), 401, 1004);
}

TEST_F(ServerApi, UnknownAppKeyIsRefused) {
  auto unknown = request("/user/checkOnline.json", "userId=u1");
  unknown.headers["app-key"] = "key-nobody";
  expect_error(call(unknown), 401, 1006);
}

TEST_F(ServerApi, ErrorsTellNoSecret) {
  auto forged = request("/user/checkOnline.json", "userId=u1");
  forged.headers["signature"] = "x";
  EXPECT_EQ(call(forged).body.dump().find("secret-of"), std::string::npos);
}

TEST_F(ServerApi, UnknownPathListsWhatThereIs) {
  const auto answer = post("/user/getTokens.json", "userId=u1");
  expect_error(answer, 404, 404);
  const std::string message = answer.body["errorMessage"];
  for (const auto path : api::paths()) EXPECT_NE(message.find(path), std::string::npos) << path;
}

TEST_F(ServerApi, EmptyBodyIsNoPostData) {
  for (const auto path : api::paths()) expect_error(post(std::string(path), ""), 400, 1003);
}

TEST_F(ServerApi, BrokenBodyIsABadParameter) {
  expect_error(post("/user/checkOnline.json", "userId=%"), 400, 1002);
  expect_error(post("/v4/auth/access-token/issue", "{"), 400, 1002);
  expect_error(post("/v4/auth/access-token/issue", "[]"), 400, 1002);
  expect_error(post("/v4/auth/access-token/issue", R"({"userId":{}})"), 400, 1002);
}

// ---- RongCloud ----

TEST_F(ServerApi, GetTokenGivesATokenThatLogsIn) {
  const auto answer = post("/user/getToken.json", "userId=u1&name=Ada&portraitUri=http%3A%2F%2Fx%2Fa.png");
  EXPECT_EQ(answer.http_status, 200);
  EXPECT_EQ(answer.code(), 200);
  EXPECT_EQ(answer.body["userId"], "u1");
  EXPECT_EQ(verdict(Token(answer.body["token"])), "valid");
  EXPECT_EQ(last(EventKind::server_login).token, "api-1");
}

TEST_F(ServerApi, GetTokenNeedsUserAndName) {
  expect_error(post("/user/getToken.json", "name=Ada"), 400, 1002);
  expect_error(post("/user/getToken.json", "userId=&name=Ada"), 400, 1002);
  expect_error(post("/user/getToken.json", "userId=u1"), 400, 1002);
}

TEST_F(ServerApi, GetTokenLimitsItsTexts) {
  const auto get = [&](std::size_t user, std::size_t name, std::size_t portrait) {
    return post("/user/getToken.json", "userId=" + std::string(user, 'u') + "&name=" + std::string(name, 'n') +
                                           "&portraitUri=" + std::string(portrait, 'p'));
  };
  EXPECT_EQ(get(64, 256, 1024).http_status, 200);
  expect_error(get(65, 1, 1), 400, 1005);
  expect_error(get(1, 257, 1), 400, 1005);
  expect_error(get(1, 1, 1025), 400, 1005);
}

TEST_F(ServerApi, GetTokenRefusesWhatIsNoText) { expect_error(post("/user/getToken.json", "userId=%ff&name=Ada"), 400, 1002); }

TEST_F(ServerApi, ExpireRevokesTokensIssuedBeforeTheTime) {
  const Token older = issue("u1");
  pass(5ms);
  const Token newer = issue("u1");
  EXPECT_EQ(post("/user/token/expire.json", "userId=u1&time=" + std::to_string(kEpoch.count() + 1005)).code(), 200);
  EXPECT_EQ(verdict(older), "revoked");
  EXPECT_EQ(verdict(newer), "valid");
}

TEST_F(ServerApi, ExpireTakesUpToTwentyUsers) {
  std::string body = "time=1795294265902";
  for (int i = 0; i < 20; ++i) body += "&userId=u" + std::to_string(i);
  EXPECT_EQ(post("/user/token/expire.json", body).http_status, 200);
  expect_error(post("/user/token/expire.json", body + "&userId=one-more"), 400, 1002);
}

TEST_F(ServerApi, ExpireNeedsUserAndTime) {
  expect_error(post("/user/token/expire.json", "time=1795294265902"), 400, 1002);
  expect_error(post("/user/token/expire.json", "userId=u1"), 400, 1002);
  for (const char* time : {"soon", "-1", "1.5", "10000000000000", "99999999999999999999999"})
    EXPECT_EQ(post("/user/token/expire.json", std::string("userId=u1&time=") + time).http_status, 400) << time;
}

TEST_F(ServerApi, BlockDisconnectsAndRefuses) {
  const Token token = issue("u1");
  dial(token);
  outputs();
  EXPECT_EQ(post("/user/block.json", "userId=u1&minute=1").code(), 200);
  EXPECT_EQ(outputs(), (Texts{"1 DISCONNECT 2", "1 end"}));
  EXPECT_EQ(verdict(token), "user-blocked");
  pass(1min);
  EXPECT_EQ(verdict(token), "valid");
}

TEST_F(ServerApi, BlockTakesOneMinuteToThirtyDays) {
  EXPECT_EQ(post("/user/block.json", "userId=u1&minute=43200").code(), 200);
  for (const char* minutes : {"0", "43201", "-1", "x", ""})
    expect_error(post("/user/block.json", std::string("userId=u1&minute=") + minutes), 400, 1002);
}

TEST_F(ServerApi, UnblockLetsTheUserBackIn) {
  const Token token = issue("u1");
  post("/user/block.json", "userId=u1&minute=10");
  EXPECT_EQ(post("/user/unblock.json", "userId=u1").code(), 200);
  EXPECT_EQ(verdict(token), "valid");
}

TEST_F(ServerApi, BlockQueryListsTheBlockedWithTheEndOfTheirTime) {
  EXPECT_EQ(post("/user/block/query.json", "page=1").body["users"], json::array());
  post("/user/block.json", "userId=u2&userId=u1&minute=1");
  const json answer = post("/user/block/query.json", "page=1").body;
  EXPECT_EQ(answer["code"], 200);
  ASSERT_EQ(answer["users"].size(), 2u);
  EXPECT_EQ(answer["users"][0]["userId"], "u1");
  const std::string until = answer["users"][0]["blockEndTime"];
  EXPECT_EQ(until.size(), std::string_view("2026-11-23 04:33:00").size()) << until;
  pass(1min);
  EXPECT_EQ(post("/user/block/query.json", "page=1").body["users"], json::array());
}

TEST_F(ServerApi, DeactivateQueryListsPageByPage) {
  std::string users = "u10";
  for (int i = 11; i < 61; ++i) users += ",u" + std::to_string(i);
  post("/user/deactivate.json", "userId=" + users);
  EXPECT_EQ(post("/user/deactivate/query.json", "pageNo=1").body["users"].size(), 50u);
  EXPECT_EQ(post("/user/deactivate/query.json", "pageNo=2&pageSize=50").body["users"], json::array({"u60"}));
  expect_error(post("/user/deactivate/query.json", "pageNo=1&pageSize=51"), 400, 1002);
  expect_error(post("/user/deactivate/query.json", "pageNo=0"), 400, 1002);
}

TEST_F(ServerApi, CheckOnlineSaysOneOrZero) {
  EXPECT_EQ(post("/user/checkOnline.json", "userId=u1").body["status"], "0");
  const auto id = dial(issue("u1"));
  EXPECT_EQ(post("/user/checkOnline.json", "userId=u1").body["status"], "1");
  server.closed(id, "", now);
  EXPECT_EQ(post("/user/checkOnline.json", "userId=u1").body["status"], "0");
}

TEST_F(ServerApi, CheckOnlineNeedsAUser) {
  expect_error(post("/user/checkOnline.json", "x=1"), 400, 1002);
  expect_error(post("/user/checkOnline.json", "userId=" + std::string(65, 'u')), 400, 1005);
}

TEST_F(ServerApi, DeactivateAndReactivateTakeCommaSeparatedUsers) {
  const Token one = issue("u1"), two = issue("u2");
  EXPECT_EQ(post("/user/deactivate.json", "userId=u1%2Cu2").code(), 200);
  EXPECT_EQ(verdict(one), "user-deactivated");
  EXPECT_EQ(verdict(two), "user-deactivated");
  EXPECT_EQ(post("/user/reactivate.json", "userId=u1,u2").code(), 200);
  EXPECT_EQ(verdict(one), "valid");
}

TEST_F(ServerApi, DeactivateTakesUpToAHundredUsers) {
  std::string users = "u";
  for (int i = 1; i < 100; ++i) users += ",u" + std::to_string(i);
  EXPECT_EQ(post("/user/deactivate.json", "userId=" + users).http_status, 200);
  expect_error(post("/user/deactivate.json", "userId=" + users + ",one-more"), 400, 1002);
  expect_error(post("/user/deactivate.json", "userId=u1,,u2"), 400, 1002);
}

// ---- Nexconn ----

TEST_F(ServerApi, NexconnIssuesATokenThatLogsIn) {
  const auto answer = post("/v4/auth/access-token/issue", R"({"userId":"u1","name":"Ada"})");
  EXPECT_EQ(answer.http_status, 200);
  EXPECT_EQ(answer.code(), 0);
  EXPECT_EQ(answer.body["result"]["userId"], "u1");
  EXPECT_EQ(verdict(Token(answer.body["result"]["accessToken"])), "valid");
}

TEST_F(ServerApi, NexconnIssueNeedsUserAndName) {
  expect_error(post("/v4/auth/access-token/issue", R"({"name":"Ada"})"), 400, 1002);
  expect_error(post("/v4/auth/access-token/issue", R"({"userId":"u1"})"), 400, 1002);
  expect_error(
      post("/v4/auth/access-token/issue", R"({"userId":"u1","name":"Ada","avatarUrl":")" + std::string(1025, 'x') + "\"}"), 400,
      1005);
}

TEST_F(ServerApi, NexconnExpireRevokes) {
  const Token token = issue("u1");
  const auto answer = post("/v4/auth/access-token/expire",
                           R"({"userIds":["u1","u2"],"expiresAt":)" + std::to_string(kEpoch.count() + 9999) + "}");
  EXPECT_EQ(answer.http_status, 200);
  EXPECT_EQ(answer.code(), 0);
  EXPECT_EQ(verdict(token), "revoked");
}

TEST_F(ServerApi, NexconnExpireNeedsUsersAndTime) {
  expect_error(post("/v4/auth/access-token/expire", R"({"userIds":[],"expiresAt":1})"), 400, 1002);
  expect_error(post("/v4/auth/access-token/expire", R"({"userIds":["u1"]})"), 400, 1002);
}

TEST_F(ServerApi, CallsAreObservedAsCommands) {
  post("/user/getToken.json", "userId=u1&name=Ada");
  EXPECT_EQ(last(EventKind::server_command).name, "issue-token");
}

}  // namespace
}  // namespace redial::mock_server
