// The mock server and a native client of our own on real sockets: what is sent byte by byte, plain and over TLS.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/wire/connect.hpp"
#include "core/wire/native_frame.hpp"
#include "net/native_dial.hpp"
#include "tests/loopback/mock_server_fixture.hpp"
#include "tests/unit/core/wire/hex.hpp"

namespace redial {
namespace {

using testing::Inbox;
using wire::hex;

const wire::NativeKey kOtherKey{1, 2, 3, 4, 5, 6, 7, 8};

std::string text_of(const wire::Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

// An open connection whose messages can be waited for.
class NativePeer final : private net::NativeSocket::Handler {
 public:
  NativePeer(net::Loop& loop, std::unique_ptr<net::NativeSocket> socket) : loop_(loop), socket_(std::move(socket)) {
    loop_.call([this] { socket_->set_handler(this); });
  }
  ~NativePeer() {
    loop_.call([this] { socket_.reset(); });
  }
  void send(const wire::Bytes& message) {
    loop_.call([&] { socket_->send(message); });
  }
  wire::ServerMessage receive() {
    return wire::decode_server_message(messages_.take(), wire::ConnAckLayout::v3, wire::Dialect::native).value();
  }
  std::string why_closed() { return closed_.take(); }

 private:
  void on_message(const wire::Bytes& message) override { messages_.put(message); }
  void on_closed(const std::string& why) override { closed_.put(why); }

  net::Loop& loop_;
  std::unique_ptr<net::NativeSocket> socket_;
  Inbox<wire::Bytes> messages_;
  Inbox<std::string> closed_;
};

class NativeDialectLoopback : public testing::MockServerFixture {
 protected:
  wire::Bytes connect_message(const std::string& user, const std::string& device = "d1") {
    return wire::encode(
        wire::Connect{.device = device, .platform = "PC--1", .app_key = app.app_key.value, .token = token(user), .baggage{}});
  }
  testing::StreamPeer dial_raw() {
    testing::Inbox<std::optional<Result<testing::Stream>>> dialled;
    const std::string& address = app.native_addresses[0];
    auto tcp = loop.call([&] {
      return std::make_unique<net::TcpDial>(loop, "127.0.0.1",
                                            static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))),
                                            [&](auto stream) { dialled.put(std::move(stream)); });
    });
    auto stream = std::move(*dialled.take()).value();
    loop.call([&] { tcp.reset(); });
    return testing::StreamPeer(loop, std::move(stream));
  }
  Result<std::unique_ptr<net::NativeSocket>> open(const std::string& url, const net::TlsContext& tls) {
    Inbox<std::optional<Result<std::unique_ptr<net::NativeSocket>>>> outcome;
    auto dial = loop.call(
        [&] { return std::make_unique<net::NativeDial>(loop, tls, url, [&](auto result) { outcome.put(std::move(result)); }); });
    auto result = outcome.take();
    loop.call([&] { dial.reset(); });
    if (!result) return Error{"no outcome", url, ""};
    return *std::move(result);
  }
  std::unique_ptr<NativePeer> login(const std::string& url, const std::string& user) {
    auto socket = open(url, trusting);
    if (!socket) {
      ADD_FAILURE() << to_text(socket.error());
      return nullptr;
    }
    auto peer = std::make_unique<NativePeer>(loop, std::move(*socket));
    peer->send(connect_message(user));
    EXPECT_EQ(std::get<wire::ConnAck>(peer->receive()).status, 0);
    return peer;
  }
};

TEST_F(NativeDialectLoopback, APingIsAnsweredByThreeBytes) {
  testing::StreamPeer client = dial_raw();
  client.send(text_of(wire::encode_native_frame(connect_message("u1"), kOtherKey)));
  const std::string connack = client.receive(1);
  ASSERT_EQ(connack.substr(0, 1), "\x20");
  client.send(text_of(hex("c0 c0 00")));
  EXPECT_EQ(client.receive(3), text_of(hex("d0 d0 00")));
}

TEST_F(NativeDialectLoopback, ARefusalIsMaskedWithTheKeyOfConnect) {
  testing::StreamPeer client = dial_raw();
  const auto connect = wire::encode(wire::Connect{.device = "d", .app_key = app.app_key.value, .token = "nonsense", .baggage{}});
  client.send(text_of(wire::encode_native_frame(connect, kOtherKey)));
  EXPECT_EQ(client.receive(5), text_of(hex("20 22 02 01 06")));
  EXPECT_EQ(client.why_closed(), "closed by peer");
}

TEST_F(NativeDialectLoopback, WhatIsNotTheProtocolEndsTheConnection) {
  testing::StreamPeer client = dial_raw();
  client.send("GET /websocket HTTP/1.1\r\n\r\n");
  EXPECT_EQ(client.receive(1), "");
  EXPECT_EQ(await(trace::EventKind::server_received).detail, "a wrong checksum");
}

TEST_F(NativeDialectLoopback, PlainAndOverTlsAClientLogsIn) {
  EXPECT_NE(login("tcp://" + app.native_addresses[0], "u1"), nullptr);
  EXPECT_NE(login("tls://" + app.native_tls_addresses[0], "u1"), nullptr);
}

TEST_F(NativeDialectLoopback, WebAndNativeExchangeMessages) {
  Client web = MockServerFixture::login("u1");
  const auto native = login("tcp://" + app.native_addresses[0], "u2");
  native->send(wire::encode(
      wire::ClientPublish{.topic = "ppMsgP", .target = "u1", .id = 1, .payload = payload::encode_upstream_text("from native", 1)},
      wire::Dialect::native));
  EXPECT_EQ(std::get<wire::ServerPubAck>(native->receive()).status, 0);
  EXPECT_EQ(std::get<wire::ServerPublish>(receive(*web)).topic, "s_msg");
  web->send(wire::encode(wire::ClientPublish{
      .topic = "ppMsgP", .target = "u2", .id = 1, .payload = payload::encode_upstream_text("from the web", 1)}));
  EXPECT_EQ(std::get<wire::ServerPublish>(native->receive()).topic, "s_msg");
}

TEST_F(NativeDialectLoopback, EachAddressThatNavigationNamesListens) {
  control::CreateApp wanted;
  wanted.policy.chat_addresses = 3;
  app = server->create_app(wanted).value();
  ASSERT_EQ(app.native_addresses.size(), 3u);
  for (const std::string& address : app.native_addresses) EXPECT_NE(login("tcp://" + address, "u1"), nullptr) << address;
}

TEST_F(NativeDialectLoopback, AClientThatDoesNotTrustTheServerDoesNotOpen) {
  const auto distrusting = net::TlsContext::client("").value();
  const auto socket = open("tls://" + app.native_tls_addresses[0], distrusting);
  ASSERT_FALSE(socket.ok());
  EXPECT_THAT(to_text(socket.error()), ::testing::HasSubstr("not trusted"));
}

}  // namespace
}  // namespace redial
