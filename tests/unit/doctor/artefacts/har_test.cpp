// What browsers and proxies save of HTTP, as the events of a trace.
#include <gmock/gmock.h>

#include "tests/unit/doctor/artefacts/har_text.hpp"

namespace redial::doctor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The whole trace of one navigation with this answer.
std::vector<std::string> asked(const std::string& response, const std::string& time = "5",
                               const std::string& creator = "WebInspector") {
  const auto one = read_har(har_of({entry_of("01.000", time, navigation_request(), response)}, creator), "a.har");
  return one ? texts(*one) : std::vector<std::string>{to_text(one.error())};
}

// The last line of it.
std::string outcome(const std::string& response, const std::string& time = "5", const std::string& creator = "WebInspector") {
  return asked(response, time, creator).back();
}

TEST(HarTest, NavigationReadsAsARunsTraceWould) {
  const auto one = read_har(har_of({navigation()}), "a.har");
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_THAT(texts(*one),
              ElementsAre("+0.000ms wire   client-1 navigation-requested token=token-1 detail=http://127.0.0.1:1/v2/navi.json",
                          "+5.000ms server client-1 server-navigation code=200 user=u1 token=token-1",
                          "+5.000ms wire   client-1 navigation-answered code=200 user=u1 token=token-1 detail=\"code=200 "
                          "addresses=1\""));
  EXPECT_EQ(one->origin, Origin::har);
  EXPECT_EQ(one->source, "a.har");
  EXPECT_EQ(one->sdk, "rongcloud-web 5.38.0");
  EXPECT_EQ(one->began, UnixMillis(1795407721000));
  EXPECT_THAT(one->gaps, IsEmpty());
  EXPECT_TRUE(one->sight.wire && one->sight.has_end && !one->sight.app && !one->sight.verdict);
}

TEST(HarTest, RefusedNavigationHasItsStatus) {
  EXPECT_THAT(outcome(R"("status":401,"content":{"size":0})"), HasSubstr("navigation-answered http-status code=401"));
}

TEST(HarTest, ErrorsOfBrowsersAreFailures) {
  EXPECT_THAT(outcome(R"("status":0,"_error":"net::ERR_CONNECTION_REFUSED")"),
              HasSubstr("+5.000ms wire   client-1 navigation-failed refused token=token-1 detail=net::ERR_CONNECTION_REFUSED"));
  EXPECT_THAT(outcome(R"("status":0,"_error":"net::ERR_NAME_NOT_RESOLVED")"), HasSubstr("navigation-failed name-not-resolved"));
  EXPECT_THAT(outcome(R"("status":0,"_error":"Could not connect to the server.")"), HasSubstr("navigation-failed refused"));
  EXPECT_THAT(outcome(R"("status":0,"_failureText":"NS_ERROR_UNKNOWN_HOST")"), HasSubstr("navigation-failed name-not-resolved"));
}

TEST(HarTest, ChromiumDoesNotTellWhetherACertificateIsTooOldOrTooYoung) {
  EXPECT_THAT(outcome(R"("status":0,"_error":"net::ERR_CERT_DATE_INVALID")"),
              HasSubstr("certificate-dates token=token-1 detail=\"net::ERR_CERT_DATE_INVALID (expired, or not yet valid)\""));
}

TEST(HarTest, AnswerThatThePageWasNotGivenIsBlocked) {
  EXPECT_THAT(outcome(R"("status":200,"_error":"net::ERR_FAILED")"), HasSubstr("navigation-failed blocked"));
  EXPECT_THAT(outcome(R"("status":200,"_error":"net::ERR_FAILED")"), HasSubstr("behind HTTP 200"));
}

TEST(HarTest, RequestGivenUpAfterTheSdksPatienceWasMetBySilence) {
  EXPECT_THAT(outcome(R"("status":0,"_error":"net::ERR_ABORTED")", "10001"),
              HasSubstr("navigation-failed silent token=token-1 detail=\"given up by the client after 10001 ms\""));
  EXPECT_THAT(outcome(R"("status":0,"_error":"net::ERR_ABORTED")", "120"), HasSubstr("navigation-failed unknown"));
}

