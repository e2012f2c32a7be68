// TCP streams and listeners on loopback.
#include "net/tcp.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "net/clock.hpp"
#include "tests/unit/net/stream_peer.hpp"

namespace redial::net {
namespace {

using testing::Loopback;
using testing::Stream;
using testing::StreamPeer;

class Tcp : public ::testing::Test {
 protected:
  void connect() {
    client = std::make_unique<StreamPeer>(net.loop, net.dial().value());
    server = std::make_unique<StreamPeer>(net.loop, net.arrivals.take());
  }
  Loopback net;
  std::unique_ptr<StreamPeer> client, server;
};

TEST_F(Tcp, BytesArriveInOrderBothWays) {
  connect();
  client->send("one ");
  client->send("two");
  EXPECT_EQ(server->receive(7), "one two");
  server->send("three");
  EXPECT_EQ(client->receive(5), "three");
}

TEST_F(Tcp, LargeTransferArrivesWhole) {
  connect();
  const std::string text(4u << 20, 'x');
  client->send(text);
  EXPECT_EQ(server->receive(text.size()), text);
}

TEST_F(Tcp, GracefulCloseDeliversWhatWasSentBefore) {
  connect();
  const std::string text(1u << 20, 'x');
  client->send(text);
  client->close();
  EXPECT_EQ(server->receive(text.size()), text);
  EXPECT_EQ(server->why_closed(), "closed by peer");
  EXPECT_EQ(client->why_closed(), "closed");
}

TEST_F(Tcp, ResetIsSeenAsReset) {
  connect();
  client->reset();
  EXPECT_EQ(server->why_closed(), "reset by peer");
  EXPECT_EQ(client->why_closed(), "reset");
}

TEST_F(Tcp, GracefulCloseDoesNotWaitForeverForThePeer) {
  connect();
  server->stop_reading();
  const TimePoint start = now();
  client->close();
  EXPECT_EQ(client->why_closed(), "closed");
  EXPECT_GE(now() - start, kCloseTimeout);
}

TEST_F(Tcp, PeerThatDoesNotReadIsReset) {
  connect();
  server->stop_reading();
  const std::string chunk(1u << 20, 'x');
  for (std::size_t sent = 0; sent < 2 * kMaxQueuedBytes + (16u << 20); sent += chunk.size()) client->send(chunk);
  EXPECT_EQ(client->why_closed(), "the peer does not read");
}

TEST_F(Tcp, OneSendMayBeLargerThanWhatMayPileUp) {
  connect();
  const std::string text(2 * kMaxQueuedBytes, 'x');
  client->send(text);
  EXPECT_EQ(server->receive(text.size()), text);
}

TEST_F(Tcp, SendAfterCloseIsIgnored) {
  connect();
  client->close();
  client->send("late");
  EXPECT_EQ(server->receive(1), "");
}

TEST_F(Tcp, NamesAreResolved) { EXPECT_TRUE(net.can_dial("localhost")); }

TEST_F(Tcp, ClosedListenerRefusesAndComesBackOnTheSamePort) {
  net.loop.call([&] { net.listener->close(); });
  const auto refused = net.dial();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "cannot connect: Connection refused");
  net.loop.call([&] { net.listener->reopen(); });
  EXPECT_TRUE(net.can_dial());
}

TEST_F(Tcp, AcceptedConnectionsOutliveTheListenersClose) {
  connect();
  net.loop.call([&] { net.listener->close(); });
  client->send("x");
  EXPECT_EQ(server->receive(1), "x");
}

TEST_F(Tcp, ClosedListenerKeepsItsPortReserved) {
  net.loop.call([&] { net.listener->close(); });
  Listener other(net.loop, [](Stream) {});
  EXPECT_TRUE(net.loop.call([&] { return other.open("127.0.0.1", 0); }).value() != net.port);
  net.loop.call([&] { other.close(); });
}

TEST_F(Tcp, TakenPortIsAnErrorWithAdvice) {
  auto other = net.loop.call([&] { return std::make_unique<Listener>(net.loop, [](Stream) {}); });
  const auto opened = net.loop.call([&] { return other->open("127.0.0.1", net.port); });
  ASSERT_FALSE(opened);
  EXPECT_EQ(to_text(opened.error()),
            "127.0.0.1:" + std::to_string(net.port) +
                ": cannot listen: Address already in use; choose another address or port; port 0 takes a free one");
  net.loop.call([&] { other.reset(); });
}

TEST_F(Tcp, HostNameIsNoListenAddress) {
  const auto opened = net.loop.call([&] { return net.listener->open("localhost", 0); });
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().what, "not an IP address");
}

TEST_F(Tcp, MoreConnectionsThanOneAcceptBatchAreServed) {
  std::vector<std::unique_ptr<TcpDial>> dials;
  testing::Inbox<bool> connected;
  constexpr int kDials = 3 * kAcceptBatch;
  net.loop.call([&] {  // all queue up in the kernel while the loop is busy here
    for (int i = 0; i < kDials; ++i) {
      dials.push_back(
          std::make_unique<TcpDial>(net.loop, "127.0.0.1", net.port, [&](Result<Stream> s) { connected.put(s.ok()); }));
    }
  });
  for (int i = 0; i < kDials; ++i) EXPECT_TRUE(connected.take());
  std::vector<Stream> arrived;
  for (int i = 0; i < kDials; ++i) arrived.push_back(net.arrivals.take());
  net.loop.call([&] { dials.clear(), arrived.clear(); });
}

// Lowers the limit of descriptors to what is open, so that accept() fails with EMFILE.
class FewDescriptors {
 public:
  explicit FewDescriptors(int spare) {
    getrlimit(RLIMIT_NOFILE, &saved_);
    const int next = dup(0);
    close(next);
    const rlimit few{static_cast<rlim_t>(next + spare), saved_.rlim_max};
    setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewDescriptors() { setrlimit(RLIMIT_NOFILE, &saved_); }

 private:
  rlimit saved_{};
};

// UBSan opens a pipe to look at an object's type, and takes its failure for a wrong object. It comes with ASan here.
#ifdef __SANITIZE_ADDRESS__
#define SKIP_WHERE_DESCRIPTORS_ARE_NEEDED() GTEST_SKIP() << "the sanitizer needs descriptors itself"
#else
#define SKIP_WHERE_DESCRIPTORS_ARE_NEEDED()
#endif

TEST_F(Tcp, ListenerOutOfDescriptorsRestsAndRecovers) {
  SKIP_WHERE_DESCRIPTORS_ARE_NEEDED();
  Stream dialled, arrived;
  {
    const FewDescriptors few(1);  // for the dialling end
    dialled = net.dial().value();
    net.loop.call([] {});  // the accept that fails comes before or with this
    EXPECT_TRUE(net.arrivals.empty());
  }
  arrived = net.arrivals.take();
  EXPECT_NE(arrived, nullptr);
  net.loop.call([&] { dialled.reset(), arrived.reset(); });
}

TEST_F(Tcp, ListenerReopenedOutOfDescriptorsListensAsSoonAsItCan) {
  SKIP_WHERE_DESCRIPTORS_ARE_NEEDED();
  net.loop.call([&] { net.listener->close(); });
  {
    const FewDescriptors few(0);
    net.loop.call([&] { net.listener->reopen(); });
  }
  while (!net.can_dial()) {
  }
}

}  // namespace
}  // namespace redial::net
