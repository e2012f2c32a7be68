// TCP and TLS in virtual time: what either end is told, in the words of real sockets.
#include "sim/network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/tls_stream.hpp"

namespace redial::sim {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Writes down what it is told.
struct Peer final : Stream::Handler {
  explicit Peer(World& w) : world(w) {}
  void on_bytes(std::span<const std::uint8_t> bytes) override { heard.emplace_back(bytes.begin(), bytes.end()); }
  void on_closed(const std::string& why) override {
    heard.push_back("<" + why + ">");
    ended_at = world.now();
  }
  void take(std::unique_ptr<Stream> taken) {
    stream = std::move(taken);
    stream->set_handler(this);
  }
  void say(std::string_view text) { stream->send(as_bytes(text)); }

  World& world;
  std::unique_ptr<Stream> stream;
  std::vector<std::string> heard;
  TimePoint ended_at{};
};

struct NetworkTest : ::testing::Test {
  ~NetworkTest() override {
    world.end();
    client.stream.reset();
    server.stream.reset();
    world.end();
  }
  void pass(Duration time = 1s) { world.next(world.now() + time); }
  void connect() {
    network.listen("host:1", [this](auto stream) { server.take(std::move(stream)); });
    dial = std::make_unique<Network::Dial>(network, "host:1", [this](auto stream) { client.take(std::move(*stream)); });
    pass();
  }
  void connect_over_tls(bool trusts, fault::TlsFlaw flaw) {
    network.listen("host:1", [this, flaw](auto stream) { server.take(TlsStream::server(std::move(stream), flaw)); });
    dial = std::make_unique<Network::Dial>(
        network, "host:1", [this, trusts](auto stream) { client.take(TlsStream::client(std::move(*stream), trusts)); });
    pass();
  }

