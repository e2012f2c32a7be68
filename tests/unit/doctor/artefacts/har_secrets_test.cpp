// Secrets stand in many places of a HAR; none of them gets into a case.
#include <gmock/gmock.h>

#include "tests/unit/doctor/artefacts/har_text.hpp"

namespace redial::doctor {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kPassword = "Pa55w0rd-of-somebody";

// All that a case says, in one text.
std::string everything(const Case& one) {
  std::string all = one.source + one.sdk + one.profile;
  for (const trace::Event& event : one.trace)
    for (const std::string* text :
         {&event.client, &event.user, &event.token, &event.name, &event.via, &event.detail, &event.frame.bytes})
      all += *text + "\n";
  for (const Gap& gap : one.gaps) all += gap.where + gap.what + "\n";
  for (const SeenToken& token : one.tokens) {
    all += token.label + token.issued_for + token.user + token.issued_as + "\n";
    for (const std::string& navigator : token.text.navigators) all += navigator + "\n";
  }
  for (const SeenAppKey& key : one.app_keys) all += key.label + key.hint + "\n";
  return all;
}

TEST(HarSecretsTest, NothingOfAFileGetsPastTheNarrator) {
  const std::string token = "q3Zt7+Yw/2bA91kLmn0PQw==";
  const std::string headers = R"("headers":[{"name":"Cookie","value":")" + token +
                              R"("},{"name":"Authorization","value":"Bearer )" + kPassword +
                              R"("},{"name":"RC-Token","value":")" + token + R"("}])";
  const auto request = [&](const std::string& url) { return R"("method":"GET","url":")" + url + R"(",)" + headers; };
  const std::string error = R"("_error":"net::ERR_FAILED for )" + token + " of " + kAppKey + R"(")";
  const auto one = read_har(
      har_of(
          {navigation("01.000"),
           entry_of("02.000", "5",
                    request(std::string("http://user:") + kPassword + "@127.0.0.1:1/v2/navi.json?token=" + token + "#" + token),
                    R"("status":0,)" + error),
           entry_of(
               "03.000", "5",
               request(std::string("ws://user:") + kPassword + "@127.0.0.1:2/websocket?appId=" + kAppKey + "&token=" + token),
               R"("status":0,"statusText":")" + token + R"(",)" + error,
               R"("_webSocketMessages":[{"type":"error","data":"failed: )" + token + R"("}])"),
           socket("04.000", message("receive", "24.5", 8, "A+hxM1p0NytZdy8yYkE5MWtMbW4wUFF3PT0=") + "," +
                                message("receive", "24.6", 2, token)),
           entry_of("05.000", "5",
                    R"("method":"GET","url":"https://app.example.com/)" + token + R"(/login?password=)" + kPassword + R"(")",
                    R"("status":200,"content":{"text":"{\"token\":\")" + token + R"(\"}"})")}),
      "a.har");
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_GT(one->trace.size(), 10u);
  const std::string all = everything(*one);
  EXPECT_THAT(all, Not(HasSubstr("q3Zt7")));
  EXPECT_THAT(all, Not(HasSubstr(kAppKey)));
  EXPECT_THAT(all, Not(HasSubstr(kPassword)));
}

TEST(HarSecretsTest, MaskedTokenIsAGapAndNoDamagedToken) {
  const auto one =
      read_har(har_of({entry_of("01.000", "5",
                                socket_request("ws://127.0.0.1:2/websocket?appId=REDACTED&token=%5BREDACTED%5D&sdkVer=5.38.0"),
                                R"("status":101)", R"("_webSocketMessages":[)" + message("receive", "21.1", 2, "IAAE") + "]")}),
               "a.har");
  EXPECT_THAT(texts(*one).back(), HasSubstr("CONNACK 4"));
  EXPECT_TRUE(one->tokens.empty());
  EXPECT_TRUE(one->app_keys.empty());
  EXPECT_THAT(gaps(*one).front(), HasSubstr("taken out of the file"));
}

}  // namespace
}  // namespace redial::doctor
