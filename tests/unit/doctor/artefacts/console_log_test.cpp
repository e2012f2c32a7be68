// The Web SDK's log as it reaches support. The lines are the SDK's own, of 5.38.0 unless a test says otherwise, with tokens and
// AppKeys of the mock server; tokens are shortened where nothing hangs on them.
#include "doctor/artefacts/console_log.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

#include "doctor/artefacts/console_line.hpp"
#include "tests/unit/doctor/artefacts/console_reading.hpp"

namespace redial::doctor {
namespace {

using namespace logs;
using std::chrono::milliseconds;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kInit = R"(2026-11-23T04:14:52.493Z[IMLib][INFO]: L-init-O | {"appkey":"b8b27513196b1c8e",)"
                          R"("navigators":["http://127.0.0.1:45235"],"runtime":"browser"} | undefined
2026-11-23T04:14:52.493Z[IMLib][WARN]: L-imsdk_ver-O | {"commitId":"3981e6757e7b","version":"5.38.0"} | undefined
)";
const std::string kConnect =
    R"(2026-11-23T04:14:52.524Z[IMLib][INFO]: A-connect-T | {"token":"R+/1QRhzpLo5pD5K0gA=@","reconnectKickEnable":false} | 2
2026-11-23T04:14:52.527Z[IMLib][WARN]: L-connect-S | status: 1 | undefined
2026-11-23T04:14:52.527Z[IMLib][WARN]: A-connect-S | status: 1, code: undefined | undefined
2026-11-23T04:14:52.528Z[IMLib][INFO]: L-get_navi-T | {"token":"R+/1QRhzpLo5pD5K0gA=@","uris":["http://127.0.0.1:45235"]} | 2
)";
const std::string kQuestion =
    "2026-11-23T04:14:52.529Z[IMLib][DEBUG]: L-request-T | req navi => http://127.0.0.1:45235/v2/navi.json?cloud=0 | 2\n";
const std::string kAnswer =
    R"(2026-11-23T04:14:52.535Z[IMLib][INFO]: L-get_navi-R | {"naviInfo":{"code":200,"server":"127.0.0.1:37553",)"
    R"("serverAddr":[{"addr":"127.0.0.1:37553","protocol":5,"weight":10}],"userId":"alice","protocol":"http"}} | 2
)";
const std::string kDial =
    "2026-11-23T04:14:52.536Z[IMLib][INFO]: L-connect-O | connect start: ws://127.0.0.1:37553/websocket?appId=b8b27513196b1c8e&"
    "token=R%2B%2F1QRhzpLo5pD5K0gA%3D%40&sdkVer=5.38.0&pid=&deviceId=mktpixksmwsr&protocolVer=3 | 2\n";
const std::string kOpened = "2026-11-23T04:14:52.542Z[IMLib][INFO]: L-connect-S | socket opened | 2\n";
const std::string kRefused =
    R"(2026-11-23T04:14:52.543Z[IMLib][WARN]: L-connect-O | connect failed: 4 | 2
2026-11-23T04:14:52.544Z[IMLib][WARN]: L-connect-R | code: 31004 | 2
2026-11-23T04:14:52.544Z[IMLib][WARN]: L-connect-S | status: 2, code: 31004 | undefined
2026-11-23T04:14:52.544Z[IMLib][WARN]: A-connect-S | status: 2, code: 31004 | undefined
2026-11-23T04:14:52.545Z[IMLib][WARN]: A-connect-R | {"code":31004,"msg":"fail: 31004"} | 2
2026-11-23T04:14:52.547Z[IMLib][INFO]: L-connect-S | socket close | 2
2026-11-23T04:14:52.547Z[IMLib][WARN]: L-connect-S | socket end but not the current socket | 2
)";
const std::string kAccepted =
    R"(2026-11-23T04:14:52.543Z[IMLib][INFO]: L-connect-O | connect success | 2
