// WebSockets of a HAR: opened, refused, failed, closed, and what passed.
#include <gmock/gmock.h>

#include "tests/unit/doctor/artefacts/har_text.hpp"

namespace redial::doctor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kRefusal = "IAAE";  // 20 00 04
constexpr const char* kPing = "wA==";     // c0

std::vector<std::string> told(const std::string& entry, const std::string& creator = "WebInspector") {
  const auto one = read_har(har_of({entry}, creator), "a.har");
  return one ? texts(*one) : std::vector<std::string>{to_text(one.error())};
}

// A WebSocket that was not opened: the line that says why.
std::string failure(const std::string& response, const std::string& more, const std::string& time = "30") {
  return told(entry_of("01.000", time, socket_request(), response, more)).back();
}

std::string error_message(const std::string& text) {
  return R"("_webSocketMessages":[{"type":"error","time":1795407721.5,"opcode":-1,"data":")" + text + R"("}])";
}

TEST(HarSocketTest, RefusedLoginReadsAsARunsTraceWould) {
  const std::string timings = R"("timings":{"blocked":-1,"wait":9.5,"receive":10.5},)";
  EXPECT_THAT(
      told(socket("01.000", message("send", "21.004", 2, kPing) + "," + message("receive", "21.008", 2, kRefusal), timings)),
      ElementsAre("+0.000ms wire   client-1 dial epoch=1 token=token-1 detail=ws://127.0.0.1:2/websocket",
                  "+4.000ms wire   client-1 socket-opened epoch=1 token=token-1",
                  "+4.000ms server client-1 server-received PINGREQ epoch=1 token=token-1",
                  "+8.000ms server client-1 server-login code=4 epoch=1 token=token-1",
                  "+8.000ms server client-1 server-sent CONNACK 4 epoch=1 token=token-1",
                  "+20.000ms wire   client-1 socket-closed epoch=1 token=token-1 detail=\"the record does not say by whom\""));
}

TEST(HarSocketTest, CloseFrameSaysByWhomAndWithWhichCode) {
  EXPECT_THAT(told(socket("01.000", message("receive", "21.5", 8, "A+g="))).back(),
              HasSubstr("socket-closed code=1000 epoch=1 token=token-1 detail=\"by the server\""));
  EXPECT_THAT(told(socket("01.000", message("send", "21.5", 8, ""))).back(), HasSubstr("socket-closed epoch=1"));
}

TEST(HarSocketTest, SocketThatIsStillOpenIsNotClosed) {
  const auto one = read_har(
      har_of({socket("01.000", message("receive", "21.5", 2, kRefusal), R"("timings":{"wait":500,"receive":0},)")}), "a");
  EXPECT_THAT(texts(*one).back(), HasSubstr("server-sent CONNACK 4"));
  EXPECT_FALSE(one->sight.has_end);
}

TEST(HarSocketTest, TextIsSkippedAndWhatIsNoBase64IsAGap) {
  const auto one =
      read_har(har_of({socket("01.000", message("receive", "21.1", 1, "hello") + "," + message("receive", "21.2", 2, "%%") + "," +
                                            message("receive", "21.3", 9, ""))}),
               "a.har");
  EXPECT_EQ(one->trace.size(), 2u);
  EXPECT_THAT(gaps(*one), ElementsAre("entry 1: messages of this WebSocket are no base64, and are left out"));
}

TEST(HarSocketTest, TimesMayBeMillisecondsOrDates) {
  const auto at = [](const std::string& time) {
    return told(socket("01.000", R"({"type":"receive","time":)" + time + R"(,"opcode":2,"data":"0A=="})")).back();
  };
  EXPECT_THAT(at("1795407721003.25"), HasSubstr("+3.250ms server"));
  EXPECT_THAT(at(R"("2026-11-23T05:22:01.004+01:00")"), HasSubstr("+4.000ms server"));
  EXPECT_THAT(at("null"), HasSubstr("+0.000ms server"));
  EXPECT_THAT(at("1e300"), HasSubstr("+0.000ms server"));
}

