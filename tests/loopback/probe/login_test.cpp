// What a probe tells of logins that work, and of those that are refused.
#include "core/wire/status_tables.hpp"
#include "tests/loopback/probe/probe_fixture.hpp"

namespace redial::doctor {
namespace {

using namespace std::chrono_literals;
using control::Policy;
using control::Refusal;
using control::TokenVerdict;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using trace::EventKind;

class ProbedLogin : public testing::ProbeFixture {};

TEST_F(ProbedLogin, GoodTokenGoesThroughAllStages) {
  const Probed probed = probe(options(token("u1")));
  EXPECT_THAT(course(probed), ElementsAre("token text +", "name resolution +", "TCP +", "navigation +", "name resolution +",
                                          "TCP +", "WebSocket upgrade +", "login +", "first ping +"));
  EXPECT_THAT(probed.stages[3].sent, Contains("POST /v2/navi.json?cloud=0 HTTP/1.1"));
  EXPECT_THAT(probed.stages[3].sent, Contains("RC-Appkey: app-key-1"));
  EXPECT_THAT(probed.stages[3].sent, Contains("token=token-1&v=5.38.0&platfrom=browser"));
  EXPECT_THAT(probed.stages[3].received, Contains("HTTP/1.1 200"));
  EXPECT_THAT(probed.stages[3].summary, HasSubstr("HTTP 200, code 200, user u1, 127.0.0.1:"));
  EXPECT_THAT(probed.stages[6].sent.front(), HasSubstr("GET /websocket?appId=app-key-1&token=token-1&sdkVer=5.38.0"));
  EXPECT_THAT(probed.stages[6].received, Contains("HTTP/1.1 101"));
  EXPECT_THAT(probed.stages[7].summary, HasSubstr("CONNACK 0: logged in, user u1"));
  EXPECT_THAT(probed.stages[8].received, ElementsAre("PINGRESP   d0"));
}

TEST_F(ProbedLogin, CaseReadsAsARunsTraceWould) {
  const Probed probed = probe(options(token("u1")));
  const std::string where = "ws://" + app.chat_address + "/websocket";
  EXPECT_THAT(
      told(probed),
      ElementsAre("navigation-requested token=token-1 detail=" + app.navigation_url + "/v2/navi.json",
                  "server-navigation code=200 user=u1 token=token-1",
                  "navigation-answered code=200 user=u1 token=token-1 detail=\"code=200 addresses=1\"",
                  "dial epoch=1 user=u1 token=token-1 detail=" + where, "socket-opened epoch=1 user=u1 token=token-1",
                  "server-login code=0 epoch=1 user=u1 token=token-1", "server-sent CONNACK 0 epoch=1 user=u1 token=token-1",
                  "server-received PINGREQ epoch=1 user=u1 token=token-1", "server-sent PINGRESP epoch=1 user=u1 token=token-1",
                  "socket-closed code=1000 epoch=1 user=u1 token=token-1 detail=\"by the client\""));
  EXPECT_EQ(probed.incident.origin, Origin::probe);
  EXPECT_EQ(probed.incident.source, app.navigation_url);
  EXPECT_TRUE(probed.incident.sight.wire);
  EXPECT_FALSE(probed.incident.sight.app);
  EXPECT_FALSE(probed.incident.sight.verdict);
  EXPECT_TRUE(probed.incident.tokens.front().presented);
  for (const trace::Event& event : probed.incident.trace) EXPECT_EQ(event.client, "client-1");
}

TEST_F(ProbedLogin, TimesAreWallTimeAndBelongToTheirStage) {
  const UnixMillis before = net::unix_now();
  const Probed probed = probe(options(token("u1")));
  const auto start = std::chrono::duration_cast<UnixMillis>(probed.incident.start.time_since_epoch());
  EXPECT_GE(start + 5s, before);
  EXPECT_LE(start, net::unix_now() + 5s);
  ASSERT_TRUE(probed.incident.began);
  for (const StageReport& stage : probed.stages) EXPECT_LT(stage.took, 1s) << stage.stage;
}

TEST_F(ProbedLogin, OverTlsTheCertificateIsTold) {
  const Probed probed = probe(over_tls(token("u1")));
  EXPECT_THAT(course(probed),
              ElementsAre("token text +", "name resolution +", "TCP +", "TLS +", "navigation +", "name resolution +", "TCP +",
                          "TLS +", "WebSocket upgrade +", "login +", "first ping +"));
  EXPECT_THAT(probed.stages[3].summary, HasSubstr("TLSv1.3, TLS_AES_256_GCM_SHA384; certificate of CN = "));
  EXPECT_THAT(probed.stages[3].summary, HasSubstr(" by CN = Redial test CA until 20"));
  EXPECT_THAT(probed.stages[3].received, Contains(HasSubstr("; for localhost, 127.0.0.1, ")));
}

TEST_F(ProbedLogin, FlaggedConnackIsReadAsNavigationAnnouncedIt) {
  app = server->create_app({.policy = {.connack = control::ConnAckLayout::v4}}).value();
  const Probed probed = probe(options(token("u1")));
  EXPECT_EQ(course(probed).back(), "first ping +");
  EXPECT_THAT(probed.stages[6].sent.front(), HasSubstr("protocolVer=4"));
  EXPECT_THAT(probed.stages[7].summary, HasSubstr("user u1"));
  EXPECT_EQ(only(probed, EventKind::server_login).code, 0);
}

TEST_F(ProbedLogin, OlderSdksAskTheOldWay) {
  ProbeOptions old = options(token("u1"));
  for (const char* version : {"5.7.3", "5.27.9", "4.99"}) {
    old.sdk_version = version;
    const Probed probed = probe(old);
    EXPECT_EQ(course(probed).back(), "first ping +") << version;
    EXPECT_THAT(probed.stages[3].sent.front(), HasSubstr("GET /navi.js?appId=app-key-1&token=token-1&callBack=x&v="));
  }
  for (const char* version : {"5.28", "5.28.0", "6.0"}) {
    old.sdk_version = version;
    EXPECT_THAT(probe(old).stages[3].sent.front(), HasSubstr("POST /v2/navi.json")) << version;
  }
}

TEST_F(ProbedLogin, OriginOfThePageIsToldToBoth) {
  ProbeOptions from_page = options(token("u1"));
  from_page.origin = "https://shop.example.com";
  const Probed probed = probe(from_page);
  EXPECT_THAT(probed.stages[3].sent, Contains("Origin: https://shop.example.com"));
  EXPECT_THAT(probed.stages[6].sent, Contains("Origin: https://shop.example.com"));
}

TEST_F(ProbedLogin, NavigatorsOfTheTokenAreAskedFirst) {
  ProbeOptions both = options(token("u1") + app.navigation_url + "/;" + app.navigation_url);
  both.navigators = {"http://127.0.0.1:1"};
  const Probed probed = probe(both);
  EXPECT_EQ(course(probed).back(), "first ping +");
  EXPECT_EQ(only(probed, EventKind::navigation_requested).detail, app.navigation_url + "/v2/navi.json");
}

TEST_F(ProbedLogin, EmptyTokenIsRefusedAsAnSdkDoesItWithoutTraffic) {
  for (const char* nothing : {"", "  \t"}) {
    const Probed probed = probe(options(nothing));
    EXPECT_THAT(course(probed), ElementsAre("token text -"));
    EXPECT_THAT(summary(probed), HasSubstr("it is empty or blank"));
    EXPECT_THAT(told(probed),
                ElementsAre("call connect #1 token=token-1", "result connect #1 code=31004 token=token-1 via=promise"));
    EXPECT_FALSE(probed.incident.tokens.front().presented);
  }
  EXPECT_TRUE(observed.empty());
}

TEST_F(ProbedLogin, DamagedTextIsToldAndPresentedAllTheSame) {
  const Probed probed = probe(options("\"" + token("u1") + "\""));
  EXPECT_EQ(course(probed).front(), "token text -");
  EXPECT_THAT(probed.stages[0].summary, HasSubstr("quotes stand around it"));
  EXPECT_EQ(course(probed).back(), "login -");
  EXPECT_THAT(probed.stages.back().received, ElementsAre(HasSubstr("CONNACK 4   20 00 04")));
  EXPECT_EQ(only(probed, EventKind::server_login).code, 4);
}

// ---- refusals ----

struct RefusalCase {
  TokenVerdict verdict;
  Refusal refusal;
};
void PrintTo(const RefusalCase& one, std::ostream* out) { *out << to_name(one.verdict) << " as " << one.refusal.status; }

std::vector<RefusalCase> refusal_cases() {
  std::vector<RefusalCase> cases;
  for (const auto& [verdict, name] : control::kVerdictNames) {
    if (verdict == TokenVerdict::valid) continue;
    cases.push_back({verdict, control::default_refusal(verdict)});
    for (const std::int32_t status : {4, 10, 2, 9, 11, 17, 19}) cases.push_back({verdict, {Refusal::Stage::login, status}});
    if (verdict == TokenVerdict::other_device) continue;  // navigation knows no device
    for (const std::int32_t status : {401, 403}) cases.push_back({verdict, {Refusal::Stage::navigation, status}});
  }
  return cases;
}

class ProbedRefusal : public testing::ProbeFixture, public ::testing::WithParamInterface<RefusalCase> {
 protected:
  std::string issue(control::IssueToken wanted) {
    wanted.user = UserId("u1");
    return perform(wanted).token.value;
  }
  // A token that was used by a device of the fixture's.
  std::string used(const control::IssueToken& wanted) {
    const std::string text = issue(wanted);
    Client client = dial(chat_url(text));
    EXPECT_EQ(status_of_login(*client), 0);
    return text;
  }
  // Options whose token the server will judge so.
  ProbeOptions with(TokenVerdict verdict) {
    ProbeOptions good = options(issue({}));
    switch (verdict) {
      case TokenVerdict::malformed:
        good.token = Token("bm90IGEgdG9rZW4gb2Ygb3Vycw==@");
        break;
      case TokenVerdict::altered:
        good.token.value[20] = good.token.value[20] == 'A' ? 'B' : 'A';
        break;
      case TokenVerdict::old_secret:
        perform(control::RotateSecret{});
        break;
      case TokenVerdict::foreign_app: {
        const control::App other = server->create_app({}).value();
        good.token = server->perform(other.app_key, control::IssueToken{.label{}, .user = UserId("u1"), .lifetime{}})->token;
        break;
      }
      case TokenVerdict::unknown_app:
        good.app_key = AppKey("nobody-has-this-key");
        break;
      case TokenVerdict::expired:
        good.token = Token(issue({.label{}, .user{}, .lifetime = 1s}));
        perform(control::AdvanceClock{1h});
        break;
      case TokenVerdict::not_yet_valid:
        good.token = Token(issue({.label{}, .user{}, .lifetime{}, .starts_in = 1h}));
        break;
      case TokenVerdict::revoked:
        perform(control::AdvanceClock{1s});
        perform(control::ExpireTokens{UserId("u1")});
        break;
      case TokenVerdict::user_blocked:
        perform(control::BlockUser{UserId("u1"), 1h});
        break;
      case TokenVerdict::user_deactivated:
        perform(control::DeactivateUser{UserId("u1")});
        break;
      case TokenVerdict::used_up:
        good.token = Token(used({.label{}, .user{}, .lifetime{}, .starts_in{}, .one_time = true}));
        break;
      case TokenVerdict::other_device:
        good.token = Token(used({.label{}, .user{}, .lifetime{}, .starts_in{}, .one_time = false, .device_bound = true}));
        break;
      case TokenVerdict::valid:
        break;
    }
    return good;
  }
};

TEST_P(ProbedRefusal, IsToldAtItsStageAndThatTokenIsPresentedOnce) {
  const auto& [verdict, refusal] = GetParam();
  app = server->create_app({.policy = {.refusals = {{verdict, refusal}}}}).value();
  const ProbeOptions asked = with(verdict);
  const Probed probed = probe(asked);
  if (refusal.stage == Refusal::Stage::navigation) {
    EXPECT_THAT(course(probed), ElementsAre("token text +", "name resolution +", "TCP +", "navigation -"));
    EXPECT_EQ(only(probed, EventKind::navigation_answered).code, refusal.status);
    EXPECT_EQ(only(probed, EventKind::navigation_answered).name, "http-status");
    EXPECT_THAT(summary(probed), HasSubstr("HTTP " + std::to_string(refusal.status)));
    return;
  }
  EXPECT_EQ(course(probed).back(), "login -");
  const trace::Event login = only(probed, EventKind::server_login);
  EXPECT_EQ(login.code, refusal.status);
  EXPECT_EQ(login.token, "token-1");
  const auto meaning = wire::connack_meaning(static_cast<std::uint16_t>(refusal.status));
  EXPECT_THAT(summary(probed), HasSubstr("CONNACK " + std::to_string(refusal.status) + ": " + std::string(meaning.meaning) +
                                         " (" + std::to_string(meaning.code) + ")"));
  only(probed, EventKind::dial);
}

INSTANTIATE_TEST_SUITE_P(, ProbedRefusal, ::testing::ValuesIn(refusal_cases()), [](const auto& one) {
  std::string name(to_name(one.param.verdict));
  std::ranges::replace(name, '-', '_');
  return name + "_" + std::to_string(one.param.refusal.status) + "_" + std::to_string(one.index);
});

}  // namespace
}  // namespace redial::doctor