2026-11-23T04:14:52.543Z[IMLib][INFO]: L-connect-R | userId: alice | 2
2026-11-23T04:14:52.544Z[IMLib][INFO]: L-connect-S | status: 0 | undefined
2026-11-23T04:14:52.544Z[IMLib][DEBUG]: L-check_alive_im-T | null | 4
2026-11-23T04:14:52.545Z[IMLib][WARN]: A-connect-S | status: 0, code: undefined | undefined
2026-11-23T04:14:52.546Z[IMLib][INFO]: A-connect-R | {"isOk":true,"userId":"alice"} | 2
2026-11-23T04:14:52.548Z[IMLib][DEBUG]: L-check_alive_im-R | 0 | 4
)";

TEST(ConsoleLogTest, RefusedLoginReadsAsARunsTraceWould) {
  const Case one = read(kInit + kConnect + kQuestion + kAnswer + kDial + kOpened + kRefused);
  EXPECT_THAT(
      texts(one),
      ElementsAre(
          "+0.000ms app    client-1 client-created", "+31.000ms app    client-1 call connect #1 token=token-1",
          "+34.000ms app    client-1 status CONNECTING status=connecting",
          "+36.000ms wire   client-1 navigation-requested token=token-1 detail=http://127.0.0.1:45235/v2/navi.json",
          "+42.000ms server client-1 server-navigation code=200 user=alice token=token-1",
          "+42.000ms wire   client-1 navigation-answered code=200 user=alice token=token-1 detail=\"code=200 addresses=1\"",
          "+43.000ms wire   client-1 dial epoch=1 token=token-1 detail=ws://127.0.0.1:37553/websocket",
          "+49.000ms wire   client-1 socket-opened epoch=1 token=token-1",
          "+50.000ms server client-1 server-login code=4 epoch=1 token=token-1",
          "+50.000ms server client-1 server-sent CONNACK 4 epoch=1 token=token-1",
          "+51.000ms app    client-1 client-log detail=\"L-connect-R | code: 31004\"",
          "+51.000ms app    client-1 status DISCONNECT code=31004 status=disconnected",
          "+52.000ms app    client-1 result connect #1 code=31004 via=promise detail=\"fail: 31004\"",
          "+54.000ms wire   client-1 socket-closed epoch=1 token=token-1 detail=\"by the client\""));
  EXPECT_EQ(one.sdk, "rongcloud-web 5.38.0");
  EXPECT_EQ(one.began, UnixMillis(1'795'407'292'493));
  EXPECT_TRUE(one.sight.app && one.sight.wire && one.sight.has_start && one.sight.has_end);
  EXPECT_FALSE(one.sight.verdict);
  EXPECT_THAT(one.gaps, IsEmpty());
}

TEST(ConsoleLogTest, LoginKnowsTheUserThatALaterLineNames) {
  const Case one = read(kInit + kConnect + kAnswer + kDial + kOpened + kAccepted);
  EXPECT_THAT(texts(one), Contains("+50.000ms server client-1 server-login code=0 epoch=1 user=alice token=token-1"));
  EXPECT_THAT(texts(one), Contains("+53.000ms app    client-1 result connect #1 code=0 user=alice via=promise"));
  EXPECT_THAT(texts(one), Contains("+51.000ms server client-1 server-received PINGREQ epoch=1 user=alice token=token-1"));
  EXPECT_THAT(texts(one), Contains("+55.000ms server client-1 server-sent PINGRESP epoch=1 user=alice token=token-1"));
}

TEST(ConsoleLogTest, NoTokenAndNoAppKeySurvives) {
  const Case one =
      read(kInit + kConnect + kQuestion + kAnswer + kDial + kOpened + kRefused +
           "2026-11-23T04:14:53.000Z[IMLib][ERROR]: L-callback-E | token R+/1QRhzpLo5pD5K0gA=@ of b8b27513196b1c8e | 9\n");
  EXPECT_THAT(everything(one), Not(HasSubstr("QRhzpLo5pD5K")));
  EXPECT_THAT(everything(one), Not(HasSubstr("b8b27513196b1c8e")));
  ASSERT_EQ(one.tokens.size(), 1u);
  EXPECT_TRUE(one.tokens[0].presented);
  EXPECT_THAT(one.tokens[0].text.flaws, IsEmpty());
  EXPECT_THAT(one.tokens[0].app_keys, ElementsAre("app-key-1"));
}

