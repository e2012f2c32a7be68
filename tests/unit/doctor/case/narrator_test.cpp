// The Narrator's events, as a run's own trace would have them.
#include "doctor/case/narrator.hpp"

#include <gmock/gmock.h>

#include "core/wire/connect.hpp"

namespace redial::doctor {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using wire::Sender;

constexpr const char* kToken = "q3Zt7+Yw/2bA91kLmn0PQw==@";
constexpr const char* kEncoded = "q3Zt7%2BYw%2F2bA91kLmn0PQw%3D%3D%40";

TimePoint at(int ms) { return TimePoint(milliseconds(ms)); }

HttpExchange navigation(int ms) {
  HttpExchange exchange{.asked = at(ms), .method = "POST", .url = "http://127.0.0.1:1/v2/navi.json?cloud=0"};
  exchange.headers = {{"rc-appkey", "8luwapkv84g0l"}};
  exchange.body = std::string("token=") + kEncoded + "&v=5.38.0&platfrom=browser";
  exchange.answer =
      HttpExchange::Answer{.at = at(ms + 1),
                           .status = 200,
                           .body = R"({"code":200,"userId":"u1","serverAddr":[{"addr":"127.0.0.1:2","protocol":5}]})"};
  return exchange;
}

Dial web_dial(int ms) {
  return {.at = at(ms),
          .url = std::string("ws://127.0.0.1:2/websocket?appId=8luwapkv84g0l&token=") + kEncoded +
                 "&sdkVer=5.38.0&deviceId=D1&protocolVer=3"};
}

std::vector<std::string> texts(const Case& one) {
  std::vector<std::string> lines;
  for (const trace::Event& event : one.trace) lines.push_back(to_text(event, one.start));
  return lines;
}

TEST(NarratorTest, RefusedLoginReadsAsARunsTraceWould) {
  Narrator narrator;
  narrator.tell(navigation(0));
  const Epoch epoch = narrator.dial(web_dial(5));
  narrator.opened(epoch, at(7));
  const std::vector<std::uint8_t> refusal{0x20, 0x00, 0x04};
  narrator.message(epoch, at(8), Sender::server, refusal);
  narrator.closed(epoch, at(9), 1000, "by the server");
  const Case one = narrator.finish({});
  EXPECT_THAT(
      texts(one),
      ElementsAre("+0.000ms wire   client-1 navigation-requested token=token-1 detail=http://127.0.0.1:1/v2/navi.json",
                  "+1.000ms server client-1 server-navigation code=200 user=u1 token=token-1",
                  "+1.000ms wire   client-1 navigation-answered code=200 user=u1 token=token-1 detail=\"code=200 addresses=1\"",
                  "+5.000ms wire   client-1 dial epoch=1 token=token-1 detail=ws://127.0.0.1:2/websocket",
                  "+7.000ms wire   client-1 socket-opened epoch=1 token=token-1",
                  "+8.000ms server client-1 server-login code=4 epoch=1 token=token-1",
                  "+8.000ms server client-1 server-sent CONNACK 4 epoch=1 token=token-1",
                  "+9.000ms wire   client-1 socket-closed code=1000 epoch=1 token=token-1 detail=\"by the server\""));
  EXPECT_EQ(one.sdk, "rongcloud-web 5.38.0");
  EXPECT_THAT(one.tokens.front().app_keys, ElementsAre("app-key-1"));
}

TEST(NarratorTest, IssuedTokenIsKnownAgainWhenPresented) {
  Narrator narrator;
  HttpExchange login{.asked = at(0), .method = "GET", .url = "http://127.0.0.1:3/login"};
  login.answer =
      HttpExchange::Answer{.at = at(1), .status = 200, .body = R"({"token":"q3Zt7+Yw/2bA91kLmn0PQw==@","appKey":"another-app"})"};
  narrator.tell(login);
  narrator.dial(web_dial(5));
  const Case one = narrator.finish({});
  ASSERT_EQ(one.tokens.size(), 1u);
  EXPECT_TRUE(one.tokens[0].presented);
  EXPECT_EQ(one.tokens[0].issued_at, at(1));
  EXPECT_EQ(one.tokens[0].issued_for, "app-key-1");
  EXPECT_THAT(one.tokens[0].app_keys, ElementsAre("app-key-2"));
}

TEST(NarratorTest, NothingOfACaseHasATokenOrAnAppKeyInIt) {
  Narrator narrator;
  trace::Event log;
  log.kind = trace::EventKind::client_log;
  log.lane = trace::Lane::app;
  log.detail = std::string("connect ") + kToken + " of 8luwapkv84g0l";  // ahead of where they become known
  narrator.tell(log);
  narrator.tell(navigation(1));
  const Case one = narrator.finish({});
  for (const std::string& line : texts(one)) {
    EXPECT_THAT(line, Not(HasSubstr("q3Zt7")));
    EXPECT_THAT(line, Not(HasSubstr("8luwapkv84g0l")));
  }
}

TEST(NarratorTest, TwoDevicesAreTwoClients) {
  Narrator narrator;
  narrator.dial(web_dial(0));
  Dial other = web_dial(1);
  other.url = "ws://127.0.0.1:2/websocket?appId=8luwapkv84g0l&token=another0another0&deviceId=D2";
  narrator.dial(other);
  const Case one = narrator.finish({});
  EXPECT_EQ(one.trace[0].client, "client-1");
  EXPECT_EQ(one.trace[1].client, "client-2");
}

TEST(NarratorTest, DialThatTellsNoDeviceIsTheOnlyClients) {
  Narrator narrator;
  narrator.dial({.at = at(0), .url = "tcp://127.0.0.1:2"});
  narrator.dial(web_dial(1));
  const Case one = narrator.finish({});
  EXPECT_EQ(one.trace[0].client, "client-1");
  EXPECT_EQ(one.trace[1].client, "client-1");
}

TEST(NarratorTest, NativeConnectTellsWhoDialsAndKeepsNoFrame) {
  Narrator narrator;
  const Epoch epoch = narrator.dial({.at = at(0), .dialect = wire::Dialect::native, .url = "tcp://127.0.0.1:4"});
  const wire::Bytes connect =
      wire::encode(wire::Connect{.device = "d", .platform = "PC--5.46.1", .app_key = "k-1", .token = kToken});
  narrator.message(epoch, at(1), Sender::client, connect);
  const Case one = narrator.finish({});
  EXPECT_EQ(one.trace[0].token, "token-1");
  EXPECT_EQ(one.trace[1].name, "CONNECT");
  EXPECT_TRUE(one.trace[1].frame.bytes.empty());
  EXPECT_EQ(one.sdk, "rongcloud-native 5.46.1");
  EXPECT_EQ(one.profile, "native");
}

}  // namespace
}  // namespace redial::doctor
