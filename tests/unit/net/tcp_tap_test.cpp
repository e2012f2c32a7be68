// What a tap is told of a TCP connection on loopback: bytes in order, and who ended it how.
#include "net/tcp_tap.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/net/stream_peer.hpp"

namespace redial::net {
namespace {

using testing::Inbox;
using testing::Loopback;
using testing::StreamPeer;

// "read 5", "queued 3", "written 3", "fin sent".
class Recorder final : public TcpTap {
 public:
  explicit Recorder(Inbox<std::string>& told) : told_(told) {}
  ~Recorder() override { told_.put("gone"); }
  void on_read(std::span<const std::uint8_t> bytes) override { told_.put("read " + std::string(bytes.begin(), bytes.end())); }
  void on_queued(std::size_t size) override { told_.put("queued " + std::to_string(size)); }
  void on_written(std::span<const std::uint8_t> bytes) override {
    told_.put("written " + std::string(bytes.begin(), bytes.end()));
  }
  void on_ending() override {}
  void on_end(End how) override {
    static constexpr const char* kNames[] = {"fin sent", "reset sent", "fin received", "reset received"};
    told_.put(kNames[static_cast<std::size_t>(how)]);
  }

 private:
  Inbox<std::string>& told_;
};

class TcpTapTest : public ::testing::Test {
 protected:
  void SetUp() override {
    port = loop.call([this] {
      listener = std::make_unique<Listener>(loop, [this](std::unique_ptr<AcceptedStream> stream) {
        ends.put(stream->ends());
        stream->set_tap(std::make_shared<Recorder>(told));
        arrivals.put(std::move(stream));
      });
      return listener->open("127.0.0.1", 0).value();
    });
    Inbox<testing::Stream> dialled;
    auto dial = loop.call([&] {
      return std::make_unique<TcpDial>(loop, "127.0.0.1", port, [&](auto stream) { dialled.put(std::move(stream).value()); });
    });
    client = std::make_unique<StreamPeer>(loop, dialled.take());
    server = std::make_unique<StreamPeer>(loop, arrivals.take());
    loop.call([&] { dial.reset(); });
  }
  void TearDown() override {
    loop.call([this] { listener.reset(); });
  }
  std::vector<std::string> take(std::size_t count) {
    std::vector<std::string> texts;
    while (texts.size() < count) texts.push_back(told.take());
    return texts;
  }
  using Texts = std::vector<std::string>;

  Inbox<std::string> told;
  Inbox<TcpEnds> ends;
  Inbox<testing::Stream> arrivals;
  Loop loop;
  std::unique_ptr<Listener> listener;
  std::uint16_t port = 0;
  std::unique_ptr<StreamPeer> client, server;
};

TEST_F(TcpTapTest, EndsAreTheAddressesOfBothSides) {
  const TcpEnds both = ends.take();
  const std::array<std::uint8_t, 16> loopback{127, 0, 0, 1};
  EXPECT_EQ(both.here, (Endpoint{.is_v6 = false, .address = loopback, .port = port}));
  EXPECT_EQ(both.peer.address, loopback);
  EXPECT_NE(both.peer.port, 0);
}

TEST_F(TcpTapTest, BytesAreToldAsTheyAreReadAndWritten) {
  client->send("hello");
  EXPECT_EQ(server->receive(5), "hello");
  server->send("you");
  EXPECT_EQ(take(3), (Texts{"read hello", "queued 3", "written you"}));
}

TEST_F(TcpTapTest, LargeTransfersAreToldWhole) {
  const std::string text(4u << 20, 'x');
  server->send(text);
  EXPECT_EQ(client->receive(text.size()), text);
  EXPECT_EQ(told.take(), "queued " + std::to_string(text.size()));
  std::size_t written = 0;
  while (written < text.size()) {
    const std::string more = told.take();
    ASSERT_TRUE(more.starts_with("written x")) << more;
    written += more.size() - std::string("written ").size();
  }
  EXPECT_EQ(written, text.size());
}

TEST_F(TcpTapTest, ThePeersFinComesBeforeOurs) {
  client->close();
  EXPECT_EQ(take(2), (Texts{"fin received", "fin sent"}));
}

TEST_F(TcpTapTest, OurFinComesBeforeThePeers) {
  server->close();
  EXPECT_EQ(take(2), (Texts{"fin sent", "fin received"}));
}

TEST_F(TcpTapTest, AResetSaysWhoseItIs) {
  client->reset();
  EXPECT_EQ(told.take(), "reset received");
}

TEST_F(TcpTapTest, OurResetComesBehindWhatWasWritten) {
  loop.call([this] {
    server->send("last");
    server->reset();
  });
  EXPECT_EQ(take(3), (Texts{"queued 4", "written last", "reset sent"}));
}

TEST_F(TcpTapTest, AStreamThatIsLetGoWithBytesUnreadResets) {
  server->stop_reading();
  client->send("unread");
  client->close();
  server.reset();
  EXPECT_EQ(told.take(), "reset sent");
}

TEST_F(TcpTapTest, TheTapGoesWithTheSocket) {
  server.reset();
  EXPECT_EQ(take(2), (Texts{"fin sent", "gone"}));
}

}  // namespace
}  // namespace redial::net