TEST(ConsoleLogTest, LogOfWarningsTellsStatusesAndTheRefusalButNoCall) {
  const Case one = read(
      "2026-11-23T04:14:52.493Z[IMLib][WARN]: L-imsdk_ver-O | {\"commitId\":\"3981e6757e7b\",\"version\":\"5.38.0\"} | "
      "undefined\n"
      "2026-11-23T04:14:52.527Z[IMLib][WARN]: A-connect-S | status: 1, code: undefined | undefined\n"
      "2026-11-23T04:14:52.543Z[IMLib][WARN]: L-connect-O | connect failed: 4 | 2\n"
      "2026-11-23T04:14:52.544Z[IMLib][WARN]: A-connect-S | status: 2, code: 31004 | undefined\n"
      "2026-11-23T04:14:52.545Z[IMLib][WARN]: A-connect-R | {\"code\":31004,\"msg\":\"fail: 31004\"} | 2\n");
  EXPECT_FALSE(one.sight.app);
  EXPECT_FALSE(one.sight.wire);
  EXPECT_THAT(told(one, trace::EventKind::call), IsEmpty());
  EXPECT_THAT(told(one, trace::EventKind::result), ElementsAre("result connect code=31004 via=promise detail=\"fail: 31004\""));
  EXPECT_THAT(told(one, trace::EventKind::server_login), ElementsAre("server-login code=4"));
  EXPECT_THAT(gaps(one), HasSubstr("logOutputLevel: 4"));
}

TEST(ConsoleLogTest, EmptyTokenIsRefusedByTheSdkItself) {
  const Case one =
      read(kInit +
           "2026-11-23T04:14:52.524Z[IMLib][INFO]: A-connect-T | {\"token\":\"\",\"reconnectKickEnable\":false} | 2\n"
           "2026-11-23T04:14:52.525Z[IMLib][WARN]: A-connect-R | {\"code\":31004,\"msg\":\"param 'token' is "
           "invalid\"} | 2\n");
  ASSERT_EQ(one.tokens.size(), 1u);
  EXPECT_THAT(one.tokens[0].text.flaws, ElementsAre(TokenFlaw::empty));
  EXPECT_FALSE(one.tokens[0].presented);
  EXPECT_THAT(told(one, trace::EventKind::result),
              ElementsAre("result connect #1 code=31004 token=token-1 via=promise detail=\"param 'token' is invalid\""));
}

TEST(ConsoleLogTest, NavigationsStatusStandsInTheFinestLogOnly) {
  const std::string end = "2026-11-23T04:14:52.540Z[IMLib][WARN]: L-get_navi-R | 31004 | 2\n";
  const Case fine = read(kInit + kConnect + kQuestion +
                         "2026-11-23T04:14:52.539Z[IMLib][DEBUG]: L-request-R | request navi failed: 403 | 2\n" + end);
  EXPECT_THAT(told(fine, trace::EventKind::navigation_answered),
              ElementsAre("navigation-answered http-status code=403 token=token-1"));
  const Case coarse = read(kInit + kConnect + end);
  EXPECT_THAT(told(coarse, trace::EventKind::navigation_answered),
              ElementsAre("navigation-answered http-status token=token-1 detail=\"code=401 or 403\""));
}

TEST(ConsoleLogTest, CodeInNavigationsBodyIsNotTheAnswersStatus) {
  const Case one = read(kInit + kConnect + kQuestion + "2026-11-23T04:14:52.540Z[IMLib][WARN]: L-get_navi-R | 403 | 2\n");
  EXPECT_THAT(told(one, trace::EventKind::navigation_answered),
              ElementsAre("navigation-answered http-status code=200 token=token-1 detail=code=403"));
}

TEST(ConsoleLogTest, NavigatorThatWasGivenTenSecondsWasSilent) {
  const Case one = read(kInit + kConnect + kQuestion +
                        "2026-11-23T04:15:02.531Z[IMLib][DEBUG]: L-request-R | request navi failed: 0 | 2\n"
                        "2026-11-23T04:15:02.532Z[IMLib][WARN]: L-get_navi-R | 30007 | 2\n");
  EXPECT_THAT(told(one, trace::EventKind::navigation_failed),
              ElementsAre("navigation-failed silent token=token-1 detail=\"no answer within 10 s\""));
}