TEST(HarSocketTest, RefusedUpgradeHasItsHttpStatus) {
  EXPECT_THAT(failure(R"("status":403)", R"("_webSocketMessages":[])"),
              HasSubstr("+30.000ms wire   client-1 socket-failed http-status code=403"));
  EXPECT_THAT(failure(R"("status":0)", error_message("Error during WebSocket handshake: Unexpected response code: 502")),
              HasSubstr("+500.000ms wire   client-1 socket-failed http-status code=502"));
}

TEST(HarSocketTest, ReasonsOfFailureAreRead) {
  EXPECT_THAT(failure(R"("status":0)", error_message("Error in connection establishment: net::ERR_CONNECTION_REFUSED")),
              HasSubstr("socket-failed refused epoch=1 token=token-1 detail=net::ERR_CONNECTION_REFUSED"));
  EXPECT_THAT(failure(R"("status":0,"_error":"net::ERR_CERT_AUTHORITY_INVALID")", R"("_webSocketMessages":[])"),
              HasSubstr("socket-failed certificate-untrusted"));
  EXPECT_THAT(failure(R"("status":0)", error_message("WebSocket opening handshake timed out")),
              HasSubstr("socket-failed silent"));
  EXPECT_THAT(failure(R"("status":0)", error_message("Connection closed before receiving a handshake response")),
              HasSubstr("socket-failed closed"));
  EXPECT_THAT(failure(R"("status":0)", R"("_webSocketMessages":[])"), HasSubstr("socket-failed unknown"));
}

TEST(HarSocketTest, OpenSocketThatTheBrowserGaveUpIsClosed) {
  EXPECT_THAT(told(socket("01.000", message("receive", "21.1", 2, kRefusal) +
                                        R"(,{"type":"error","time":1795407721.5,"opcode":-1,"data":"Invalid frame header"})"))
                  .back(),
              HasSubstr("+500.000ms wire   client-1 socket-closed epoch=1 token=token-1 detail=\"the browser gave it up\""));
}

TEST(HarSocketTest, ClientThatGaveUpWaitingForTheUpgradeMetSilence) {
  const std::string error = error_message("WebSocket is closed before the connection is established.");
  EXPECT_THAT(failure(R"("status":0)", error, "10000"), HasSubstr("socket-failed silent"));
  EXPECT_THAT(failure(R"("status":0)", error, "100"), HasSubstr("socket-failed unknown"));
}

TEST(HarSocketTest, SocketUnderWayWhenTheFileWasSavedHasNotFailed) {
  const auto one =
      read_har(har_of({entry_of("01.000", "0", socket_request(), R"("status":0)", R"("_webSocketMessages":[])")}), "a");
  EXPECT_THAT(texts(*one), ElementsAre(HasSubstr("dial epoch=1")));
  EXPECT_FALSE(one->sight.has_end);
}

// As Chromium writes one that failed before its request was sent.
std::string undated(const std::string& second) {
  return R"({"startedDateTime":"1969-12-31T23:59:59.000Z","time":51312814.8,"_resourceType":"websocket",)"
         R"("request":{"method":"","url":")" +
         std::string(kSocketUrl) + R"("},"response":{"status":0},"timings":{"wait":51312804.0,"receive":10.8},)" +
         R"("_webSocketMessages":[{"type":"error","time":513)" + second +
         R"(,"opcode":-1,"data":"Error in connection establishment: net::ERR_CONNECTION_REFUSED"}]})";
}

TEST(HarSocketTest, SocketsThatChromiumHasNoTimeForAreToldBehindTheRest) {
  const auto one = read_har(har_of({undated("12.5"), undated("11.5"), navigation("01.000")}), "a.har");
  EXPECT_THAT(texts(*one), ElementsAre(HasSubstr("navigation-requested"), HasSubstr("server-navigation"), HasSubstr("+5.000ms"),
                                       HasSubstr("+6.000ms wire   client-1 dial epoch=1"),
                                       HasSubstr("+6.000ms wire   client-1 socket-failed refused"), HasSubstr("+1006.000ms"),
                                       HasSubstr("+1006.000ms wire   client-1 socket-failed refused epoch=2")));
  EXPECT_THAT(gaps(*one).front(), HasSubstr("where it is told is a guess"));
}

