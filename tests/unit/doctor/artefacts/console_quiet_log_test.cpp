// Logs in which the SDK says little: those of errors only, where the app's own words are all that there is, and those of
// warnings, where the browser's own lines say more than the SDK's.
#include <gmock/gmock.h>

#include "doctor/artefacts/console_app.hpp"
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
using trace::EventKind;

// What a line says: "status 31010", "result 31004", or nothing.
std::string word(const std::string& line) {
  const auto said = read_app_word(line);
  if (!said) return "";
  return (said->is_suspended ? "suspended " : said->is_status ? "status " : "result ") + std::to_string(said->code);
}

TEST(AppWordTest, CodeBehindAWordThatAnnouncesItIsRead) {
  EXPECT_EQ(word("[chat] status DISCONNECT 31022"), "status 31022");
  EXPECT_EQ(word("IM > connect failed, code 31027"), "result 31027");
  EXPECT_EQ(word("(chat) connect failed, code 33001"), "result 33001");
  EXPECT_EQ(word("chat.mjs:21 CHAT STATUS: SUSPEND (30011)"), "suspended 30011");
  EXPECT_EQ(word("onDisconnect => 31010"), "status 31010");
  EXPECT_EQ(word("rong onDisconnect: 31010"), "status 31010");
  EXPECT_EQ(word("IM error 34001"), "result 34001");
  EXPECT_EQ(word("login error {code: 31004, msg: 'fail: 31004'}"), "result 31004");
  EXPECT_EQ(word("login rejected: code=31008"), "result 31008");
  EXPECT_EQ(word(R"({"level":50,"msg":"connect failed, code 35008","pid":31010})"), "result 35008");
  EXPECT_EQ(word("\xe8\xbf\x9e\xe6\x8e\xa5\xe5\xa4\xb1\xe8\xb4\xa5\xef\xbc\x8c\xe9\x94\x99\xe8\xaf\xaf\xe7\xa0\x81\xef\xbc\x9a"
                 "31020"),
            "result 31020");  // 连接失败，错误码：31020
}

TEST(AppWordTest, NumberThatIsNoConnectionCodeIsNot) {
  for (const char* line : {"status DISCONNECT 2", "connect failed, code 401", "connect failed, code 70001",
                           "connect failed, code 31999", "connect failed, code 310041", "connect failed, code 131004"})
    EXPECT_EQ(word(line), "") << line;
}

TEST(AppWordTest, NumberThatNobodyCallsACodeIsNot) {
  for (const char* line :
       {"connect ECONNREFUSED 127.0.0.1:31004", "connect failed: 10.0.0.7:30011", "connecting to port 31004",
        "connected as 31004", "connected in 31004 ms", "socket closed, lost 31010 messages", "login of user 31009 failed",
        "pid 31004: connect", "status 31004 bytes", "connect failed, code 31004.5", "connect failed after 31004ms",
        "connect error -31004", "if (status === 31004) reconnect();", "case 31010: // kicked"})
    EXPECT_EQ(word(line), "") << line;
}

TEST(AppWordTest, CodeInALineAboutSomethingElseIsNot) {
  for (const char* line : {"payment error 31004", "upload failed, code 30011", "order result 31010"})
    EXPECT_EQ(word(line), "") << line;
}

TEST(AppWordTest, TextsAboutCodesAreNoWordsOfAnApp) {
  for (const char* line :
       {"<td>connect, code 31004</td>", "  \"status\": 31004,", "- on connect, code 31004: renew", "| connect | code 31004 |",
        "// connect, code 31004", "# login code 31004", "Connection codes: 31004 is final", R"({"status":31004,"online":false})"})
    EXPECT_EQ(word(line), "") << line;
  EXPECT_EQ(word("connect failed, code 31004" + std::string(kMaxAppLine, '.')), "");
}

const std::string kAppsOwn =
    "[im-client] logging in as quentin\n"
    "[im-client] status CONNECTING \n"
    "[im-client] status DISCONNECT 31022\n"
    "[im-client] connect failed, code 31022\n";