TEST(ConsoleLogTest, BrowsersOwnLineSaysWhyBehindTheSdksOrAheadOfIt) {
  const Case behind =
      read(kInit + kConnect + kQuestion + "2026-11-23T04:14:52.540Z[IMLib][DEBUG]: L-request-R | request navi failed: 0 | 2\n" +
           "index.esm.js:15  POST http://127.0.0.1:45235/v2/navi.json?cloud=0 net::ERR_CONNECTION_REFUSED\n");
  EXPECT_THAT(told(behind, trace::EventKind::navigation_failed),
              ElementsAre("navigation-failed refused token=token-1 detail=net::ERR_CONNECTION_REFUSED"));
  const Case ahead = read(kInit + kConnect + kAnswer + kDial +
                          "index.esm.js:15 WebSocket connection to 'ws://127.0.0.1:37553/websocket?appId=b8b27513196b1c8e&token="
                          "R%2B' failed: Error during WebSocket handshake: Unexpected response code: 503\n"
                          "2026-11-23T04:14:52.542Z[IMLib][INFO]: L-connect-S | socket error | 2\n"
                          "2026-11-23T04:14:52.543Z[IMLib][INFO]: L-connect-S | socket close | 2\n");
  EXPECT_THAT(told(ahead, trace::EventKind::socket_failed),
              ElementsAre("socket-failed http-status code=503 epoch=1 token=token-1"));
}

TEST(ConsoleLogTest, SocketThatDoesNotOpenFailsOnce) {
  const Case one = read(kInit + kConnect + kAnswer + kDial +
                        "2026-11-23T04:14:57.540Z[IMLib][WARN]: L-connect-S | timeout | 2\n"
                        "2026-11-23T04:14:57.541Z[IMLib][INFO]: L-connect-S | socket close | 2\n");
  EXPECT_THAT(told(one, trace::EventKind::socket_failed),
              ElementsAre("socket-failed unknown epoch=1 token=token-1 detail=\"not open within 5 s\""));
  EXPECT_THAT(told(one, trace::EventKind::socket_closed), IsEmpty());
}

TEST(ConsoleLogTest, KickDropAndTheAppsOwnEndAreToldApart) {
  const Case one = read(kInit + kConnect + kAnswer + kDial + kOpened + kAccepted +
                        "2026-11-23T04:14:53.000Z[IMLib][INFO]: L-TEST-O | recv disconnect signal -> status: 1 | undefined\n"
                        "2026-11-23T04:14:53.000Z[IMLib][WARN]: A-connect-S | status: 2, code: 31010 | undefined\n"
                        "2026-11-23T04:14:54.000Z[IMLib][WARN]: A-connect-S | status: 3, code: 30011 | undefined\n"
                        "2026-11-23T04:14:55.000Z[IMLib][INFO]: A-disconnect-O | {} | undefined\n"
                        "2026-11-23T04:14:55.001Z[IMLib][INFO]: L-connect-S | socket close | 2\n"
                        "2026-11-23T04:14:56.000Z[IMLib][INFO]: A_DESTROY_O | undefined | undefined\n");
  EXPECT_THAT(told(one, trace::EventKind::server_sent), Contains("server-sent DISCONNECT 1 epoch=1 user=alice token=token-1"));
  EXPECT_THAT(told(one, trace::EventKind::status), Contains("status DISCONNECT code=31010 status=disconnected"));
  EXPECT_THAT(told(one, trace::EventKind::status), Contains("status SUSPEND code=30011 status=suspended"));
  EXPECT_THAT(told(one, trace::EventKind::socket_closed),
              ElementsAre("socket-closed epoch=1 user=alice token=token-1 detail=\"by the client\""));
  EXPECT_THAT(told(one, trace::EventKind::call),
              ElementsAre("call connect #1 token=token-1", "call disconnect #2", "call destroy #3"));
}