  World world{1};
  Network network{world, {.latency = 10ms, .jitter = {}}};
  Peer client{world}, server{world};
  std::unique_ptr<Network::Dial> dial;
};

TEST_F(NetworkTest, AConnectionTakesOneRoundTrip) {
  network.listen("host:1", [this](auto stream) { server.take(std::move(stream)); });
  TimePoint connected{};
  dial = std::make_unique<Network::Dial>(network, "host:1", [&](auto stream) {
    connected = world.now();
    client.take(std::move(*stream));
  });
  pass();
  EXPECT_EQ(connected, TimePoint(20ms));
}

TEST_F(NetworkTest, NobodyListeningIsARefusal) {
  std::string error;
  dial = std::make_unique<Network::Dial>(network, "host:2", [&](auto stream) { error = to_text(stream.error()); });
  pass();
  EXPECT_EQ(error, "host:2: cannot connect: Connection refused; check that somebody listens there");
}

TEST_F(NetworkTest, ADialThatIsGivenUpIsNotTold) {
  bool told = false;
  network.listen("host:1", [this](auto stream) { server.take(std::move(stream)); });
  dial = std::make_unique<Network::Dial>(network, "host:1", [&](auto) { told = true; });
  dial.reset();
  pass();
  EXPECT_FALSE(told);
  EXPECT_FALSE(server.stream);
}

TEST_F(NetworkTest, BytesArriveInOrderWhateverTheJitter) {
  Network shaky(world, {.latency = 10ms, .jitter = 50ms});
  shaky.listen("host:1", [this](auto stream) { server.take(std::move(stream)); });
  Network::Dial dialled(shaky, "host:1", [this](auto stream) { client.take(std::move(*stream)); });
  pass();
  for (const auto* word : {"one", "two", "three", "four"}) client.say(word);
  pass();
  EXPECT_THAT(server.heard, ElementsAre("one", "two", "three", "four"));
  client.stream.reset();
  server.stream.reset();
}

TEST_F(NetworkTest, BytesArriveInOrderWhereOrdersAreShuffled) {
  World shuffled(1, true);
  Network quick(shuffled, {});
  Peer one(shuffled), other(shuffled);
  quick.listen("host:1", [&](auto stream) { other.take(std::move(stream)); });
  Network::Dial dialled(quick, "host:1", [&](auto stream) { one.take(std::move(*stream)); });
  shuffled.next(TimePoint(1s));
  for (const auto* word : {"one", "two", "three", "four"}) one.say(word);
  shuffled.next(TimePoint(2s));
  EXPECT_THAT(other.heard, ElementsAre("one", "two", "three", "four"));
  one.stream.reset();
  other.stream.reset();
  shuffled.end();
}

TEST_F(NetworkTest, AReadIsAtMostFourKibibytes) {
  connect();
  client.say(std::string(kReadBytes + 1, 'x'));
  pass();
  EXPECT_THAT(server.heard, ElementsAre(std::string(kReadBytes, 'x'), "x"));
}

TEST_F(NetworkTest, ACloseIsAnsweredByTheOtherEnd) {
  connect();
  client.say("bye");
  client.stream->close();
  pass();
  EXPECT_THAT(server.heard, ElementsAre("bye", "<closed by peer>"));
  EXPECT_THAT(client.heard, ElementsAre("<closed>"));
}

TEST_F(NetworkTest, AnEndThatIsGoneIsAClose) {
  connect();
  client.stream.reset();
  pass();
  EXPECT_THAT(server.heard, ElementsAre("<closed by peer>"));
}

TEST_F(NetworkTest, AResetIsToldAsSuchOnBothSides) {
  connect();
  server.stream->reset();
  EXPECT_THAT(server.heard, IsEmpty());  // not inside the call
  pass();
  EXPECT_THAT(server.heard, ElementsAre("<reset>"));
  EXPECT_THAT(client.heard, ElementsAre("<reset by peer>"));
}

TEST_F(NetworkTest, AResetInTheMomentOfAcceptanceReachesTheClient) {
  network.listen("host:1", [this](auto stream) {
    server.take(std::move(stream));
    server.stream->reset();
  });
  dial = std::make_unique<Network::Dial>(network, "host:1", [this](auto stream) { client.take(std::move(*stream)); });
  pass();
  EXPECT_THAT(client.heard, ElementsAre("<reset by peer>"));
  EXPECT_LT(client.ended_at, TimePoint(21ms));  // at once, not when something gives up waiting
}

TEST_F(NetworkTest, TlsTakesOneRoundTripMore) {
  connect_over_tls(true, fault::TlsFlaw::none);
  client.say("hello");
  pass();
  EXPECT_THAT(server.heard, ElementsAre("hello"));
}

TEST_F(NetworkTest, ACloseOverTlsIsAClose) {
  connect_over_tls(true, fault::TlsFlaw::none);
  client.stream->close();
  pass();
  EXPECT_THAT(server.heard, ElementsAre("<closed by peer>"));
}

TEST_F(NetworkTest, AClientWithoutTheCaTrustsNoServer) {
  connect_over_tls(false, fault::TlsFlaw::none);
  EXPECT_THAT(client.heard, ElementsAre("<TLS handshake failed: the server's certificate is not trusted: "
                                        "unable to get local issuer certificate>"));
}

TEST_F(NetworkTest, AnExpiredCertificateIsNotTrusted) {
  connect_over_tls(true, fault::TlsFlaw::expired);
  EXPECT_THAT(client.heard,
              ElementsAre("<TLS handshake failed: the server's certificate is not trusted: certificate has expired>"));
}

TEST_F(NetworkTest, AHandshakeThatHangsEndsNothing) {
  connect_over_tls(true, fault::TlsFlaw::hang);
  EXPECT_THAT(client.heard, IsEmpty());
}

TEST_F(NetworkTest, ACutHandshakeSaysSo) {
  connect_over_tls(true, fault::TlsFlaw::cut);
  EXPECT_THAT(client.heard, ElementsAre("<during the TLS handshake: closed by peer>"));
}

TEST_F(NetworkTest, AnAlteredByteEndsATlsConnection) {
  std::vector<std::uint8_t> altered;
  network.listen("host:1", [this](auto stream) { server.take(TlsStream::server(std::move(stream), fault::TlsFlaw::none)); });
  dial = std::make_unique<Network::Dial>(network, "host:1", [this](auto stream) { client.take(std::move(*stream)); });
  pass();
  std::string hello(5 + 20, 'h');
  hello.replace(0, 5, std::string("\x16\x03\x03\x00\x14", 5));
  client.say(hello);
  pass();
  EXPECT_THAT(server.heard, ElementsAre("<TLS failed: decryption failed or bad record mac>"));
}

}  // namespace
}  // namespace redial::sim
