// WebSocket over loopback: both ends against each other, and each against literal bytes.
#include "net/websocket.hpp"

#include <gtest/gtest.h>

#include "net/certificate_authority.hpp"
#include "net/clock.hpp"
#include "tests/unit/net/stream_peer.hpp"
#include "tests/unit/net/websocket_peer.hpp"

namespace redial::net {
namespace {

using testing::Inbox;
using testing::Loopback;
using testing::StreamPeer;
using testing::UpgradeServer;
using testing::WebSocketPeer;
using wire::Bytes;

const std::string kUpgrade =
    "GET /websocket?a=b HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
// The example of RFC 6455, section 1.3.
const std::string kGranted =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

class WebSockets : public ::testing::Test {
 protected:
  ~WebSockets() override {
    net.loop.call([this] { dial.reset(); });
  }
  std::string url(const std::string& scheme = "ws") {
    return scheme + "://127.0.0.1:" + std::to_string(net.port) + "/websocket?a=b";
  }
  void start_dial(const std::string& target) {
    net.loop.call([&] {
      dial = std::make_unique<WebSocketDial>(net.loop, trusting, target, [this](Result<std::unique_ptr<WebSocket>> socket) {
        if (socket) {
          opened.put(std::move(*socket));
        } else {
          failed.put(socket.error());
        }
      });
    });
  }
  // Both ends open.
  void connect(bool tls = false) {
    start_dial(url(tls ? "wss" : "ws"));
    auto arrived = net.arrivals.take();
    if (tls) arrived = net.loop.call([&] { return tls_server(net.loop, ca.issue_server().value(), std::move(arrived)); });
    upgrade = std::make_unique<UpgradeServer>(net.loop, std::move(arrived));
    server = std::make_unique<WebSocketPeer>(net.loop, upgrade->sockets.take());
    client = std::make_unique<WebSocketPeer>(net.loop, opened.take());
  }
  // A raw client against our server's end.
  void connect_raw_client() {
    raw = std::make_unique<StreamPeer>(net.loop, net.dial().value());
    upgrade = std::make_unique<UpgradeServer>(net.loop, net.arrivals.take());
    raw->send(kUpgrade);
    server = std::make_unique<WebSocketPeer>(net.loop, upgrade->sockets.take());
    EXPECT_EQ(raw->receive(kGranted.size()), kGranted);
  }