TEST(ConsoleLogTest, SecondStartIsAnotherClient) {
  const Case one = read(kInit + kConnect + kInit + kConnect);
  EXPECT_THAT(told(one, trace::EventKind::client_created).size(), 2u);
  EXPECT_EQ(one.trace.back().client, "client-2");
  EXPECT_THAT(told(one, trace::EventKind::call), ElementsAre("call connect #1 token=token-1", "call connect #1 token=token-1"));
}

TEST(ConsoleLogTest, AppsOwnLineMayShowTheAnswerThatBroughtTheToken) {
  const Case one =
      read(kInit + R"((chat) login answer {"token":"R+/1QRhzpLo5pD5K0gA=@","appKey":"zsnqb4ydot291","userId":"alice"})" + "\n" +
           kConnect);
  ASSERT_EQ(one.tokens.size(), 1u);
  EXPECT_TRUE(one.tokens[0].issued_at);
  EXPECT_EQ(one.tokens[0].issued_for, "app-key-2");
  EXPECT_THAT(one.tokens[0].app_keys, ElementsAre("app-key-1"));
  // What the app is about to use is no answer of anybody.
  const Case other =
      read(kInit + R"((chat) config {"token":"R+/1QRhzpLo5pD5K0gA=@","appKey":"zsnqb4ydot291"})" + "\n" + kConnect);
  EXPECT_FALSE(other.tokens[0].issued_at);
}

TEST(ConsoleLogTest, LinesOfOthersAreSkipped) {
  const std::string noise =
      "[WebIM:2026-11-23] easemob open failed, error 401\n"
      "[TIM] 04:14:52 login ok | {\"token\":\"x\"} | 3\n"
      "Agora-SDK [WARNING]: join channel timeout\n"
      "engine.io-client:socket readyState opening\n"
      "    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)\n"
      "value @ index.esm.js:15\n";
  EXPECT_FALSE(is_console_log(noise));
  const Case plain = read(kInit + kConnect + kRefused), mixed = read(noise + kInit + noise + kConnect + noise + kRefused);
  EXPECT_EQ(texts(plain), texts(mixed));
}

// What stands around the SDK's line, and what it is written in.
class ConsoleCoatTest : public testing::TestWithParam<std::pair<const char*, std::string (*)(const std::string&)>> {};

TEST_P(ConsoleCoatTest, LineIsFoundInside) {
  std::string coated;
  std::istringstream lines(kInit + kConnect + kQuestion + kAnswer + kDial + kOpened + kRefused);
  for (std::string line; std::getline(lines, line);) coated += GetParam().second(line);
  EXPECT_TRUE(is_console_log(coated));
  EXPECT_EQ(texts(read(coated)), texts(read(kInit + kConnect + kQuestion + kAnswer + kDial + kOpened + kRefused)));
}

std::string escaped(const std::string& line) {
  std::string out;
  for (const char c : line)
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (c == '&')
      out += "\\u0026";
    else
      out += c;
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    Coats, ConsoleCoatTest,
    testing::Values(
        std::pair{"devtools", +[](const std::string& line) { return "index.esm.js:15 " + line + "\n"; }},
        std::pair{"devtools_with_times", +[](const std::string& line) { return "12:14:52.493 VM12:1 " + line + "\n"; }},
        std::pair{"crlf", +[](const std::string& line) { return line + "\r\n"; }},
        std::pair{"colours", +[](const std::string& line) { return "\x1b[33m" + line + "\x1b[39m\n"; }},
        std::pair{"journald", +[](const std::string& line) { return "Nov 23 04:14:52 web1 node[812]: " + line + "\n"; }},
        std::pair{"pm2", +[](const std::string& line) { return "0|app  | 2026-11-23 12:14:52 +08:00: " + line + "\n"; }},
        std::pair{"logcat",
                  +[](const std::string& line) {
                    return "11-23 12:14:52.493  8121  8133 I chromium: [INFO:CONSOLE(15)] \"" + escaped(line) +
                           "\", source: https://app.example/index.esm.js (15)\n";
                  }},
        std::pair{"docker",
                  +[](const std::string& line) {
                    return R"({"log":")" + escaped(line) + R"(\n","stream":"stdout","time":"2026-11-23T04:14:52.4Z"})" + "\n";
                  }},
        std::pair{"pino", +[](const std::string& line) { return R"({"level":30,"pid":7,"msg":")" + escaped(line) + "\"}\n"; }},
        std::pair{"xcode",
                  +[](const std::string& line) { return "2026-11-23 12:14:52.4+0800 App[1:2] [console] " + line + "\n"; }}),
    [](const auto& tested) { return tested.param.first; });

