// A mock server with several loops, and the limits of one: connections, and the time a client may take to say who it is.
#include <thread>
#include <vector>

#include "core/base/text_encodings.hpp"
#include "net/digests.hpp"
#include "tests/loopback/mock_server_fixture.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using testing::Inbox;
using testing::post;

class ServerLoops : public testing::MockServerFixture {
 protected:
  // The fixture's server and app give way to one with these options, and its first app.
  void restart(const Options& options) {
    subscription.reset();
    server = std::move(MockServer::start(options).value());
    trusting = net::TlsContext::client(server->ca_file()).value();
    app = server->create_app({}).value();
  }
  std::vector<std::uint64_t> connections() {
    std::vector<std::uint64_t> open;
    for (const auto& one : server->usage().loops) open.push_back(one.connections_open);
    return open;
  }
  int call_api(const control::App& called, const std::string& path, const std::string& body) {
    const std::string signature = to_hex(net::sha1(called.secret + "n" + "1700000000"));
    const auto reply = post(loop, trusting,
                            {server->server_api_url() + path,
                             {{"App-Key", called.app_key.value},
                              {"Nonce", "n"},
                              {"Timestamp", "1700000000"},
                              {"Signature", signature},
                              {"Content-Type", "application/x-www-form-urlencoded"}},
                             body,
                             10s});
    return reply ? reply->status : -1;
  }
};

TEST_F(ServerLoops, EachOfTwoAppsLivesOnALoopOfItsOwn) {
  restart({.loops = 2});
  const auto of_first = login("u1");
  app = server->create_app({}).value();
  const auto of_second = login("u1", true);
  EXPECT_EQ(connections(), (std::vector<std::uint64_t>{1, 1}));
}

TEST_F(ServerLoops, ACallOfTheServerApiReachesTheLoopOfItsApp) {
  restart({.loops = 2});
  const control::App first = app;
  const control::App second = server->create_app({}).value();
  for (const control::App& each : {first, second}) {
    EXPECT_EQ(call_api(each, "/user/getToken.json", "userId=" + each.app_key.value + "&name=n"), 200);
    EXPECT_EQ(server->app_state(each.app_key)->users.at(0).user.value, each.app_key.value);
  }
  EXPECT_EQ(call_api({.app_key = AppKey("nobody")}, "/user/getToken.json", "userId=u"), 401);
}

TEST_F(ServerLoops, AppsOfAllLoopsAreListedInTheOrderOfMaking) {
  restart({.loops = 2});
  std::vector<AppKey> made{app.app_key};
  for (int i = 0; i < 3; ++i) made.push_back(server->create_app({})->app_key);
  std::vector<AppKey> listed;
  for (const auto& entry : server->apps()) listed.push_back(entry.app.app_key);
  EXPECT_EQ(listed, made);
}

TEST_F(ServerLoops, ADeletedAppMakesRoomOnItsLoop) {
  restart({.loops = 2});
  const control::App second = server->create_app({}).value();
  EXPECT_TRUE(server->perform(second.app_key, control::DeleteApp{}));
  EXPECT_FALSE(server->stats(second.app_key));
  app = server->create_app({.app_key = second.app_key}).value();
  const auto client = login("u1");
  EXPECT_EQ(connections(), (std::vector<std::uint64_t>{0, 1}));
}

TEST_F(ServerLoops, AnAppKeyIsTakenOnWhateverLoop) {
  restart({.loops = 2});
  const auto again = server->create_app({.app_key = app.app_key});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().what, "the AppKey is taken");
}

TEST_F(ServerLoops, AnAppThatSeveralMakeAndDeleteAtOnceIsThereOnceOrNotAtAll) {
  restart({.loops = 2});
  const AppKey key("contested");
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        (void)server->create_app({.app_key = key});
        EXPECT_LE(server->apps().size(), 2u);
        (void)server->perform(key, control::DeleteApp{});
      }
    });
  threads.clear();
  EXPECT_EQ(server->apps().size(), 1u);
}

TEST_F(ServerLoops, ObserversHearOfTheirAppAlone) {
  restart({.loops = 2});
  const control::App second = server->create_app({}).value();
  const Observer observer{.event = [this](const trace::Event& event) { observed.put(event); }, .ended = [] {}};
  const auto listening = std::move(server->subscribe(second.app_key, observer).value());
  const auto of_first = login("u1");
  app = second;
  const auto of_second = login("u2");
  EXPECT_EQ(await(trace::EventKind::server_login).user, "u2");
}

TEST_F(ServerLoops, CompressedTimeIsForOneLoop) {
  const auto started = MockServer::start({.loops = 2, .clock = CompressedClock{}});
  ASSERT_FALSE(started);
  EXPECT_EQ(to_text(started.error()), "loops: compressed time knows one loop; use 1, or real time");
  EXPECT_FALSE(MockServer::start({.loops = 0}));
  EXPECT_FALSE(MockServer::start({.loops = kMaxLoops + 1}));
}

TEST_F(ServerLoops, AConnectionTooManyIsResetAndSaysWhyInTheTrace) {
  restart({.max_connections = 1});
  const Observer observer{.event = [this](const trace::Event& event) { observed.put(event); }, .ended = [] {}};
  const auto listening = std::move(server->subscribe(app.app_key, observer).value());
  const auto first = login("u1");
  EXPECT_EQ(dial(chat_url(token("u2"))), nullptr);
  EXPECT_EQ(await(trace::EventKind::server_closed).detail,
            "by the server, reset: the server has all the connections it may have");
  first->reset();
  await(trace::EventKind::server_closed);
  EXPECT_NE(login("u2"), nullptr);
}

TEST_F(ServerLoops, AClientThatDoesNotSayWhoItIsIsResetAfterAWhile) {
  restart({.max_handshake = 100ms});
  const Observer observer{.event = [this](const trace::Event& event) { observed.put(event); }, .ended = [] {}};
  const auto listening = std::move(server->subscribe(app.app_key, observer).value());
  const auto patient = login("u1");
  Inbox<std::optional<Result<testing::Stream>>> dialled;
  const auto port = static_cast<std::uint16_t>(std::stoi(app.chat_address.substr(app.chat_address.find(':') + 1)));
  auto dial = loop.call([&] {
    return std::make_unique<net::TcpDial>(loop, "127.0.0.1", port, [&](auto stream) { dialled.put(std::move(stream)); });
  });
  testing::StreamPeer silent(loop, std::move(*dialled.take()).value());
  EXPECT_EQ(silent.why_closed(), "reset by peer");
  EXPECT_EQ(await(trace::EventKind::server_closed).detail, "by the server, reset: no login was asked for within 0.1 s");
  EXPECT_TRUE(patient->is_open());
  loop.call([&] { dial.reset(); });
}

}  // namespace
}  // namespace redial::mock_server