TEST(HarSocketTest, OrAheadOfTheSocketThatWasOpenToTheEnd) {
  const std::string open = socket("05.000", message("receive", "25.1", 2, "IAAE"), R"("timings":{"wait":5,"receive":0},)");
  const auto one = read_har(har_of({undated("12.5"), navigation("01.000"), open}), "a.har");
  EXPECT_THAT(texts(*one)[4], HasSubstr("+3999.000ms wire   client-1 socket-failed refused"));
  EXPECT_THAT(texts(*one).back(), HasSubstr("CONNACK 4"));
}

TEST(HarSocketTest, FileOfNothingButThoseHasNoDate) {
  const auto one = read_har(har_of({undated("12.5")}), "a.har");
  EXPECT_EQ(one->trace.size(), 2u);
  EXPECT_FALSE(one->began);
}

TEST(HarSocketTest, UndatedSocketsBeyondTheLimitAreGaps) {
  const auto one = read_har(har_of(std::vector<std::string>(kMaxHarUndated + 1, undated("12.5"))), "a.har");
  EXPECT_EQ(one->trace.size(), 2 * kMaxHarUndated);
  EXPECT_THAT(gaps(*one), testing::Contains("entry 10001: it does not say when it started"));
}

TEST(HarSocketTest, FileWithoutMessagesSaysHowToGetThem) {
  const auto one = read_har(har_of({entry_of("01.000", "40", socket_request(), R"("status":101)")}, "Firefox"), "a.har");
  EXPECT_THAT(texts(*one), ElementsAre(HasSubstr("dial"), HasSubstr("socket-opened")));
  EXPECT_THAT(gaps(*one), ElementsAre(HasSubstr("entry 1: the messages of this WebSocket are not in the file")));
  EXPECT_THAT(gaps(*one).front(), HasSubstr("Export HAR"));
  EXPECT_FALSE(one->sight.has_end);
}

TEST(HarSocketTest, ProxiesWriteTheSchemeOfTheUpgradesRequest) {
  std::string url = kSocketUrl;
  url.replace(0, 2, "https");
  const std::string entry =
      entry_of("01.000", "3", socket_request(url), R"("status":101)",
               R"("_resourceType":"websocket","_webSocketMessages":[)" + message("receive", "21.1", 2, kRefusal) + "]");
  EXPECT_THAT(told(entry, "mitmproxy").front(), HasSubstr("detail=wss://127.0.0.1:2/websocket"));
  EXPECT_THAT(told(entry, "mitmproxy").back(), HasSubstr("CONNACK 4"));
}

TEST(HarSocketTest, EpochsAreNumberedByTimeAlthoughProxiesWriteByEnd) {
  const auto one = read_har(har_of({socket("05.000", ""), socket("01.000", "")}), "a.har");
  EXPECT_EQ(one->trace[0].epoch, Epoch(1));
  EXPECT_EQ(one->trace[2].epoch, Epoch(2));
}

TEST(HarSocketTest, OtherSocketsOfThePageAreNone) {
  const auto one =
      read_har(har_of({entry_of("01.000", "3", socket_request("ws://127.0.0.1:5173/?token=abc"), R"("status":101)"),
                       entry_of("02.000", "3", socket_request("wss://example.com/sockjs/1/websocket"), R"("status":101)")}),
               "a.har");
  EXPECT_THAT(one->trace, IsEmpty());
  EXPECT_THAT(gaps(*one),
              ElementsAre(HasSubstr("entry 2: this WebSocket has neither AppKey nor token"), HasSubstr("none of its 2")));
}

}  // namespace
}  // namespace redial::doctor
