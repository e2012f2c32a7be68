// The mock server over real sockets: what a client meets when it logs in, is refused, disturbed and dropped, and what is
// observed.
#include "mock_server/server/mock_server.hpp"

#include "net/clock.hpp"
#include "net/tcp.hpp"
#include "tests/loopback/mock_server_fixture.hpp"
#include "tests/unit/net/stream_peer.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::FaultKind;
using fault::FaultSpec;
using fault::Moment;
using testing::post;
using trace::EventKind;

class MockServerTest : public testing::MockServerFixture {};

const wire::Bytes kPing{0xc0};
const wire::Bytes kPong{0xd0};

// ---- login ----

TEST_F(MockServerTest, GoodTokenLogsInOverWs) { EXPECT_NE(login("u1"), nullptr); }
TEST_F(MockServerTest, GoodTokenLogsInOverWss) { EXPECT_NE(login("u1", true), nullptr); }

TEST_F(MockServerTest, ConnackNamesTheUser) {
  auto client = dial(chat_url(token("u1")));
  EXPECT_EQ(std::get<wire::ConnAck>(receive(*client)).user, "u1");
}

TEST_F(MockServerTest, MalformedTokenIsRefusedAndTheConnectionClosed) {
  auto client = dial(chat_url("nonsense"));
  EXPECT_EQ(status_of_login(*client), 4);
  EXPECT_TRUE(client->closed().ends_with("closed by peer"));
}

TEST_F(MockServerTest, PingIsAnswered) {
  auto client = login("u1");
  client->send(kPing);
  EXPECT_EQ(client->receive(), kPong);
}

TEST_F(MockServerTest, UpgradeOnAnotherPathIsRefused) {
  EXPECT_EQ(dial("ws://" + app.chat_address + "/other"), nullptr);
  EXPECT_NE(dial_error.find("HTTP status 404"), std::string::npos) << dial_error;
}

TEST_F(MockServerTest, ChatPathMayHaveAPrefix) {
  auto client = dial("ws://" + app.chat_address + "/cmp/7/websocket?appId=" + app.app_key.value + "&token=x");
  EXPECT_EQ(status_of_login(*client), 4);
}

TEST_F(MockServerTest, WholeLifeOfAConnectionIsObservedUnderOneEpoch) {
  login("u1").reset();
  std::vector<EventKind> kinds;
  for (EventKind kind = EventKind::server_accepted; kind != EventKind::server_closed;) {
    const auto event = observed.take();
    kind = event.kind;
    kinds.push_back(kind);
    EXPECT_EQ(event.epoch, Epoch(kind == EventKind::server_command ? 0 : 1)) << trace::describe(kind).name;
    if (HasFailure()) return;
  }
  const std::vector<EventKind> expected{EventKind::server_command, EventKind::server_accepted, EventKind::server_upgraded,
                                        EventKind::server_login,   EventKind::server_sent,     EventKind::server_closed};
  EXPECT_EQ(kinds, expected);
}

TEST_F(MockServerTest, SecondLoginKicksTheFirst) {
  auto first = login("u1");
  auto second = login("u1");
  EXPECT_EQ(std::get<wire::ServerDisconnect>(receive(*first)).status, 1);
  EXPECT_TRUE(first->closed().ends_with("closed by peer"));
  EXPECT_TRUE(second->is_open());
}

TEST_F(MockServerTest, DisconnectCommandSendsItsStatusAndCloses) {
  auto client = login("u1");
  perform(control::DisconnectUser{UserId("u1"), 2});
  EXPECT_EQ(std::get<wire::ServerDisconnect>(receive(*client)).status, 2);
  EXPECT_EQ(client->closed(), "1000 closed by peer");
}

// ---- faults on the connection ----

TEST_F(MockServerTest, ResetFaultResetsTheConnection) {
  auto client = login("u1");
  arm({.kind = FaultKind::reset, .moment = Moment::now});
  EXPECT_EQ(client->closed(), "1006 reset by peer");
  EXPECT_EQ(await(EventKind::server_closed).epoch, Epoch(1));
}

TEST_F(MockServerTest, CloseFaultClosesWithACloseFrame) {
  auto client = login("u1");
  arm({.kind = FaultKind::close, .moment = Moment::now});
  EXPECT_EQ(client->closed(), "1000 closed by peer");
}

TEST_F(MockServerTest, ResetAtAcceptLetsNoUpgradeThrough) {
  arm({.kind = FaultKind::reset, .moment = Moment::accept});
  EXPECT_EQ(dial(chat_url(token("u1"))), nullptr);
  EXPECT_NE(dial_error.find("reset by peer"), std::string::npos) << dial_error;
}

TEST_F(MockServerTest, CloseAtAcceptClosesWithoutAReset) {
  arm({.kind = FaultKind::close, .moment = Moment::accept});
  EXPECT_EQ(dial(chat_url(token("u1"))), nullptr);
  EXPECT_NE(dial_error.find("closed by peer"), std::string::npos) << dial_error;
}