TEST(ConsoleLogTest, PowerShellsUtf16IsRead) {
  std::string wide = "\xff\xfe";
  for (const char c : kInit + kConnect) wide += {c, '\0'};
  EXPECT_TRUE(is_console_log(wide));
  EXPECT_EQ(texts(read(wide)), texts(read(kInit + kConnect)));
}

// The log's lines with another offset in the stamps, from the second on.
std::string in_zone(const std::string& stamp) {
  return "2026-11-23T04:14:52.493Z[IMLib][WARN]: A-connect-S | status: 1, code: undefined | undefined\n" + stamp +
         "[IMLib][WARN]: A-connect-S | status: 0, code: undefined | undefined\n";
}

TEST(ConsoleLogTest, WrittenZonesCount) {
  for (const char* stamp : {"2026-11-23T12:14:52.993+08:00", "2026-11-23 12:14:52,993 +0800", "2026-11-22T20:14:52.993-08"}) {
    const Case one = read(in_zone(stamp));
    EXPECT_EQ(one.trace.back().at - one.trace.front().at, milliseconds(500)) << stamp;
    EXPECT_THAT(gaps(one), Not(HasSubstr("jump"))) << stamp;
  }
}

TEST(ConsoleLogTest, PartInAnotherZoneIsPutRightAndTold) {
  for (const char* stamp : {"2026-11-23T12:14:52.993Z", "2026-11-23T09:44:53.493Z", "2026-11-22T23:14:52.600Z"}) {
    const Case one = read(in_zone(stamp));
    EXPECT_LE(one.trace.back().at - one.trace.front().at, milliseconds(1000)) << stamp;
    EXPECT_THAT(gaps(one), HasSubstr("line 2: the times jump")) << stamp;
    EXPECT_THAT(gaps(one), HasSubstr("another time zone")) << stamp;
  }
}

TEST(ConsoleLogTest, LongSilenceIsNoZone) {
  const Case one = read(in_zone("2026-11-23T12:21:52.993Z"));
  EXPECT_GT(one.trace.back().at - one.trace.front().at, std::chrono::hours(8));
  EXPECT_THAT(gaps(one), Not(HasSubstr("jump")));
}

TEST(ConsoleLogTest, HoursToTheSecondMayBeATimerWhereTheSdkIsAtRest) {
  const Case one = read(kInit + kConnect + kRefused +
                        "2026-11-23T06:14:52.600Z[IMLib][INFO]: A-connect-T | {\"token\":\"R+/1QRhzpLo5pD5K0gA=@\"} | 5\n");
  EXPECT_GT(one.trace.back().at - one.trace.front().at, std::chrono::hours(2));
  EXPECT_THAT(gaps(one), HasSubstr("left as it is"));
}

TEST(ConsoleLogTest, ClockThatWasSetBackLeavesTheOrderOfLines) {
  const Case one = read(in_zone("2026-11-23T04:10:00.000Z"));
  EXPECT_THAT(told(one, trace::EventKind::status),
              ElementsAre("status CONNECTING status=connecting", "status CONNECTED status=connected"));
  EXPECT_THAT(gaps(one), HasSubstr("back by 4 min: the clock was set"));
}

TEST(ConsoleLogTest, YearThatNobodysRecordIsFromIsNoTime) {
  const Case one = read(kInit + "5368-11-23T04:14:52.527Z[IMLib][WARN]: A-connect-S | status: 1, code: undefined | undefined\n");
  EXPECT_EQ(one.trace.back().at, one.start);
  EXPECT_THAT(told(one, trace::EventKind::status), ElementsAre("status CONNECTING status=connecting"));
}

