// The reference client over real sockets: what its app and the wire see when it logs in, is refused, is dropped and comes back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agent/clients/reference/live/reference_factory.hpp"
#include "tests/loopback/scripted_server.hpp"
#include "tests/unit/net/inbox.hpp"

namespace redial::agent::reference {
namespace {

using redial::testing::ScriptedServer;
using ::testing::ElementsAre;
using ::testing::IsSupersetOf;
using trace::ConnectionStatus;
using trace::EventKind;

// One client and what was observed of it.
class App {
 public:
  App(const std::string& profile, const ScriptedServer& server, const std::string& ca_file = {})
      : factory_(make_reference_factory({profile, {}}).value()) {
    const control::CreateClient create{"alice's phone", AppKey("app"), {server.navigator()}, ca_file};
    client_ = factory_->create(create, [this](trace::Event event) { observed_.put(std::move(event)); }).value();
    client_->perform(control::RegisterListeners{}).value();
  }

  std::optional<std::int32_t> connect() {
    control::Connect connect;
    connect.call = CallId(1);
    connect.token = Token("token@");
    return client_->perform(connect)->code;
  }
  Result<control::ClientReply> perform(const control::ClientCommand& command) { return client_->perform(command); }
  void destroy_port() { client_.reset(); }

  // The next event of this kind, and status if given; those before it are skipped, and remembered in `kinds`.
  trace::Event await(EventKind kind, ConnectionStatus status = ConnectionStatus::none) {
    for (;;) {
      auto event = observed_.take();
      kinds.emplace_back(trace::describe(event.kind).name);
      if (::testing::Test::HasFailure()) return event;
      if (event.kind == kind && (status == ConnectionStatus::none || event.status == status)) return event;
    }
  }

  std::vector<std::string> kinds;

 private:
  std::unique_ptr<ClientFactory> factory_;
  redial::testing::Inbox<trace::Event> observed_;
  std::unique_ptr<ClientPort> client_;
};

TEST(ReferenceClient, LogsInOverWs) {
  ScriptedServer server;
  App app("web", server);
  app.connect();
  const auto result = app.await(EventKind::result);
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.user, "alice");
  EXPECT_THAT(app.kinds, ElementsAre("client-created", "listeners-registered", "call", "call-returned", "status",
                                     "navigation-requested", "navigation-answered", "dial", "socket-opened", "status", "result"));
}

TEST(ReferenceClient, LogsInOverWssTrustingTheGivenCa) {
  const auto authority = net::CertificateAuthority::make().value();
  ScriptedServer server(&authority);
  App app("web", server, authority.ca_file());
  app.connect();
  EXPECT_EQ(app.await(EventKind::result).code, 0);
}

TEST(ReferenceClient, TrustsNoOtherCa) {
  const auto authority = net::CertificateAuthority::make().value();
  const auto other = net::CertificateAuthority::make().value();
  ScriptedServer server(&authority);
  App app("web", server, other.ca_file());
  app.connect();
  EXPECT_EQ(app.await(EventKind::result).code, 30007);
}

TEST(ReferenceClient, UniappOpensTheDatabaseAfterTheFirstLogin) {
  ScriptedServer server;
  App app("uniapp", server);
  EXPECT_EQ(app.connect(), 0);
  const auto opened = app.await(EventKind::database_opened);
  EXPECT_EQ(opened.code, 0);
  EXPECT_EQ(opened.epoch, Epoch(1));
  EXPECT_EQ(app.await(EventKind::result).code, 0);
}

TEST(ReferenceClient, NavigationStatus403IsToldAs31004) {
  ScriptedServer server;
  server.navigation_status = 403;
  App app("web", server);
  app.connect();
  EXPECT_EQ(app.await(EventKind::result).code, 31004);
  EXPECT_EQ(server.logins, 0);
}

TEST(ReferenceClient, ARefusedLoginIsToldWithItsCode) {
  ScriptedServer server;
  server.connack_status = 10;
  App app("uniapp", server);
  app.connect();
  EXPECT_EQ(app.await(EventKind::status, ConnectionStatus::token_incorrect).name, "tokenIncorrect");
  EXPECT_EQ(app.await(EventKind::result).code, 31020);
}

TEST(ReferenceClient, AResetIsNoticedAndFollowedByAReconnect) {
  ScriptedServer server;
  App app("web", server);
  app.connect();
  app.await(EventKind::result);
  server.reset_all();
  EXPECT_EQ(app.await(EventKind::socket_closed).epoch, Epoch(1));
  app.await(EventKind::status, ConnectionStatus::suspended);
  EXPECT_EQ(app.await(EventKind::dial).epoch, Epoch(2));
  app.await(EventKind::status, ConnectionStatus::connected);
  EXPECT_EQ(server.logins, 2);
}

TEST(ReferenceClient, AKickIsTheEnd) {
  ScriptedServer server;
  App app("web", server);
  app.connect();
  app.await(EventKind::result);
  server.push(wire::ServerDisconnect{1});
  EXPECT_EQ(app.await(EventKind::status).code, 31010);
}

TEST(ReferenceClient, PulledAndPushedMessagesReachTheApp) {
  ScriptedServer server;
  server.inbox = {{"bob", "while you were away", "uid-1", 5}};
  App app("uniapp", server);
  app.connect();
  EXPECT_EQ(app.await(EventKind::message).detail, "while you were away");
  server.push(wire::ServerPublish{1, false, 0, "s_msg", "alice", 1, payload::encode_downstream_text({"bob", "now", "uid-2", 6})});
  EXPECT_EQ(app.await(EventKind::message).detail, "now");
}

TEST(ReferenceClient, ASentTextIsAnsweredByTheServer) {
  ScriptedServer server;
  App app("web", server);
  app.connect();
  app.await(EventKind::result);
  app.perform(control::SendText{CallId(7), UserId("bob"), "hello"}).value();
  const auto result = app.await(EventKind::result);
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.call, CallId(7));
}