TEST_F(MockServerTest, BlackholeKeepsTheConnectionUpAndSilent) {
  auto client = login("u1");
  arm({.kind = FaultKind::blackhole, .moment = Moment::now});
  client->send(kPing);
  perform(control::DisconnectUser{UserId("u1"), 1});
  EXPECT_EQ(await(EventKind::server_sent).name, "CONNACK 0");
  EXPECT_EQ(await(EventKind::server_sent).name, "DISCONNECT 1");
  EXPECT_TRUE(client->is_open());
  EXPECT_TRUE(client->received_nothing());
}

TEST_F(MockServerTest, ClientsEndDoesNotPassABlackhole) {
  auto client = login("u1");
  arm({.kind = FaultKind::blackhole, .moment = Moment::now});
  client.reset();
  auto other = login("u2");  // well behind the end of the first
  EXPECT_EQ(server->stats(app.app_key)->connections_open, 2u);
}

TEST_F(MockServerTest, StatsCountWhatObserversAreTold) {
  const auto before = server->stats(app.app_key)->observations;
  perform(control::ExpireTokens{UserId("u1")});
  EXPECT_EQ(await(EventKind::server_command).name, "expire-tokens");
  EXPECT_EQ(server->stats(app.app_key)->observations, before + 1);
}

TEST_F(MockServerTest, DelayedAnswersComeLateAndInOrder) {
  auto client = login("u1");
  arm({.kind = FaultKind::delay, .by = 50ms, .direction = fault::Direction::to_client, .moment = Moment::login});
  const TimePoint start = net::now();
  client->send({0x50, 0, 7, 'q', 'A', 'p', 'p', 'B', 'o', 't', 0, 2, 'u', '1', 0, 1});
  client->send(kPing);
  EXPECT_EQ(client->receive().front(), 0x60);
  EXPECT_EQ(client->receive(), kPong);
  EXPECT_GE(net::now() - start, 50ms);
}

TEST_F(MockServerTest, ClearedDelayDoesNotLetLaterChunksOvertake) {
  auto client = login("u1");
  arm({.name = "slow", .kind = FaultKind::delay, .by = 50ms, .direction = fault::Direction::to_server});
  client->send({0x50, 0, 7, 'q', 'A', 'p', 'p', 'B', 'o', 't', 0, 2, 'u', '1', 0, 1});
  await(EventKind::fault_fired);
  perform(control::ClearFaults{"slow"});
  client->send(kPing);
  EXPECT_EQ(client->receive().front(), 0x60);
  EXPECT_EQ(client->receive(), kPong);
}

TEST_F(MockServerTest, DelayThatWouldKeepTooMuchResets) {
  auto client = login("u1");
  arm({.kind = FaultKind::delay, .by = 1h, .direction = fault::Direction::to_server});
  for (int i = 0; i < 6; ++i) client->send(wire::Bytes(1000 * 1000, 1));
  EXPECT_TRUE(client->closed().starts_with("1006 "));
}

TEST_F(MockServerTest, WithheldConnackLeavesTheClientWaiting) {
  arm({.kind = FaultKind::connack_withhold});
  auto client = dial(chat_url(token("u1")));
  await(EventKind::fault_fired);
  arm({.kind = FaultKind::close, .moment = Moment::now});
  client->closed();  // behind whatever was sent
  EXPECT_TRUE(client->received_nothing());
}

TEST_F(MockServerTest, DelayedConnackComesLate) {
  arm({.kind = FaultKind::connack_delay, .by = 30ms});
  const std::string good = token("u1");
  const TimePoint start = net::now();
  auto client = dial(chat_url(good));
  EXPECT_EQ(status_of_login(*client), 0);
  EXPECT_GE(net::now() - start, 30ms);
}

// ---- listeners ----

TEST_F(MockServerTest, RefusedChatIsRefusedAndNavigationLives) {
  arm({.name = "r", .kind = FaultKind::refuse});
  const std::string good = token("u1");
  EXPECT_EQ(dial(chat_url(good)), nullptr);
  EXPECT_NE(dial_error.find("Connection refused"), std::string::npos) << dial_error;
  EXPECT_EQ(navigate(app.navigation_url, good)->status, 200);
  perform(control::ClearFaults{"r"});
  EXPECT_NE(dial(chat_url(good)), nullptr);
}

TEST_F(MockServerTest, RestartResetsConnectionsAndComesBackOnTheSamePorts) {
  auto client = login("u1");
  perform(control::RestartServer{200ms, true});
  EXPECT_EQ(client->closed(), "1006 reset by peer");
  const std::string good = token("u1");
  EXPECT_EQ(dial(chat_url(good)), nullptr);
  while (!dial(chat_url(good))) {
  }
  EXPECT_EQ(navigate(app.navigation_url, good)->status, 200);
}

TEST_F(MockServerTest, DeletedAppIsGoneAndItsObserverTold) {
  auto client = login("u1");
  perform(control::DeleteApp{});
  EXPECT_TRUE(ended.take());
  EXPECT_EQ(client->closed(), "1006 reset by peer");
  EXPECT_EQ(dial(chat_url("x")), nullptr);
  EXPECT_FALSE(server->stats(app.app_key));
}