TEST(ConsoleLogTest, ClockThatIsSetBackAgainAndAgainDoesNotRunOutOfTime) {
  std::string text = kInit;
  for (int i = 0; i < 3; ++i)
    for (const char* year : {"1970", "2199"})
      text += std::string(year) + "-11-23T04:10:00.000Z[IMLib][WARN]: A-connect-S | status: 1, code: undefined | undefined\n";
  const Case one = read(text);
  EXPECT_EQ(told(one, trace::EventKind::status).size(), 6U);
  EXPECT_TRUE(std::ranges::is_sorted(one.trace, {}, &trace::Event::at));
}

TEST(ConsoleLogTest, TimesWithoutZoneAreNoWallTime) {
  const Case one = read("2026-11-23T04:14:52.493[IMLib][WARN]: A-connect-S | status: 1, code: undefined | undefined\n");
  EXPECT_FALSE(one.began);
  EXPECT_THAT(gaps(one), HasSubstr("no zone"));
}

TEST(ConsoleLogTest, LinesThatLostTheirTimesKeepTheirOrder) {
  const Case one = read(
      "[IMLib][WARN]: A-connect-S | status: 1, code: undefined | undefined\n"
      "[IMLib][WARN]: A-connect-S | status: 2, code: 31004 | undefined\n");
  EXPECT_FALSE(one.began);
  EXPECT_THAT(gaps(one), HasSubstr("lost their times"));
  EXPECT_EQ(one.trace.back().code, 31004);
}

TEST(ConsoleLogTest, LogMayBreakOffAnywhere) {
  const std::string whole = kInit + kConnect + kQuestion + kAnswer + kDial + kOpened + kRefused;
  for (std::size_t size = whole.find('\n'); size < whole.size(); ++size) {
    const auto one = read_console_log(whole.substr(0, size), "cut");
    ASSERT_TRUE(one) << size;
    EXPECT_THAT(everything(*one), Not(HasSubstr("QRhzpLo5pD5K"))) << size;
    for (const SeenToken& token : one->tokens) EXPECT_THAT(token.text.flaws, IsEmpty()) << size;
  }
  const std::size_t inside = whole.find("A-connect-T") + 40;
  const Case cut = read(whole.substr(0, inside));
  EXPECT_FALSE(cut.sight.has_end);
  EXPECT_THAT(gaps(cut), HasSubstr("line 3: what A-connect-T says cannot be read"));
  EXPECT_THAT(cut.tokens, Not(Contains(testing::Field(&SeenToken::presented, true))));
}

TEST(ConsoleLogTest, HalfANumberIsNoNumber) {
  const Case one = read(kInit + "2026-11-23T04:14:52.544Z[IMLib][WARN]: A-connect-S | status: 2, code: 3100\n" +
                        "2026-11-23T04:14:52.544Z[IMLib][WARN]: L-connect-O | connect failed: 1\n");
  EXPECT_THAT(told(one, trace::EventKind::status), IsEmpty());
  EXPECT_THAT(told(one, trace::EventKind::server_login), IsEmpty());
}

TEST(ConsoleLogTest, TokensThatWereTakenOutAreNotTakenForDamagedOnes) {
  for (const char* mask : {"***", "R+/1QRhz...", "<redacted>", "R+/1\u2026"}) {
    const std::string token = std::string("{\"token\":\"") + mask + "\",\"reconnectKickEnable\":false} | 2\n";
    const Case one = read(kInit + "2026-11-23T04:14:52.524Z[IMLib][INFO]: A-connect-T | " + token);
    EXPECT_THAT(one.tokens, IsEmpty()) << mask;
    EXPECT_THAT(told(one, trace::EventKind::call), ElementsAre("call connect #1"));
    EXPECT_THAT(gaps(one), HasSubstr("taken out"));
  }
}

TEST(ConsoleLogTest, LogThatBeginsLateSaysSo) { EXPECT_FALSE(read(kConnect + kRefused).sight.has_start); }