  CertificateAuthority ca = CertificateAuthority::make().value();
  TlsContext trusting = TlsContext::client(ca.ca_file()).value();
  Loopback net;
  std::unique_ptr<WebSocketDial> dial;
  Inbox<std::unique_ptr<WebSocket>> opened;
  Inbox<Error> failed;
  std::unique_ptr<UpgradeServer> upgrade;
  std::unique_ptr<StreamPeer> raw;
  std::unique_ptr<WebSocketPeer> client, server;
};

TEST_F(WebSockets, MessagesPassBothWays) {
  connect();
  client->send({0xc0});
  EXPECT_EQ(server->receive(), Bytes{0xc0});
  server->send({0xd0});
  EXPECT_EQ(client->receive(), Bytes{0xd0});
}

TEST_F(WebSockets, MessagesPassOverTls) {
  connect(true);
  client->send({0xc0});
  EXPECT_EQ(server->receive(), Bytes{0xc0});
  server->send(Bytes(100'000, 7));
  EXPECT_EQ(client->receive(), Bytes(100'000, 7));
}

TEST_F(WebSockets, MessageThatComesWithTheUpgradeIsNotLost) {
  start_dial(url());
  auto stream = net.arrivals.take();
  UpgradeServer greeting(net.loop, std::move(stream), Bytes{0x20, 0, 0});
  client = std::make_unique<WebSocketPeer>(net.loop, opened.take());
  EXPECT_EQ(client->receive(), (Bytes{0x20, 0, 0}));
}

TEST_F(WebSockets, MessageThatComesWithTheUpgradeIsNotLostOverTls) {
  start_dial(url("wss"));
  auto stream = net.loop.call([&, arrived = net.arrivals.take()]() mutable {
    return tls_server(net.loop, ca.issue_server().value(), std::move(arrived));
  });
  UpgradeServer greeting(net.loop, std::move(stream), Bytes{0x20, 0, 0});
  client = std::make_unique<WebSocketPeer>(net.loop, opened.take());
  EXPECT_EQ(client->receive(), (Bytes{0x20, 0, 0}));
}

TEST_F(WebSockets, ServerAnswersTheUpgradeAsTheRfcShows) { connect_raw_client(); }

TEST_F(WebSockets, ServerSendsUnmaskedBinaryFrames) {
  connect_raw_client();
  server->send({0xd0});
  EXPECT_EQ(raw->receive(3), "\x82\x01\xd0");
}

TEST_F(WebSockets, RawFramesStandOnTheWireAsTheyAre) {
  connect_raw_client();
  server->send_raw({0xf3, 0x01, 0x00});
  EXPECT_EQ(raw->receive(3), std::string("\xf3\x01\0", 3));
}

TEST_F(WebSockets, PingIsAnsweredWithItsPayload) {
  connect_raw_client();
  raw->send(std::string("\x89\x82\0\0\0\0hi", 8));
  EXPECT_EQ(raw->receive(4), "\x8a\x02hi");
}

TEST_F(WebSockets, TextMessagesAreDropped) {
  connect_raw_client();
  raw->send(std::string("\x81\x82\0\0\0\0hi", 8) + std::string("\x82\x81\0\0\0\0x", 7));
  EXPECT_EQ(server->receive(), Bytes{'x'});
}

TEST_F(WebSockets, UnmaskedClientIsSentACloseFrame) {
  connect_raw_client();
  raw->send("\x82\x01x");
  EXPECT_EQ(raw->receive(4), "\x88\x02\x03\xea");  // 1002
  EXPECT_EQ(raw->why_closed(), "closed by peer");
}

TEST_F(WebSockets, GracefulCloseReachesTheOtherEndWithItsCode) {
  connect();
  server->close(4001);
  EXPECT_EQ(client->closed(), "4001 closed by peer");
  EXPECT_EQ(server->closed(), "4001 closed");
}

TEST_F(WebSockets, CloseDoesNotWaitForeverForTheAnswer) {
  connect_raw_client();
  const TimePoint start = now();
  server->close(1000);
  EXPECT_EQ(raw->receive(4), "\x88\x02\x03\xe8");
  EXPECT_EQ(raw->why_closed(), "closed by peer");
  EXPECT_GE(now() - start, kCloseFrameTimeout);
  EXPECT_EQ(server->closed(), "1006 closed");
}

TEST_F(WebSockets, ResetIsSeenAsReset) {
  connect();
  server->reset();
  EXPECT_EQ(client->closed(), "1006 reset by peer");
  EXPECT_EQ(server->closed(), "1006 reset");
}

TEST_F(WebSockets, EndWithoutACloseFrameHasCode1006) {
  connect_raw_client();
  raw->close();
  EXPECT_EQ(server->closed(), "1006 closed by peer");
}

TEST_F(WebSockets, CloseFrameWithoutCodeHasCode1005) {
  connect_raw_client();
  raw->send(std::string("\x88\x80\0\0\0\0", 6));
  EXPECT_EQ(server->closed(), "1005 closed by peer");
}

TEST_F(WebSockets, RefusedUpgradeIsAnErrorWithTheStatusAndWithoutTheQuery) {
  start_dial(url());
  raw = std::make_unique<StreamPeer>(net.loop, net.arrivals.take());
  raw->send("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
  const Error error = failed.take();
  EXPECT_EQ(error.what, "the upgrade was answered with HTTP status 404");
  EXPECT_EQ(error.where, url().substr(0, url().find('?')));
}

TEST_F(WebSockets, WrongAcceptKeyIsAnError) {
  start_dial(url());
  raw = std::make_unique<StreamPeer>(net.loop, net.arrivals.take());
  raw->send(kGranted);
  EXPECT_EQ(failed.take().what, "the upgrade was answered with a key that does not fit");
}

TEST_F(WebSockets, DestroyedDialHangsUp) {
  start_dial(url());
  raw = std::make_unique<StreamPeer>(net.loop, net.arrivals.take());
  net.loop.call([&] { dial.reset(); });
  raw->why_closed();
  EXPECT_TRUE(failed.empty());
}

TEST(Upgrade, NeedsAllOfItsHeaders) {
  const HttpHeaders all{
      {"upgrade", "WebSocket"}, {"connection", "Upgrade"}, {"sec-websocket-version", "13"}, {"sec-websocket-key", "k"}};
  EXPECT_TRUE(is_upgrade({"GET", "/", all, ""}));
  EXPECT_FALSE(is_upgrade({"POST", "/", all, ""}));
  for (std::size_t missing = 0; missing < all.size(); ++missing) {
    HttpHeaders some = all;
    some.erase(some.begin() + static_cast<std::ptrdiff_t>(missing));
    EXPECT_FALSE(is_upgrade({"GET", "/", some, ""})) << all[missing].first;
  }
}

}  // namespace
}  // namespace redial::net