TEST_F(MockServerTest, AppsDoNotDisturbEachOther) {
  const control::App first = app;
  auto client = login("u1");
  app = server->create_app({}).value();
  arm({.kind = FaultKind::reset, .moment = Moment::now});
  client->send(kPing);
  EXPECT_EQ(client->receive(), kPong);
}

TEST_F(MockServerTest, TakenPortIsAnErrorAndLeavesNoApp) {
  control::CreateApp wanted;
  wanted.app_key = AppKey("k");
  wanted.chat_port = static_cast<std::uint16_t>(std::stoi(app.chat_address.substr(app.chat_address.find(':') + 1)));
  EXPECT_FALSE(server->create_app(wanted));
  wanted.chat_port = 0;
  EXPECT_TRUE(server->create_app(wanted));
}

// ---- navigation ----

TEST_F(MockServerTest, NavigationNamesTheChatServerForHttpAndHttps) {
  const std::string good = token("u1");
  EXPECT_NE(navigate(app.navigation_url, good)->body.find(app.chat_address), std::string::npos);
  EXPECT_NE(navigate(app.navigation_tls_url + "/base", good)->body.find(app.chat_tls_address), std::string::npos);
}

TEST_F(MockServerTest, NavigationAnswersBrowsersOfAnyOrigin) {
  const auto reply = navigate(app.navigation_url, token("u1"));
  EXPECT_EQ(net::find_header(reply->headers, "Access-Control-Allow-Origin"), "*");
}

TEST_F(MockServerTest, PreflightAllowsTheVendorsHeaders) {
  const std::string answer = ask(app.navigation_url, "OPTIONS /v2/navi.json?cloud=0");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 204 ")) << answer;
  EXPECT_NE(answer.find("Access-Control-Allow-Headers: RC-Appkey,RC-Negotiate\r\n"), std::string::npos) << answer;
}

TEST_F(MockServerTest, UnknownNavigationPathNamesTheKnownOnes) {
  const auto reply = post(loop, trusting, {app.navigation_url + "/navi.js", {}, "", 10s});
  EXPECT_EQ(reply->status, 404);
  EXPECT_NE(reply->body.find("POST …/v2/navi.json, GET …/navi.js"), std::string::npos) << reply->body;
}

TEST_F(MockServerTest, OldSdksAskNavigationByGet) {
  const std::string query =
      payload::to_form({{"appId", app.app_key.value}, {"token", token("u1")}, {"callBack", "x"}, {"v", "5.7.3"}});
  const std::string answer = ask(app.navigation_url, "GET /base/navi.js?" + query);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ")) << answer;
  EXPECT_NE(answer.find("\"server\":\"" + app.chat_address + "\""), std::string::npos) << answer;
}

TEST_F(MockServerTest, OldSdksFindTheirChatAddressByAPing) {
  const std::string answer = ask("http://" + app.chat_address, "GET /ping?r=1234");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 ")) << answer;
  EXPECT_NE(answer.find("Access-Control-Allow-Origin: *\r\n"), std::string::npos) << answer;
}

// ---- Server API ----

TEST_F(MockServerTest, ServerApiRefusesAnUnsignedCall) {
  const auto reply = post(loop, trusting,
                          {server->server_api_url() + "/user/getToken.json",
                           {{"Content-Type", "application/x-www-form-urlencoded"}},
                           "userId=u1&name=n",
                           10s});
  EXPECT_EQ(reply->status, 401);
}

TEST_F(MockServerTest, UnknownServerApiPathNamesTheKnownOnes) {
  const auto reply = post(loop, trusting, {server->server_api_url() + "/nothing", {}, "", 10s});
  EXPECT_EQ(reply->status, 404);
  EXPECT_NE(reply->body.find("/user/getToken.json"), std::string::npos) << reply->body;
}

// ---- starting ----

TEST(MockServerStart, SaysWhichTlsFileIsWrong) {
  const auto started = MockServer::start({.tls = TlsFiles{"/nonexistent.pem", "/nonexistent.pem", "/nonexistent.pem"}});
  ASSERT_FALSE(started);
  EXPECT_EQ(to_text(started.error()), "/nonexistent.pem: cannot be read; check the path and its permissions");
}

TEST(MockServerStart, AddressThatIsNotOursIsAnError) { EXPECT_FALSE(MockServer::start({.address = "192.0.2.7"})); }

TEST(MockServerStart, ListensOnLoopbackUnlessToldOtherwise) {
  const auto started = MockServer::start({});
  EXPECT_TRUE((*started)->server_api_url().starts_with("http://127.0.0.1:"));
}

TEST(MockServerStart, PublicHostIsWhatClientsAreTold) {
  const auto started = MockServer::start({.address = "0.0.0.0", .public_host = "localhost"});
  EXPECT_TRUE((*started)->create_app({})->chat_tls_address.starts_with("localhost:"));
}

}  // namespace
}  // namespace redial::mock_server
