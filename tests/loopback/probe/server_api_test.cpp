// What a probe learns from the app's Server API, where it is given the app's secret.
#include "doctor/probe/server_api.hpp"

#include "tests/loopback/probe/odd_server.hpp"
#include "tests/loopback/probe/probe_fixture.hpp"

namespace redial::doctor {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using testing::OddServer;
using trace::EventKind;

class ProbedServerApi : public testing::ProbeFixture {
 protected:
  ProbeOptions with_secret(const std::string& token_text, bool issue = false) {
    ProbeOptions asked = options(token_text);
    asked.server_api = ServerApiOptions{server->server_api_url(), app.secret, UserId("u1"), issue};
    return asked;
  }
  // With a stage of its own that says so?
  static const StageReport* stage_at(const Probed& probed, const std::string& path) {
    for (const StageReport& stage : probed.stages)
      if (stage.stage == kServerApiStage && stage.where.ends_with(path)) return &stage;
    return nullptr;
  }
};

TEST_F(ProbedServerApi, NothingIsKnownWhereItIsNotAsked) {
  const ApiFacts facts = probe(options(token("u1"))).incident.api;
  EXPECT_FALSE(facts.app_in_service || facts.secret_fits || facts.user_blocked || facts.fresh_token_accepted);
}

TEST_F(ProbedServerApi, SecretThatFitsAndAUserInGoodStanding) {
  const Probed probed = probe(with_secret(token("u1")));
  EXPECT_EQ(probed.incident.api.app_in_service, true);
  EXPECT_EQ(probed.incident.api.secret_fits, true);
  EXPECT_EQ(probed.incident.api.user, "u1");
  EXPECT_EQ(probed.incident.api.user_blocked, false);
  EXPECT_EQ(probed.incident.api.user_deactivated, false);
  EXPECT_FALSE(probed.incident.api.fresh_token_accepted);
  const StageReport* asked = stage_at(probed, "/user/checkOnline.json");
  ASSERT_NE(asked, nullptr);
  EXPECT_TRUE(asked->passed);
  EXPECT_THAT(asked->sent, Contains("App-Key: app-key-1"));
  EXPECT_THAT(asked->sent, Contains("Signature: secret"));
  EXPECT_EQ(find(probed, EventKind::token_fetched), nullptr);
}

TEST_F(ProbedServerApi, SecretOfBeforeARotationDoesNotFit) {
  perform(control::RotateSecret{});
  const Probed probed = probe(with_secret(token("u1"), true));
  EXPECT_EQ(probed.incident.api.secret_fits, false);
  EXPECT_FALSE(probed.incident.api.user_blocked);
  EXPECT_FALSE(probed.incident.api.fresh_token_accepted);
  EXPECT_EQ(stage_at(probed, "/user/getToken.json"), nullptr);
}

TEST_F(ProbedServerApi, UnknownAppKeyIsNotTakenForAWrongSecret) {
  ProbeOptions asked = with_secret(token("u1"));
  asked.app_key = AppKey("nobody-has-this-key");
  const Probed probed = probe(asked);
  EXPECT_EQ(probed.incident.api.app_in_service, false);
  EXPECT_FALSE(probed.incident.api.secret_fits);
}

TEST_F(ProbedServerApi, BlockedAndDeactivatedUsersAreFound) {
  const std::string good = token("u1");
  perform(control::BlockUser{UserId("u1"), 1h});
  EXPECT_EQ(probe(with_secret(good)).incident.api.user_blocked, true);
  perform(control::UnblockUser{UserId("u1")});
  perform(control::DeactivateUser{UserId("u1")});
  const ApiFacts facts = probe(with_secret(good)).incident.api;
  EXPECT_EQ(facts.user_blocked, false);
  EXPECT_EQ(facts.user_deactivated, true);
}

TEST_F(ProbedServerApi, UserIsLookedForOnLaterPagesToo) {
  for (int i = 0; i < 60; ++i) perform(control::DeactivateUser{UserId("a" + std::to_string(i))});
  const std::string good = token("u1");
  EXPECT_EQ(probe(with_secret(good)).incident.api.user_deactivated, false);
  perform(control::DeactivateUser{UserId("u1")});
  EXPECT_EQ(probe(with_secret(good)).incident.api.user_deactivated, true);
}

TEST_F(ProbedServerApi, UserBehindTheLastPageIsNotClaimedToBeInGoodStanding) {
  for (int i = 0; i < kMaxUserPages * 50; ++i) perform(control::DeactivateUser{UserId("a" + std::to_string(i))});
  EXPECT_FALSE(probe(with_secret(token("u1"))).incident.api.user_deactivated);
}

TEST_F(ProbedServerApi, UserIsTheOneWhomNavigationOrLoginNamed) {
  ProbeOptions unnamed = with_secret(token("u7"));
  unnamed.server_api->user = {};
  EXPECT_EQ(probe(unnamed).incident.api.user, "u7");
}

TEST_F(ProbedServerApi, FreshTokenIsAcceptedWhereTheOldOneIsTheMatter) {
  const std::string old = token("u1");
  perform(control::AdvanceClock{1s});
  perform(control::ExpireTokens{UserId("u1")});
  const Probed probed = probe(with_secret(old, true));
  EXPECT_EQ(probed.incident.api.fresh_token, "token-2");
  EXPECT_EQ(probed.incident.api.fresh_token_accepted, true);
  const trace::Event issue = only(probed, EventKind::token_fetched);
  EXPECT_EQ(issue.token, "token-2");
  EXPECT_EQ(issue.user, "u1");
  EXPECT_EQ(probed.incident.tokens.at(1).issued_for, "app-key-1");
  EXPECT_THAT(told(probed), Contains(HasSubstr("server-login code=4 epoch=1 token=token-1")));
  EXPECT_THAT(told(probed), Contains(HasSubstr("server-login code=0 epoch=2 user=u1 token=token-2")));
  EXPECT_EQ(all_text(probed).find("accessToken"), std::string::npos);
}

TEST_F(ProbedServerApi, NoTokenIsIssuedWhereTheOneGivenIsAccepted) {
  const Probed probed = probe(with_secret(token("u1"), true));
  EXPECT_EQ(stage_at(probed, "/user/getToken.json"), nullptr);
  EXPECT_EQ(probed.incident.tokens.size(), 1u);
}

TEST_F(ProbedServerApi, FreshTokenIsRefusedWhereTheTokenIsNotTheMatter) {
  const std::string good = token("u1");
  perform(control::BlockUser{UserId("u1"), 1h});
  EXPECT_EQ(probe(with_secret(good, true)).incident.api.fresh_token_accepted, false);
}

TEST_F(ProbedServerApi, FreshTokenRefusedAtNavigationIsRefused) {
  app = server
            ->create_app(
                {.policy = {.refusals = {{control::TokenVerdict::user_blocked, {control::Refusal::Stage::navigation, 403}}}}})
            .value();
  const std::string good = token("u1");
  perform(control::BlockUser{UserId("u1"), 1h});
  EXPECT_EQ(probe(with_secret(good, true)).incident.api.fresh_token_accepted, false);
}

TEST_F(ProbedServerApi, FreshTokenWhoseLoginIsNotAnsweredSaysNothing) {
  const std::string good = token("u1");
  arm({.kind = fault::FaultKind::connack_withhold});
  const Probed probed = probe(with_secret(good, true));
  EXPECT_EQ(probed.incident.api.fresh_token, "token-2");
  EXPECT_FALSE(probed.incident.api.fresh_token_accepted);
}

TEST_F(ProbedServerApi, AnswersThatSayNothingAreNotTakenForFacts) {
  for (const char* answer : {"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
                             "HTTP/1.1 429 No\r\nContent-Length: 13\r\n\r\n{\"code\":1008}", "SSH-2.0-server\r\n"}) {
    const OddServer api(answer);
    ProbeOptions asked = with_secret(token("u1"), true);
    asked.server_api->url = api.url("http");
    const ApiFacts facts = probe(asked).incident.api;
    EXPECT_FALSE(facts.secret_fits || facts.app_in_service || facts.fresh_token_accepted) << answer;
  }
}

TEST_F(ProbedServerApi, SilentApiDoesNotSpoilTheLogin) {
  const OddServer silent("");
  ProbeOptions asked = with_secret(token("u1"));
  asked.server_api->url = silent.url("http");
  const Probed probed = probe(asked);
  EXPECT_THAT(course(probed), Contains("first ping +"));
  EXPECT_EQ(course(probed).back(), "Server API -");
}

}  // namespace
}  // namespace redial::doctor