TEST(ReferenceClient, DisconnectClosesTheSocketAndTellsSo) {
  ScriptedServer server;
  App app("web", server);
  app.connect();
  app.await(EventKind::result);
  app.perform(control::Disconnect{CallId(2)}).value();
  EXPECT_EQ(app.await(EventKind::status).code, 2);
  EXPECT_THAT(app.kinds, IsSupersetOf({"socket-closed"}));
}

TEST(ReferenceClient, ADestroyedClientTakesNoMoreCommands) {
  ScriptedServer server;
  App app("uniapp", server);
  EXPECT_EQ(app.perform(control::DestroyClient{CallId(1)})->code, 0);
  app.await(EventKind::client_destroyed);
  EXPECT_FALSE(app.perform(control::Disconnect{CallId(2)}));
}

TEST(ReferenceClient, ThePortCanGoInTheMiddleOfALogin) {
  ScriptedServer server;
  server.answers_login = false;
  App app("uniapp", server);
  app.connect();
  app.await(EventKind::socket_opened);
  app.destroy_port();
}

TEST(ReferenceFactory, RefusesAnUnknownProfile) {
  const auto factory = make_reference_factory({"ios", {}});
  ASSERT_FALSE(factory);
  EXPECT_EQ(to_text(factory.error()), "reference client: unknown API profile \"ios\"; choose web, nexconn-web, uniapp, native");
}

TEST(ReferenceFactory, DescribesTheClientOfEachProfile) {
  for (const auto& profile : profiles()) {
    const auto description = make_reference_factory({profile, {}}).value()->describe().value();
    EXPECT_EQ(description.name, "redial-reference");
    EXPECT_EQ(description.profile, profile);
    EXPECT_THAT(description.host, ::testing::StartsWith("linux "));
  }
}

}  // namespace
}  // namespace redial::agent::reference