TEST(HarTest, SilenceMayHaveMetThePreflightAlready) {
  const std::string request = R"("method":"POST","url":"https://127.0.0.1:1/v2/navi.json?cloud=0")";
  const std::string given_up = entry_of("01.000", "10001", request, R"("status":0,"_error":"net::ERR_ABORTED")");
  const auto preflight = [](const std::string& headers) {
    return entry_of("01.010", "0",
                    R"("method":"OPTIONS","url":"https://127.0.0.1:1/v2/navi.json?cloud=0","headers":[)" + headers + "]",
                    R"("status":0)");
  };
  const auto last = [&](const std::string& other) { return texts(*read_har(har_of({given_up, other}), "a.har")).back(); };
  EXPECT_THAT(last(preflight(R"({"name":"Host","value":"127.0.0.1:1"})")), HasSubstr("navigation-failed silent"));
  EXPECT_THAT(last(preflight(R"({"name":"Accept","value":"*/*"})")), HasSubstr("navigation-failed unknown"));
}

TEST(HarTest, PreflightsBeyondTheLimitAreForgotten) {
  const auto preflight = [](const std::string& port) {
    const std::string url = R"("url":"https://127.0.0.1:)" + port + R"(/v2/navi.json")";
    return entry_of("01.010", "0", R"("method":"OPTIONS",)" + url + R"(,"headers":[{"name":"Host","value":"x"}])",
                    R"("status":0)");
  };
  const std::string request = R"("method":"POST","url":"https://127.0.0.1:1/v2/navi.json")";
  std::vector<std::string> entries(kMaxHarPreflights, preflight("2"));
  entries.push_back(preflight("1"));
  entries.push_back(entry_of("01.000", "10001", request, R"("status":0,"_error":"net::ERR_ABORTED")"));
  EXPECT_THAT(texts(*read_har(har_of(entries), "a.har")).back(), HasSubstr("navigation-failed unknown"));
  entries.erase(entries.begin());
  EXPECT_THAT(texts(*read_har(har_of(entries), "a.har")).back(), HasSubstr("navigation-failed silent"));
}

TEST(HarTest, FailureThatChromiumHasNoWordForIsNotUnderWay) {
  EXPECT_THAT(outcome(R"("status":0,"_error":"")"), HasSubstr("navigation-failed unknown"));
}

TEST(HarTest, RequestUnderWayWhenTheFileWasSavedIsAGapAndNoFailure) {
  const auto one = read_har(har_of({entry_of("01.000", "0", navigation_request(), R"("status":0,"_error":null)")}), "a.har");
  EXPECT_THAT(texts(*one), ElementsAre(HasSubstr("navigation-requested")));
  EXPECT_THAT(gaps(*one), ElementsAre("entry 1: it had no answer when the file was saved"));
  EXPECT_FALSE(one->sight.has_end);
}

TEST(HarTest, FailureWithoutReasonIsUnknown) {
  EXPECT_THAT(outcome(R"("status":0)", "12", "Firefox"), HasSubstr("navigation-failed unknown"));
}

TEST(HarTest, MissingBodyIsNotAnEmptyOne) {
  EXPECT_THAT(outcome(R"("status":200,"bodySize":90,"content":{"size":0})"), HasSubstr("its body is not on record"));
  EXPECT_THAT(outcome(R"("status":200,"content":{"size":-1})"), HasSubstr("its body is not on record"));
  EXPECT_THAT(outcome(R"("status":200,"bodySize":0,"content":{"size":0})"), HasSubstr("navigation-answered unusable"));
  EXPECT_THAT(outcome(R"("status":200,"content":{"text":""})"), HasSubstr("navigation-answered unusable"));
}

TEST(HarTest, BodyInBase64IsDecoded) {
  EXPECT_THAT(outcome(R"("status":200,"content":{"text":"eyJjb2RlIjo0MDF9","encoding":"base64"})"), HasSubstr("code=401"));
  EXPECT_THAT(outcome(R"("status":200,"content":{"text":"no base64!","encoding":"base64"})"), HasSubstr("not on record"));
}

TEST(HarTest, BodyOfTheRequestMayBeParameters) {
  const std::string request = R"("method":"POST","url":"http://127.0.0.1:1/v2/navi.json","postData":{"params":[)"
                              R"({"name":"token","value":"q3Zt7+Yw/2bA91kLmn0PQw==@"},{"name":"v","value":"5.9.0"}]})";
  const auto one = read_har(har_of({entry_of("01.000", "5", request, R"("status":403)"), navigation("02.000")}), "a.har");
  EXPECT_EQ(one->tokens.size(), 1u);
  EXPECT_EQ(one->sdk, "rongcloud-web 5.9.0");
}

TEST(HarTest, HeadersThatFirefoxPutsAheadOfABodyAreNotTheBody) {
  const std::string request = R"("method":"POST","url":"http://127.0.0.1:1/v2/navi.json",)"
                              R"("postData":{"text":"Content-Type: a\r\nContent-Length: 3\r\n\r\nv=5.9.0"})";
  EXPECT_EQ(read_har(har_of({entry_of("01.000", "5", request, R"("status":403)")}), "a.har")->sdk, "rongcloud-web 5.9.0");
}

TEST(HarTest, PreflightAndRedirectAreNoQuestionsOfTheirOwn) {
  const std::string preflight =
      entry_of("01.000", "5", R"("method":"OPTIONS","url":"http://127.0.0.1:1/v2/navi.json")", R"("status":204)");
  const std::string redirect =
      entry_of("02.000", "5", navigation_request(), R"("status":307,"redirectURL":"http://127.0.0.1:3/v2/navi.json")");
  const auto one = read_har(har_of({preflight, redirect, navigation("03.000")}), "a.har");
  EXPECT_EQ(one->trace.size(), 3u);
}

TEST(HarTest, IssueOfATokenIsOnRecord) {
  const std::string login =
      entry_of("00.000", "7", R"("method":"POST","url":"https://app.example.com/login")",
               R"("status":200,"content":{"text":"{\"token\":\"q3Zt7+Yw/2bA91kLmn0PQw==@\",\"appKey\":\"k2\"}"})");
  const auto one = read_har(har_of({login, navigation()}), "a.har");
  EXPECT_THAT(texts(*one).front(), HasSubstr("token-fetched token=token-1 detail=https://app.example.com/login"));
  ASSERT_EQ(one->tokens.size(), 1u);
  EXPECT_EQ(one->tokens[0].issued_for, "app-key-1");
  EXPECT_THAT(one->tokens[0].app_keys, ElementsAre("app-key-2"));
}

TEST(HarTest, EntriesOfAllPagesAreToldInTheOrderOfTime) {
  std::string late = navigation("09.000");
  late.replace(late.find("{"), 1, R"({"pageref":"page_2",)");
  const auto one = read_har(har_of({late, navigation("01.000")}), "a.har");
  EXPECT_EQ(one->trace.size(), 6u);
  EXPECT_EQ(one->began, UnixMillis(1795407721000));
}

TEST(HarTest, OffsetsOfTimesCount) {
  std::string east = navigation("01.000");
  east.replace(east.find("04:22:01.000Z"), 13, "12:22:00.5+08:00");
  EXPECT_EQ(read_har(har_of({navigation("01.000"), east}), "a.har")->began, UnixMillis(1795407720500));
}

TEST(HarTest, FileWithoutTheChatSaysSo) {
  const auto one =
      read_har(har_of({entry_of("01.000", "5", R"("method":"GET","url":"https://example.com/")", R"("status":200)")}), "a");
  ASSERT_TRUE(one);
  EXPECT_THAT(one->trace, IsEmpty());
  EXPECT_FALSE(one->began);
  EXPECT_THAT(gaps(*one), ElementsAre(HasSubstr("none of its 1 entries asks a navigator")));
}

}  // namespace
}  // namespace redial::doctor
