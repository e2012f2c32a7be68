// What a client meets under each fault of TCP.
#include "net/clock.hpp"
#include "tests/loopback/mock_server_fixture.hpp"
#include "tests/loopback/raw_client.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::Direction;
using fault::FaultKind;
using fault::Moment;
using testing::RawClient;

const wire::Bytes kPing{0xc0};
const wire::Bytes kPong{0xd0};

class BytesOnTheWire : public testing::MockServerFixture {
 protected:
  // A client that has asked for the upgrade, with a token that will be refused: everything is the same each time.
  std::unique_ptr<RawClient> raw() {
    auto client = std::make_unique<RawClient>(loop, app.chat_address);
    client->ask_upgrade(chat_url("nonsense"));
    return client;
  }
  // What the server sends it: grant, CONNACK 4, close frame.
  std::string all_that_comes() {
    auto client = raw();
    std::string all = client->take_head();
    all += client->take(kConnack.size() + kClose.size());
    return all;
  }
  void reset_all() { arm({.kind = FaultKind::reset, .moment = Moment::now}); }

  const std::string kConnack{"\x82\x03\x20\0\x04", 5};
  const std::string kClose{"\x88\x02\x03\xe8", 4};
};

TEST_F(BytesOnTheWire, RefuseRefusesBothPlanesAndEndsWithItsTime) {
  const std::string good = token("u1");
  arm({.kind = FaultKind::refuse, .plane = fault::Plane::all, .lasts = 50ms});
  EXPECT_EQ(dial(chat_url(good)), nullptr);
  EXPECT_NE(dial_error.find("Connection refused"), std::string::npos) << dial_error;
  EXPECT_EQ(navigate(app.navigation_url, good).error().what, "cannot connect: Connection refused");
  while (!dial(chat_url(good))) {
  }
}

TEST_F(BytesOnTheWire, ResetAndCloseStrikeAtEachMoment) {
  for (const Moment moment : {Moment::accept, Moment::open, Moment::login}) {
    for (const FaultKind kind : {FaultKind::reset, FaultKind::close}) {
      arm({.name = "f", .kind = kind, .moment = moment});
      RawClient client(loop, app.chat_address);
      client.ask_upgrade(chat_url(token("u1")));
      const std::string all = client.rest();
      EXPECT_EQ(all.empty(), moment == Moment::accept);
      EXPECT_EQ(client.why_closed(), kind == FaultKind::reset ? "reset by peer" : "closed by peer");
      perform(control::ClearFaults{"f"});
    }
  }
}

TEST_F(BytesOnTheWire, BlackholeToTheClientLetsTheServerHear) {
  auto client = login("u1");
  arm({.kind = FaultKind::blackhole, .direction = Direction::to_client, .moment = Moment::now});
  client->send(kPing);
  EXPECT_EQ(await(trace::EventKind::server_received).name, "PINGREQ");
  reset_all();
  client->closed();
  EXPECT_TRUE(client->received_nothing());
}

TEST_F(BytesOnTheWire, BlackholeToTheServerLetsTheClientHear) {
  auto client = login("u1");
  arm({.kind = FaultKind::blackhole, .direction = Direction::to_server, .moment = Moment::now});
  client->send(kPing);
  perform(control::DisconnectUser{UserId("u1"), 3});
  EXPECT_EQ(std::get<wire::ServerDisconnect>(receive(*client)).status, 3);
}

TEST_F(BytesOnTheWire, JitterDelaysAndKeepsTheOrder) {
  const std::string expected = all_that_comes();
  arm({.kind = FaultKind::jitter, .by = 20ms});
  EXPECT_EQ(all_that_comes(), expected);
  await(trace::EventKind::fault_fired);
}

TEST_F(BytesOnTheWire, ThrottleLetsNoMoreThanSoManyBytesASecondPass) {
  const std::string expected = all_that_comes();
  arm({.kind = FaultKind::throttle, .bytes = 2000, .direction = Direction::to_client});
  const TimePoint start = net::now();
  EXPECT_EQ(all_that_comes(), expected);
  EXPECT_GE(net::now() - start, Duration(1s) * static_cast<Duration::rep>(expected.size()) / 2000);
}

TEST_F(BytesOnTheWire, SlicesOfOneByteMakeTheSameStream) {
  const std::string expected = all_that_comes();
  arm({.kind = FaultKind::slice, .bytes = 1});
  EXPECT_EQ(all_that_comes(), expected);
  await(trace::EventKind::fault_fired);
}

TEST_F(BytesOnTheWire, CutEndsTheStreamAfterSoManyBytes) {
  const std::string expected = all_that_comes();
  arm({.kind = FaultKind::cut, .bytes = 17, .direction = Direction::to_client});
  auto client = raw();
  EXPECT_EQ(client->rest(), expected.substr(0, 17));
  EXPECT_EQ(client->why_closed(), "closed by peer");
}

TEST_F(BytesOnTheWire, CutOfTheRequestLeavesItUnanswered) {
  arm({.kind = FaultKind::cut, .bytes = 17, .direction = Direction::to_server});
  auto client = raw();
  EXPECT_EQ(client->rest(), "");
  EXPECT_EQ(client->why_closed(), "closed by peer");
}

TEST_F(BytesOnTheWire, ResetInFrameLetsSoManyBytesThrough) {
  const std::string expected = all_that_comes();
  const std::uint32_t middle_of_connack = static_cast<std::uint32_t>(expected.size() - kClose.size() - 2);
  arm({.kind = FaultKind::reset_in_frame, .bytes = middle_of_connack, .direction = Direction::to_client});
  auto client = raw();
  EXPECT_EQ(client->rest(), expected.substr(0, middle_of_connack));
  EXPECT_EQ(client->why_closed(), "reset by peer");
}

TEST_F(BytesOnTheWire, CorruptFlipsOneByte) {
  std::string expected = all_that_comes();
  arm({.kind = FaultKind::corrupt, .bytes = 3, .direction = Direction::to_client});
  expected[2] = static_cast<char>(~expected[2]);
  EXPECT_EQ(all_that_comes(), expected);
}

TEST_F(BytesOnTheWire, CorruptRequestIsMalformed) {
  arm({.kind = FaultKind::corrupt, .bytes = 1, .direction = Direction::to_server});
  EXPECT_TRUE(raw()->take_head().starts_with("HTTP/1.1 400 "));
}

TEST_F(BytesOnTheWire, CorruptByteOverTlsFailsItsRecord) {
  arm({.kind = FaultKind::corrupt, .bytes = 600, .direction = Direction::to_client});
  EXPECT_EQ(dial(chat_url(token("u1"), true)), nullptr);
  EXPECT_NE(dial_error.find("TLS"), std::string::npos) << dial_error;
}

}  // namespace
}  // namespace redial::mock_server