TEST(QuietLogTest, AppsOwnWordsAreToldWhereTheSdkWritesNothing) {
  EXPECT_TRUE(is_console_log(kAppsOwn));
  const Case one = read(kAppsOwn);
  EXPECT_THAT(texts(one), ElementsAre("+0.000ms app    client-1 status DISCONNECT code=31022 status=disconnected",
                                      "+0.000ms app    client-1 result connect code=31022"));
  EXPECT_FALSE(one.sight.app || one.sight.wire || one.sight.verdict || one.sight.has_start || one.sight.has_end);
  EXPECT_THAT(gaps(one), HasSubstr("not one line of the SDK: the codes are those that the app itself wrote"));
  EXPECT_THAT(gaps(one), HasSubstr("logOutputLevel: 4"));
  EXPECT_THAT(gaps(one), HasSubstr("no times"));
  EXPECT_FALSE(one.began);
  EXPECT_FALSE(one.ended);
}

TEST(QuietLogTest, AppsOwnLinesHaveTheTimesThatAreWrittenInThem) {
  const Case one = read(
      "chat connect failed, code 30007\n"
      "[2026-11-23T05:33:59.348Z] chat status SUSPEND 30011\n"
      "2026-11-23 13:34:01.5 +0800 info: chat status DISCONNECT 31010\n"
      "2026-11-23 05:34:02Z bye\n");
  EXPECT_THAT(texts(one), ElementsAre("+0.000ms app    client-1 result connect code=30007",
                                      "+0.000ms app    client-1 status SUSPEND code=30011 status=suspended",
                                      "+2152.000ms app    client-1 status DISCONNECT code=31010 status=disconnected"));
  EXPECT_EQ(one.began, UnixMillis(1'795'412'039'348));
  ASSERT_TRUE(one.ended);
  EXPECT_EQ(*one.ended - one.start, milliseconds(2652));
}

TEST(QuietLogTest, AppsOwnLineMayHaveTheSdksTextForAnEmptyToken) {
  const Case one = read("chat connect failed {code: 31004, msg: \"param 'token' is invalid\"}\n");
  EXPECT_THAT(told(one, EventKind::result),
              ElementsAre("result connect code=31004 token=token-1 detail=\"param 'token' is invalid\""));
  ASSERT_EQ(one.tokens.size(), 1u);
  EXPECT_THAT(one.tokens[0].text.flaws, ElementsAre(TokenFlaw::empty));
}

TEST(QuietLogTest, AppsOwnWordsAreToldBesideTheSdksErrorsToo) {
  const Case one = read("2026-11-23T04:14:52.540Z[IMLib][ERROR]: L-parse_navi-E | undefined | 2\n" + kAppsOwn);
  EXPECT_THAT(told(one, EventKind::result), ElementsAre("result connect code=31022"));
  EXPECT_THAT(told(one, EventKind::navigation_answered).size(), 1u);
  EXPECT_THAT(gaps(one), HasSubstr("the codes are those that the app itself wrote"));
  EXPECT_THAT(gaps(one), Not(HasSubstr("not one line")));
}

TEST(QuietLogTest, AppsOwnWordsAreNotToldAgainWhereTheSdkTellsThem) {
  const Case one =
      read(kAppsOwn + "2026-11-23T04:14:52.545Z[IMLib][WARN]: A-connect-R | {\"code\":31022,\"msg\":\"fail: 31022\"} | 2\n" +
           kAppsOwn);
  EXPECT_THAT(told(one, EventKind::result), ElementsAre("result connect code=31022 via=promise detail=\"fail: 31022\""));
  EXPECT_THAT(told(one, EventKind::status), IsEmpty());
}

TEST(QuietLogTest, NothingOfTheAppsLinesSurvivesButItsCodes) {
  const Case one = read("connect failed, code 31004 token R+/1QRhzpLo5pD5K0gA=@ of b8b27513196b1c8e\n");
  EXPECT_EQ(one.trace.size(), 1u);
  EXPECT_THAT(everything(one), Not(HasSubstr("QRhzpLo5pD5K")));
  EXPECT_THAT(everything(one), Not(HasSubstr("b8b27513196b1c8e")));
}