TEST(ConsoleLogTest, VersionBefore528LogsUnderOtherNames) {
  const Case one = read(
      "2026-11-23T04:17:51.511Z[RC-E][INFO]: L-init-O | "
      "{\"appkey\":\"76804283f18fee13\",\"navigators\":[\"http://127.0.0.1:1\"]} | "
      "undefined\n"
      "2026-11-23T04:17:51.512Z[RC-IM][INFO]: A-init-O | {\"appkey\":\"76804283f18fee13\",\"version\":\"5.7.3\"} | undefined\n"
      "2026-11-23T04:17:52.332Z[RC-IM][INFO]: A-connect-T | {\"token\":\"R+/1Q1EYzp8OPss3Aw==@\"} | 5r2AEa01IDax0Ge0e1Fa7y-1\n"
      "2026-11-23T04:17:52.359Z[RC-E][DEBUG]: L-request-T | req navi => "
      "http://127.0.0.1:1/navi.js?appId=76804283f18fee13&token=R%2B%2F1Q1EYzp8OPss3Aw%3D%3D%40&v=5.7.3 | "
      "5r2AEa01IDax0Ge0e1Fa7y-1\n"
      "2026-11-23T04:17:52.439Z[RC-E][DEBUG]: L-TEST-O | connect start: ws://127.0.0.1:2/websocket?appId=76804283f18fee13&token="
      "R%2B%2F1Q1EYzp8OPss3Aw%3D%3D%40&sdkVer=5.7.3 | 5r2AEa01IDax0Ge0e1Fa7y-1\n"
      "2026-11-23T04:17:52.459Z[RC-E][DEBUG]: L-TEST-O | socket open | 5r2AEa01IDax0Ge0e1Fa7y-1\n"
      "2026-11-23T04:17:52.500Z[RC-E][DEBUG]: L-TEST-O | connect success | 5r2AEa01IDax0Ge0e1Fa7y-1\n"
      "2026-11-23T04:17:52.500Z[RC-E][INFO]: L-connect-R | userId: alice | 5r2AEa01IDax0Ge0e1Fa7y-1\n"
      "2026-11-23T04:17:52.511Z[RC-IM][INFO]: A-connect-R | {\"code\":0,\"userId\":\"alice\"} | 5r2AEa01IDax0Ge0e1Fa7y-1\n");
  EXPECT_EQ(one.sdk, "rongcloud-web 5.7.3");
  EXPECT_THAT(told(one, trace::EventKind::client_created).size(), 1u);
  EXPECT_THAT(told(one, trace::EventKind::navigation_requested),
              ElementsAre("navigation-requested token=token-1 detail=http://127.0.0.1:1/navi.js"));
  EXPECT_THAT(told(one, trace::EventKind::server_login), ElementsAre("server-login code=0 epoch=1 user=alice token=token-1"));
  EXPECT_THAT(told(one, trace::EventKind::result), ElementsAre("result connect #1 code=0 user=alice via=promise"));
}

TEST(ConsoleLogTest, VersionsWithoutTagsTellTheRefusal) {
  const Case one = read(
      "2026-11-23T04:17:07.971Z[RCIM][WARN]: RongIMLib Version: 5.2.1, Commit: 5f3d7b5af1e6\n"
      "2026-11-23T04:17:08.006Z[RCLog][WARN]: connection status changed: 1\n"
      "2026-11-23T04:17:08.030Z[RCLog][WARN]: connect failed: 4\n"
      "2026-11-23T04:17:08.032Z[RCLog][WARN]: connect result -> code: 4, url: "
      "ws://127.0.0.1:36955/websocket?appId=3a8298fbf5ea5f90&token=R%2B%2F1QaL7RIBhoOum%40&sdkVer=5.2.1\n");
  EXPECT_EQ(one.sdk, "rongcloud-web 5.2.1");
  EXPECT_THAT(told(one, trace::EventKind::server_login), ElementsAre("server-login code=4"));
  EXPECT_THAT(everything(one), Not(HasSubstr("QaL7RIBhoOum")));
  EXPECT_THAT(everything(one), Not(HasSubstr("3a8298fbf5ea5f90")));
}

}  // namespace
}  // namespace redial::doctor
