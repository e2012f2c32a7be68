// One fact after the other about a token that was refused, and what it leaves.
#include "tests/unit/doctor/diagnosis/story.hpp"

namespace redial::doctor {
namespace {

using std::chrono::hours;
using trace::ConnectionStatus;

constexpr const char* kAllButDamage =
    "cannot tell: secret-rotated token-altered token-expired token-not-yet-valid token-of-other-app token-revoked";
constexpr const char* kAgedOut = "cannot tell: secret-rotated token-expired token-revoked";

TEST(TokenFacts, NothingButARefusalLeavesAllThatAWholeTextAllows) {
  EXPECT_EQ(answer(Story().login(0, kToken, 4).diagnosed()), kAllButDamage);
}

TEST(TokenFacts, NavigationsRefusalSaysNoMoreThanConnacks) {
  EXPECT_EQ(answer(Story().asks(0, kToken, 403).diagnosed()), kAllButDamage);
  EXPECT_EQ(answer(Story().asks(0, kToken, 401).diagnosed()), kAllButDamage);
}

TEST(TokenFacts, CodeAloneLeavesTheTextOpenToo) {
  const Diagnosis told = Story({.app = true}).calls(0, "").result(1, 31004).diagnosed();
  EXPECT_EQ(told.answer, Diagnosis::Answer::cannot_tell);
  EXPECT_TRUE(open_causes(told).contains("token-damaged"));
  EXPECT_TRUE(open_causes(told).contains("token-empty"));
}

TEST(TokenFacts, SpoiltTextIsDamage) {
  for (const char* text : {"q3Zt7 Yw/2bA91kLmn0PQw==@", "q3Zt7%2BYw%2F2bA91kLmn0PQw%3D%3D@", " q3Zt7+Yw/2bA91kLmn0PQw==@",
                           "\"q3Zt7+Yw/2bA91kLmn0PQw==@\"", "q3Zt7+Yw/2bA91kLmn0PQw="})
    EXPECT_EQ(answer(Story().login(0, text, 4).diagnosed()), "found token-damaged") << text;
}

TEST(TokenFacts, LookThatAcceptedTokensHaveIsNoDamage) {
  EXPECT_NE(answer(Story().login(0, "abcdefghij12345@", 0, "bob").login(5, "klmnopqrst67890@", 4).diagnosed()),
            "found token-damaged");
}

TEST(TokenFacts, TokenThatWasGoodBeforeHasEnded) {
  EXPECT_EQ(answer(Story().login(0, kToken, 0).login(100, kToken, 4).diagnosed()), kAgedOut);
}

TEST(TokenFacts, GoodUnderAnotherAppKeySaysNothing) {
  EXPECT_EQ(answer(Story().login(0, kToken, 0, "alice", kOtherKey).login(100, kToken, 4).diagnosed()), kAllButDamage);
}

TEST(TokenFacts, TokenThatIsGoodLaterCameTooEarly) {
  EXPECT_EQ(answer(Story().login(0, kToken, 4).login(100, kToken, 0).diagnosed()), "found token-not-yet-valid");
}

TEST(TokenFacts, GoodBeforeAndAfterIsNothingThatATokenDoes) {
  const Diagnosis diagnosis = Story().login(0, kToken, 0).login(50, kToken, 4).login(100, kToken, 0).diagnosed();
  EXPECT_EQ(answer(diagnosis), "cannot tell:");
  EXPECT_NE(diagnosis.deciding_fact, "");
}

TEST(TokenFacts, PastItsIssuersEndItHasExpired) {
  EXPECT_EQ(answer(Story().issues(0, kToken, ",\"expires_in\":60").login(61, kToken, 4).diagnosed()), "found token-expired");
}

TEST(TokenFacts, WellBeforeItsIssuersEndItHasNotExpired) {
  EXPECT_EQ(answer(Story().issues(0, kToken, ",\"expires_in\":3600").login(1, kToken, 0).login(61, kToken, 4).diagnosed()),
            "cannot tell: secret-rotated token-revoked");
}

TEST(TokenFacts, ShortlyBeforeItsEndNobodyKnows) {
  EXPECT_EQ(answer(Story().issues(0, kToken, ",\"expires_in\":3600").login(1, kToken, 0).login(3590, kToken, 4).diagnosed()),
            kAgedOut);
}

TEST(TokenFacts, GivenLifetimeCountsFromTheIssueOrFromTheFirstSight) {
  const Knowledge day{.token_lifetime = hours(24)};
  EXPECT_EQ(answer(Story().issues(0, kToken).login(90'000, kToken, 4).diagnosed(day)), "found token-expired");
  EXPECT_EQ(answer(Story().login(0, kToken, 0).login(90'000, kToken, 4).diagnosed(day)), "found token-expired");
  EXPECT_EQ(answer(Story().login(0, kToken, 0).login(60, kToken, 4).diagnosed(day)), kAgedOut);
}

TEST(TokenFacts, AsOldATokenThatStaysGoodRulesOutARotation) {
  Story story;
  story.login(0, kBobs, 0, "bob").login(10, kToken, 0).login(100, kToken, 4).login(110, kBobs, 0, "bob");
  EXPECT_EQ(answer(story.diagnosed()), "cannot tell: token-expired token-revoked");
}

TEST(TokenFacts, NeitherExpiredNorRotatedIsRevoked) {
  Story story;
  story.issues(0, kToken, ",\"expires_in\":86400").login(1, kBobs, 0, "bob").login(10, kToken, 0);
  story.login(100, kToken, 4).login(110, kBobs, 0, "bob");
  EXPECT_EQ(answer(story.diagnosed()), "found token-revoked");
}

TEST(TokenFacts, TokenThatMayBeYoungerThanARotationProvesNothing) {
  EXPECT_EQ(answer(Story()
                       .login(10, kToken, 0)
                       .login(50, kYounger, 0, "bob")
                       .login(100, kToken, 4)
                       .login(110, kYounger, 0, "bob")
                       .diagnosed()),
            kAgedOut);
}

TEST(TokenFacts, TokensOfSeveralUsersThatEndTogetherAreARotation) {
  Story story;
  story.issues(0, kToken, ",\"expires_in\":86400").issues(0, kBobs, ",\"expires_in\":86400");
  story.login(1, kToken, 0).login(2, kBobs, 0, "bob").login(100, kToken, 4).login(101, kBobs, 4).login(110, kYounger, 0);
  EXPECT_EQ(answer(story.diagnosed()), "found secret-rotated");
}

TEST(TokenFacts, TokensThatEndTogetherMayBeOfOneAge) {
  Story story;
  story.login(1, kToken, 0).login(2, kBobs, 0, "bob").login(100, kToken, 4).login(101, kBobs, 4).login(110, kYounger, 0);
  EXPECT_EQ(answer(story.diagnosed()), kAgedOut);
}

TEST(TokenFacts, IssueForAnotherAppKeyIsTheCause) {
  const Diagnosis diagnosis =
      Story().issues(0, kToken, std::string(",\"appKey\":\"") + kOtherKey + "\"").login(1, kToken, 4).diagnosed();
  EXPECT_EQ(answer(diagnosis), "found token-of-other-app");
  EXPECT_NE(diagnosis.summary.find("31004"), std::string::npos);
}

TEST(TokenFacts, IssueForTheSameAppKeyRulesItOut) {
  const Diagnosis diagnosis =
      Story().issues(0, kToken, std::string(",\"appKey\":\"") + kKey + "\"").login(1, kToken, 4).diagnosed();
  EXPECT_EQ(answer(diagnosis), "cannot tell: secret-rotated token-expired token-not-yet-valid token-revoked");
}

TEST(TokenFacts, WhatAnswersCallAppKeyMayBeSomethingElse) {
  const std::string misnamed = ",\"appId\":\"42\"";
  Story story;
  story.issues(0, kBobs, misnamed).login(1, kBobs, 0, "bob").issues(2, kToken, misnamed).login(3, kToken, 4);
  EXPECT_NE(answer(story.diagnosed()), "found token-of-other-app");
}

TEST(TokenFacts, ChangedCharactersAreAnAlteration) {
  EXPECT_EQ(answer(Story().issues(0, kToken).login(1, "q3Zt8+Yw/2bA91kLmn0PQw==@", 4).diagnosed()), "found token-altered");
}

TEST(TokenFacts, PartOfTheIssuedTextIsDamageThoughItLooksWhole) {
  EXPECT_EQ(answer(Story().issues(0, kToken).login(1, "q3Zt7+Yw/2bA91kL", 4).diagnosed()), "found token-damaged");
}

TEST(TokenFacts, NoTrafficAtAllMeansAnEmptyToken) {
  Story story({.app = true, .wire = true});
  story.calls(0)
      .asks(0.1, kToken, 200, R"({"code":200,"serverAddr":[{"addr":"im.example.com:443"}]})")
      .login(0.5, kToken, 0)
      .result(1, 0);
  story.calls(10, "").result(10.001, 31004);
  EXPECT_EQ(answer(story.diagnosed()), "found token-empty");
}

TEST(TokenFacts, NoTrafficInARecordWithGapsMeansNothing) {
  Story story({.app = true, .wire = true});
  story.calls(0).login(0.5, kToken, 0).result(1, 0).calls(10, "").result(10.001, 31004).gap();
  EXPECT_EQ(story.diagnosed().answer, Diagnosis::Answer::cannot_tell);
}

TEST(TokenFacts, CodeOfItsOwnSaysExpired) {
  EXPECT_EQ(answer(Story().login(0, kToken, 10).diagnosed()), "found token-expired");
  EXPECT_EQ(answer(Story().login(0, kToken, 0).disconnected(5, 7).diagnosed()), "found token-expired");
}

TEST(TokenFacts, CodeOfItsOwnIsDoubtedWhereTheTokenHasTimeLeft) {
  EXPECT_EQ(answer(Story().issues(0, kToken, ",\"expires_in\":86400").login(1, kToken, 10).diagnosed()),
            "cannot tell: secret-rotated token-revoked");
}

TEST(TokenFacts, FreshTokenOfTheDoctorsOwnIsNotTheIncident) {
  Case one = Story().login(0, " q3Zt7+Yw/2bA91kLmn0PQw==@", 4).login(1, kYounger, 9).finish();
  one.api.fresh_token = "token-2";
  one.api.fresh_token_accepted = false;
  EXPECT_EQ(answer(diagnose(one)), "found token-damaged");
}

TEST(TokenFacts, AnotherRegionsNavigatorsAreAnotherDataCentre) {
  Case one = Story().asks(0, kToken, 403).finish();
  for (trace::Event& event : one.trace)
    if (event.kind == trace::EventKind::navigation_requested) event.detail = "https://nav.us-light-edge.com/v2/navi.json";
  one.tokens.front().text.navigators = {"https://nav.sg-light-edge.com"};
  EXPECT_EQ(answer(diagnose(one)), "found wrong-data-centre");
}

}  // namespace
}  // namespace redial::doctor