TEST(QuietLogTest, LogWithNoCodeInItSaysWhichOptionMakesOne) {
  const auto one = read_console_log("[app] status CONNECTING\n[app] connected as alice\n", "app.log");
  ASSERT_FALSE(one);
  EXPECT_EQ(one.error().where, "app.log");
  EXPECT_THAT(one.error().advice, HasSubstr("logOutputLevel: 4"));
}

TEST(QuietLogTest, LogsOfOthersAreRefusedWhateverNumbersTheyHave) {
  for (const char* line :
       {"[05:33:59.748] Easemob: login error, code 31004", "[Info] TIM|login|fail|code:30007 message:UserSig is expired",
        "05:34:00.148 Agora-SDK [ERROR]: join failed, status 31010", "NIM netease disconnect code 30011",
        "127.0.0.1 - - [2026-11-23T05:34:01.348Z] \"GET /websocket 400 31004\"", "--------- beginning of main"}) {
    EXPECT_FALSE(is_console_log(std::string(line) + "\n")) << line;
    EXPECT_FALSE(read_console_log(std::string(line) + "\n", "other.log")) << line;
  }
  EXPECT_FALSE(is_console_log(kAppsOwn + "[Info] TIM|login|start|sdkAppID:1400000000\n"));
}

const std::string kWarned =
    "index.esm.js:15 2026-11-23T04:14:52.493Z[IMLib][WARN]: L-imsdk_ver-O | {\"version\":\"5.38.0\"} | undefined\n";
const std::string kUrl =
    "'wss://127.0.0.1:1/websocket?appId=b8b27513196b1c8e&token=R%2B%2F1QRhzpLo5pD5K0gA%3D%40&sdkVer=5.38.0' failed: ";
const std::string kTold =
    "index.esm.js:15 2026-11-23T04:14:52.962Z[IMLib][WARN]: A-connect-R | {\"code\":35008,\"msg\":\"fail: 35008\"} | 2\n";

TEST(QuietLogTest, BrowsersLineTellsTheDialThatALogOfWarningsLeavesOut) {
  const Case one =
      read(kWarned + "index.esm.js:15 WebSocket connection to " + kUrl +
           "Error in connection establishment: net::ERR_CERT_AUTHORITY_INVALID\n" + "index.esm.js:15 WebSocket connection to " +
           kUrl + "Error during WebSocket handshake: Unexpected response code: 403\n" + kTold);
  EXPECT_THAT(told(one, EventKind::dial), ElementsAre("dial epoch=1 token=token-1 detail=wss://127.0.0.1:1/websocket",
                                                      "dial epoch=2 token=token-1 detail=wss://127.0.0.1:1/websocket"));
  EXPECT_THAT(told(one, EventKind::socket_failed),
              ElementsAre("socket-failed certificate-untrusted epoch=1 token=token-1 detail=net::ERR_CERT_AUTHORITY_INVALID",
                          "socket-failed http-status code=403 epoch=2 token=token-1"));
  ASSERT_EQ(one.tokens.size(), 1u);
  EXPECT_TRUE(one.tokens[0].presented);
  EXPECT_THAT(everything(one), Not(HasSubstr("QRhzpLo5pD5K")));
}

TEST(QuietLogTest, BrowsersLineTellsTheQuestionThatALogOfWarningsLeavesOut) {
  const std::string told_first = "2026-11-23T04:14:52.540Z[IMLib][WARN]: L-get_navi-R | 30007 | 2\n";
  const std::string why = "index.esm.js:15  POST https://127.0.0.1:2/v2/navi.json?cloud=0 net::ERR_CERT_AUTHORITY_INVALID\n";
  for (const std::string& log : {kWarned + why + told_first, kWarned + told_first + why}) {
    const Case one = read(log);
    EXPECT_THAT(told(one, EventKind::navigation_requested),
                ElementsAre("navigation-requested detail=https://127.0.0.1:2/v2/navi.json"));
    EXPECT_THAT(told(one, EventKind::navigation_failed),
                ElementsAre("navigation-failed certificate-untrusted detail=net::ERR_CERT_AUTHORITY_INVALID"));
  }
}

