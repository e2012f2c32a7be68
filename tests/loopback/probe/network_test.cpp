// What a probe tells where a login does not come as far as an answer: names, TCP, navigation, upgrade, silence.
#include "doctor/case/failure.hpp"
#include "tests/loopback/probe/odd_server.hpp"
#include "tests/loopback/probe/probe_fixture.hpp"

namespace redial::doctor {
namespace {

using namespace std::chrono_literals;
using fault::FaultKind;
using fault::Moment;
using fault::Plane;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::OddServer;
using trace::EventKind;

class ProbedNetwork : public testing::ProbeFixture {
 protected:
  ProbeOptions asking(const std::string& navigator) {
    ProbeOptions asked = options(token("u1"));
    asked.navigators = {navigator};
    return asked;
  }
};

// ---- names and TCP ----

TEST_F(ProbedNetwork, NameWithoutAddressIsToldAndNothingElseAsked) {
  const Probed probed = probe(asking("http://nowhere.invalid"));
  EXPECT_THAT(course(probed), ElementsAre("token text +", "name resolution -"));
  EXPECT_EQ(probed.stages[1].where, "nowhere.invalid");
  EXPECT_EQ(only(probed, EventKind::navigation_failed).name, "name-not-resolved");
}

TEST_F(ProbedNetwork, NameThatNoResolverCanAskForIsTold) {
  const Probed probed = probe(asking("http://" + std::string(70, 'a')));  // a label has at most 63 bytes
  EXPECT_EQ(course(probed).back(), "name resolution -");
  EXPECT_EQ(only(probed, EventKind::navigation_failed).name, "name-not-resolved");
}

TEST_F(ProbedNetwork, NameOfThisMachineIsResolved) {
  const std::string port = app.navigation_url.substr(app.navigation_url.rfind(':'));
  const Probed probed = probe(asking("http://localhost" + port));
  EXPECT_EQ(course(probed).back(), "first ping +");
  EXPECT_THAT(probed.stages[1].received, Contains("127.0.0.1"));
}

TEST_F(ProbedNetwork, ClosedPortOfTheNavigatorIsTold) {
  arm({.kind = FaultKind::refuse, .plane = Plane::navigation});
  const Probed probed = probe(options(token("u1")));
  EXPECT_THAT(course(probed), ElementsAre("token text +", "name resolution +", "TCP -"));
  EXPECT_EQ(only(probed, EventKind::navigation_failed).name, "refused");
  EXPECT_EQ(find(probed, EventKind::dial), nullptr);
}

TEST_F(ProbedNetwork, ClosedPortOfTheChatServerIsTold) {
  arm({.kind = FaultKind::refuse});
  const Probed probed = probe(options(token("u1")));
  EXPECT_THAT(course(probed),
              ElementsAre("token text +", "name resolution +", "TCP +", "navigation +", "name resolution +", "TCP -"));
  EXPECT_EQ(only(probed, EventKind::socket_failed).name, "refused");
}

TEST_F(ProbedNetwork, NextNavigatorIsAskedWhereTheFirstCannotBe) {
  ProbeOptions two = options(token("u1"));
  two.navigators = {"http://nowhere.invalid", app.navigation_url};
  const Probed probed = probe(two);
  EXPECT_EQ(course(probed).back(), "first ping +");
  EXPECT_EQ(only(probed, EventKind::navigation_failed).name, "name-not-resolved");
}

TEST_F(ProbedNetwork, AddressesAreTriedByPreference) {
  arm({.kind = FaultKind::navigation_stale_address});
  const Probed probed = probe(options(token("u1")));
  EXPECT_EQ(course(probed).back(), "first ping +");
  EXPECT_EQ(only(probed, EventKind::socket_failed).epoch, Epoch(1));
  EXPECT_EQ(only(probed, EventKind::server_login).epoch, Epoch(2));
}

TEST_F(ProbedNetwork, NoMoreThanFourAddressesAreTried) {
  std::string body = R"({"code":200,"serverAddr":[)";
  for (int i = 1; i <= 9; ++i)
    body += (i > 1 ? "," : "") + std::string(R"({"addr":"nowhere)") + std::to_string(i) + R"(.invalid:1","protocol":5})";
  body += "]}";
  const OddServer navigator("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  const Probed probed = probe(asking(navigator.url("http")));
  std::size_t dials = 0;
  for (const trace::Event& event : probed.incident.trace) dials += event.kind == EventKind::dial;
  EXPECT_EQ(dials, kMaxAddresses);
}

// ---- navigation ----

struct NavigationCase {
  fault::FaultSpec fault;
  std::string failure, summary;
};
void PrintTo(const NavigationCase& one, std::ostream* out) { *out << fault::describe(one.fault.kind).name; }

class ProbedNavigation : public testing::ProbeFixture, public ::testing::WithParamInterface<NavigationCase> {};

TEST_P(ProbedNavigation, EndsThereAndSaysHow) {
  const auto& [fault, failure, words] = GetParam();
  arm(fault);
  const Probed probed = probe(options(token("u1")));
  EXPECT_THAT(course(probed), ElementsAre("token text +", "name resolution +", "TCP +", "navigation -"));
  EXPECT_THAT(summary(probed), HasSubstr(words));
  const trace::Event* answered = find(probed, EventKind::navigation_answered);
  const trace::Event* failed = find(probed, EventKind::navigation_failed);
  ASSERT_TRUE((answered != nullptr) != (failed != nullptr));
  EXPECT_EQ((answered ? answered : failed)->name, failure);
}

INSTANTIATE_TEST_SUITE_P(
    , ProbedNavigation,
    ::testing::Values(
        NavigationCase{{.kind = FaultKind::navigation_hang}, "silent", "no answer in 0.3 s"},
        NavigationCase{{.kind = FaultKind::navigation_reset}, "reset", "reset by peer ahead of a complete answer"},
        NavigationCase{{.kind = FaultKind::navigation_close}, "closed", "closed by peer ahead of a complete answer"},
        NavigationCase{{.kind = FaultKind::navigation_truncated}, "closed", "closed by peer ahead of a complete answer"},
        NavigationCase{{.kind = FaultKind::navigation_status, .status = 500}, "http-status", "HTTP 500"},
        NavigationCase{{.kind = FaultKind::navigation_status, .status = 416}, "http-status", "HTTP 416"},
        NavigationCase{{.kind = FaultKind::navigation_code, .status = 403}, "http-status", "code 403"},
        NavigationCase{{.kind = FaultKind::navigation_garbage}, "unusable", "no JSON object"},
        NavigationCase{{.kind = FaultKind::navigation_empty}, "unusable", "no JSON object"},
        NavigationCase{{.kind = FaultKind::navigation_wrong_types}, "unusable", "'code' is no integer"},
        NavigationCase{{.kind = FaultKind::navigation_oversized, .bytes = 300'000}, "unusable", "longer than"},
        NavigationCase{{.kind = FaultKind::navigation_no_address}, "unusable", "no address of a chat server"}),
    [](const auto& one) {
      std::string name(fault::describe(one.param.fault.kind).name);
      std::ranges::replace(name, '-', '_');
      return name + "_" + std::to_string(one.index);
    });

TEST_F(ProbedNetwork, NavigatorThatSendsOnIsFollowedAsBrowsersDo) {
  arm({.kind = FaultKind::navigation_redirect});
  const Probed probed = probe(options(token("u1")));
  EXPECT_EQ(course(probed).back(), "first ping +");
  EXPECT_THAT(probed.stages[3].summary, HasSubstr("HTTP 307, browsers ask " + app.navigation_url + "/"));
  EXPECT_THAT(probed.stages[6].sent, Contains("token=token-1&v=5.38.0&platfrom=browser"));
}

TEST_F(ProbedNetwork, NavigatorThatSendsOnForEverIsLeft) {
  const OddServer circle("HTTP/1.1 308 On\r\nLocation: /v2/navi.json\r\nContent-Length: 0\r\n\r\n");
  const Probed probed = probe(asking(circle.url("http")));
  EXPECT_EQ(course(probed).back(), "navigation -");
  std::size_t answers = 0;
  for (const trace::Event& event : probed.incident.trace) answers += event.kind == EventKind::navigation_answered;
  EXPECT_EQ(answers, 1u + kMaxRedirects);
}

TEST_F(ProbedNetwork, ServerThatSpeaksNoHttpIsTold) {
  const OddServer ssh("SSH-2.0-server\r\n");
  const Probed probed = probe(asking(ssh.url("http")));
  EXPECT_EQ(course(probed).back(), "navigation -");
  EXPECT_EQ(only(probed, EventKind::navigation_failed).name, "unusable");
}

TEST_F(ProbedNetwork, LongAnswerIsRedactedAndCut) {
  const std::string good = token("u1");
  const std::string body = std::string(kMaxLineBytes - 12, '.') + good + std::string(1000, '.');
  const OddServer portal("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  ProbeOptions asked = options(good);
  asked.navigators = {portal.url("http")};
  const Probed probed = probe(asked);
  EXPECT_THAT(probed.stages[3].received, Contains(HasSubstr(".token-1.....… (")));
}

TEST_F(ProbedNetwork, ControlCharactersOfAnAnswerReachNoTerminal) {
  const OddServer rude("HTTP/1.1 500 No\r\nContent-Length: 8\r\n\r\n\x1b[31m\xff\x07z");
  const Probed probed = probe(asking(rude.url("http")));
  EXPECT_EQ(all_text(probed).find('\x1b'), std::string::npos);
  EXPECT_THAT(probed.stages[3].received, Contains(".[31m..z"));
}

// ---- the chat server ----

struct ChatCase {
  fault::FaultSpec fault;
  std::string stage, words, event, failure;
};
void PrintTo(const ChatCase& one, std::ostream* out) { *out << fault::describe(one.fault.kind).name; }

class ProbedChat : public testing::ProbeFixture, public ::testing::WithParamInterface<ChatCase> {};

TEST_P(ProbedChat, EndsThereAndSaysHow) {
  const auto& [fault, stage, words, kind, failure] = GetParam();
  arm(fault);
  const Probed probed = probe(options(token("u1")));
  EXPECT_EQ(course(probed).back(), stage + " -");
  EXPECT_THAT(summary(probed), HasSubstr(words));
  const trace::Event end = only(probed, *trace::kind_from_name(kind));
  EXPECT_EQ(end.kind == EventKind::socket_failed ? end.name : end.detail, failure);
}

INSTANTIATE_TEST_SUITE_P(
    , ProbedChat,
    ::testing::Values(
        ChatCase{{.kind = FaultKind::upgrade_status, .status = 403},
                 "WebSocket upgrade",
                 "HTTP status 403",
                 "socket-failed",
                 "http-status"},
        ChatCase{{.kind = FaultKind::upgrade_status, .status = 502},
                 "WebSocket upgrade",
                 "HTTP status 502",
                 "socket-failed",
                 "http-status"},
        ChatCase{
            {.kind = FaultKind::upgrade_garbage}, "WebSocket upgrade", "a key that does not fit", "socket-failed", "unusable"},
        ChatCase{{.kind = FaultKind::upgrade_hang}, "WebSocket upgrade", "no answer in 0.3 s", "socket-failed", "silent"},
        ChatCase{{.kind = FaultKind::connack_withhold}, "login", "no CONNACK: no answer in 0.3 s", "socket-failed", "silent"},
        ChatCase{{.kind = FaultKind::reset, .moment = Moment::open},
                 "login",
                 "no CONNACK: the connection ended: reset by peer",
                 "socket-closed",
                 "by the server, reset by peer"},
        ChatCase{{.kind = FaultKind::close, .moment = Moment::open},
                 "login",
                 "no CONNACK: the connection ended: closed by peer",
                 "socket-closed",
                 "by the server, closed by peer"},
        ChatCase{{.kind = FaultKind::ping_unanswered},
                 "first ping",
                 "no PINGRESP: no answer in 0.3 s",
                 "socket-closed",
                 "by the client"}),
    [](const auto& one) {
      std::string name(fault::describe(one.param.fault.kind).name);
      std::ranges::replace(name, '-', '_');
      return name + "_" + std::to_string(one.index);
    });

// The dial itself may notice it already.
TEST_F(ProbedNetwork, ResetOfAnAcceptedConnectionIsToldWhereverItIsNoticed) {
  arm({.kind = FaultKind::reset, .moment = Moment::accept});
  const Probed probed = probe(options(token("u1")));
  EXPECT_THAT(course(probed).back(), AnyOf("TCP -", "WebSocket upgrade -"));
  EXPECT_EQ(only(probed, EventKind::socket_failed).name, "reset");
}

TEST_F(ProbedNetwork, RefusedUpgradeIsShownWithItsHeaders) {
  const OddServer proxy("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");
  const std::string address = proxy.url("ws").substr(5);
  const std::string body = R"({"code":200,"serverAddr":[{"addr":")" + address + R"(","protocol":5}]})";
  const OddServer navigator("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  const Probed probed = probe(asking(navigator.url("http")));
  EXPECT_EQ(course(probed).back(), "WebSocket upgrade -");
  EXPECT_THAT(probed.stages.back().received, ElementsAre("HTTP/1.1 407", "Proxy-Authenticate: Basic", "Content-Length: 0"));
  EXPECT_EQ(only(probed, EventKind::socket_failed).code, 407);
}

TEST_F(ProbedNetwork, DisconnectInThePlaceOfAPingsAnswerIsTold) {
  arm({.kind = FaultKind::disconnect, .status = 1});
  const Probed probed = probe(options(token("u1")));
  EXPECT_EQ(course(probed).back(), "first ping -");
  EXPECT_THAT(summary(probed), HasSubstr("DISCONNECT 1: kicked by another login"));
  EXPECT_THAT(told(probed), Contains(HasSubstr("server-sent DISCONNECT 1")));
}

TEST_F(ProbedNetwork, RedirectedLoginAsksNavigationAgainAndNotForEver) {
  arm({.name = "once", .kind = FaultKind::connack_status, .status = 6, .last = 1});
  const Probed once = probe(options(token("u1")));
  EXPECT_EQ(course(once).back(), "first ping +");
  perform(control::ClearFaults{"once"});
  arm({.kind = FaultKind::connack_status, .status = 6});
  const Probed always = probe(options(token("u1")));
  EXPECT_EQ(course(always).back(), "login -");
  std::size_t logins = 0;
  for (const trace::Event& event : always.incident.trace) logins += event.kind == EventKind::server_login;
  EXPECT_EQ(logins, 1u + kMaxRedirects);
}

// ---- options that make no sense ----

TEST_F(ProbedNetwork, OptionsThatCannotWorkAreErrors) {
  ProbeOptions nobody = options(token("u1"));
  nobody.navigators.clear();
  EXPECT_THAT(to_text(doctor::probe(nobody).error()), HasSubstr("the token names none"));
  for (const char* url : {"127.0.0.1:1", "ws://127.0.0.1:1", "http://", "http://127.0.0.1:0"})
    EXPECT_FALSE(doctor::probe(asking(url))) << url;
  ProbeOptions no_ca = options(token("u1"));
  no_ca.trusted_ca = "/nowhere/ca.pem";
  EXPECT_THAT(to_text(doctor::probe(no_ca).error()), HasSubstr("/nowhere/ca.pem"));
}

}  // namespace
}  // namespace redial::doctor
