// The closing dialogue and framing of a simulated WebSocket, between two ends on one network.
#include "sim/websocket.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/network.hpp"

namespace redial::sim {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using Role = wire::WebSocketReader::Role;

struct Peer final : WebSocket::Handler {
  void on_message(const wire::Bytes& message) override { heard.emplace_back(message.begin(), message.end()); }
  void on_closed(std::uint16_t code, const std::string& why) override { heard.push_back(std::to_string(code) + " " + why); }

  std::unique_ptr<WebSocket> socket;
  std::vector<std::string> heard;
};

struct WebSocketTest : ::testing::Test {
  WebSocketTest() {
    const auto open = [this](Peer& peer, std::unique_ptr<Stream> stream, Role role) {
      peer.socket = std::make_unique<WebSocket>(world, std::move(stream), role, &peer);
    };
    network.listen("host:1", [=, this](auto stream) { open(server, std::move(stream), Role::server); });
    dial = std::make_unique<Network::Dial>(network, "host:1",
                                           [=, this](auto stream) { open(client, std::move(*stream), Role::client); });
    pass(100ms);
  }
  ~WebSocketTest() override {
    client.socket.reset();
    server.socket.reset();
    world.end();
  }
  void pass(Duration time) { world.next(world.now() + time); }

  World world{1};
  Network network{world, {.latency = 10ms, .jitter = {}}};
  Peer client, server;
  std::unique_ptr<Network::Dial> dial;
};

TEST_F(WebSocketTest, CarriesWholeMessagesBothWays) {
  client.socket->send({'h', 'i'});
  server.socket->send({'h', 'o'});
  pass(100ms);
  EXPECT_THAT(server.heard, ElementsAre("hi"));
  EXPECT_THAT(client.heard, ElementsAre("ho"));
}

TEST_F(WebSocketTest, ACloseIsAnsweredWithItsCode) {
  server.socket->close(4001);
  pass(100ms);
  EXPECT_THAT(client.heard, ElementsAre("4001 closed by peer"));
  EXPECT_THAT(server.heard, ElementsAre("4001 closed"));
}

TEST_F(WebSocketTest, AResetHasNoCode) {
  server.socket->reset();
  pass(100ms);
  EXPECT_THAT(client.heard, ElementsAre("1006 reset by peer"));
}

TEST_F(WebSocketTest, AMisframedMessageIsAViolation) {
  server.socket->send({'x'}, {.kind = fault::Framing::Kind::reserved_bit});
  pass(100ms);
  ASSERT_EQ(client.heard.size(), 1u);
  EXPECT_THAT(client.heard.front(), ::testing::HasSubstr("WebSocket protocol violated by peer"));
}

TEST_F(WebSocketTest, ACloseFrameIsNotWaitedForForEver) {
  client.socket->set_handler(nullptr);  // it does not answer
  server.socket->close();
  pass(kCloseFrameTimeout);
  EXPECT_TRUE(server.heard.empty());
  pass(100ms);
  EXPECT_THAT(server.heard, ElementsAre("1006 closed"));
}

}  // namespace
}  // namespace redial::sim