TEST(QuietLogTest, EachWalkOverTheNavigatorsIsToldOnce) {
  const std::string answer = "index.esm.js:15  POST http://127.0.0.1:2/v2/navi.json?cloud=0 416 (Range Not Satisfiable)\n";
  const Case one = read(kWarned + answer + "2026-11-23T04:14:52.540Z[IMLib][WARN]: L-get_navi-R | 31030 | 2\n" + answer +
                        "2026-11-23T04:14:59.540Z[IMLib][WARN]: L-get_navi-R | 31030 | 5\n");
  EXPECT_THAT(told(one, EventKind::navigation_requested).size(), 2u);
  EXPECT_THAT(told(one, EventKind::navigation_answered),
              ElementsAre("navigation-answered http-status code=416", "navigation-answered http-status code=416"));
}

TEST(QuietLogTest, SdksOwnTextForAnEmptyTokenStandsAtEveryLevelFromWarningsOn) {
  const std::string result =
      "2026-11-23T04:14:52.525Z[IMLib][WARN]: A-connect-R | {\"code\":31004,\"msg\":\"param 'token' is invalid\"} | 2\n";
  const std::string call = "2026-11-23T04:14:52.524Z[IMLib][INFO]: A-connect-T | {\"token\":\"  \"} | 2\n";
  const std::string fine = "2026-11-23T04:14:52.520Z[IMLib][DEBUG]: L-request-T | {\"fromCache\":true} | 2\n";
  for (const std::string& log : {kWarned + result, kWarned + call + result, kWarned + fine + call + result}) {
    const Case one = read(log);
    ASSERT_EQ(told(one, EventKind::result).size(), 1u);
    EXPECT_THAT(told(one, EventKind::result)[0], HasSubstr("code=31004"));
    EXPECT_THAT(told(one, EventKind::result)[0], HasSubstr("detail=\"param 'token' is invalid\""));
  }
}

TEST(QuietLogTest, RecordEndsWithItsLastLine) {
  const Case one =
      read(kWarned + kTold + "2026-11-23T04:15:12.493Z[IMLib][INFO]: L-sync_user_settings-T | version: 0 | 48\nbye\n");
  ASSERT_TRUE(one.ended);
  EXPECT_EQ(*one.ended - one.start, std::chrono::seconds(20));
  EXPECT_LT(one.trace.back().at, *one.ended);
}

const std::string kDialled =
    "2026-11-23T04:14:52.536Z[IMLib][INFO]: L-connect-O | connect start: ws://127.0.0.1:3/websocket?appId=b8b2&token=R%2B | 2\n"
    "2026-11-23T04:14:52.542Z[IMLib][INFO]: L-connect-S | socket opened | 2\n";

TEST(QuietLogTest, SocketThatEndsAheadOfTheLoginWasNotEndedByTheSdkWhereItHadNoTimeToGiveUp) {
  const Case lost = read(kWarned + kDialled + "2026-11-23T04:14:52.552Z[IMLib][INFO]: L-connect-S | socket close | 2\n");
  EXPECT_THAT(told(lost, EventKind::socket_closed), Contains(HasSubstr("by the server, or on the way")));
  const Case given_up = read(kWarned + kDialled + "2026-11-23T04:15:02.552Z[IMLib][INFO]: L-connect-S | socket close | 2\n");
  EXPECT_THAT(told(given_up, EventKind::socket_closed), Not(Contains(HasSubstr("by the"))));
  const Case left = read(kWarned + kDialled + "2026-11-23T04:14:52.550Z[IMLib][INFO]: A-disconnect-O | {} | undefined\n" +
                         "2026-11-23T04:14:52.552Z[IMLib][INFO]: L-connect-S | socket close | 2\n");
  EXPECT_THAT(told(left, EventKind::socket_closed), Contains(HasSubstr("by the client")));
}

}  // namespace
}  // namespace redial::doctor
