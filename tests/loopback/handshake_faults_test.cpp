// What a client meets under each fault of TLS and of the WebSocket upgrade.
#include <algorithm>

#include "net/clock.hpp"
#include "tests/loopback/mock_server_fixture.hpp"
#include "tests/loopback/raw_client.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;
using fault::FaultKind;
using fault::Moment;
using fault::Plane;
using testing::RawClient;

struct TlsCase {
  FaultKind kind;
  std::string complaint;  // of a client that checks
};
void PrintTo(const TlsCase& one, std::ostream* out) { *out << fault::describe(one.kind).name; }

class TlsFaultOnTheWire : public testing::MockServerFixture, public ::testing::WithParamInterface<TlsCase> {};

TEST_P(TlsFaultOnTheWire, EndsTheHandshakeOfAChatConnection) {
  arm({.kind = GetParam().kind, .last = 1});
  EXPECT_EQ(dial(chat_url(token("u1"), true)), nullptr);
  EXPECT_NE(dial_error.find(GetParam().complaint), std::string::npos) << dial_error;
  EXPECT_NE(dial(chat_url(token("u1"), true)), nullptr) << dial_error;
}

TEST_P(TlsFaultOnTheWire, EndsTheHandshakeOfANavigationConnection) {
  arm({.kind = GetParam().kind, .plane = Plane::navigation, .last = 1});
  const auto refused = navigate(app.navigation_tls_url, token("u1"));
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find(GetParam().complaint), std::string::npos) << refused.error().what;
  EXPECT_TRUE(navigate(app.navigation_tls_url, token("u1")));
}

TEST_P(TlsFaultOnTheWire, LeavesPlainConnectionsAlone) {
  arm({.kind = GetParam().kind, .plane = Plane::all});
  EXPECT_TRUE(navigate(app.navigation_url, token("u1")));
  EXPECT_NE(login("u1"), nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    , TlsFaultOnTheWire,
    ::testing::Values(TlsCase{FaultKind::tls_unknown_ca, "is not trusted: unable to get local issuer certificate"},
                      TlsCase{FaultKind::tls_expired, "is not trusted: certificate has expired"},
                      TlsCase{FaultKind::tls_not_yet_valid, "is not trusted: certificate is not yet valid"},
                      TlsCase{FaultKind::tls_wrong_host, "is not trusted: IP address mismatch"},
                      TlsCase{FaultKind::tls_old_version, "TLS handshake failed: tlsv1 alert protocol version"},
                      TlsCase{FaultKind::tls_cut, "during the TLS handshake: reset by peer"}),
    [](const auto& one) {
      std::string name(fault::describe(one.param.kind).name);
      std::ranges::replace(name, '-', '_');
      return name;
    });

class HandshakeOnTheWire : public testing::MockServerFixture {
 protected:
  // A client that has asked for the upgrade.
  std::unique_ptr<RawClient> raw() {
    auto client = std::make_unique<RawClient>(loop, app.chat_address);
    client->ask_upgrade(chat_url(token("u1")));
    return client;
  }
  void reset_all() { arm({.kind = FaultKind::reset, .moment = Moment::now}); }
};

TEST_F(HandshakeOnTheWire, TlsHangAnswersNothingAndStaysUp) {
  arm({.kind = FaultKind::tls_hang});
  RawClient client(loop, app.chat_tls_address);
  client.send("\x16\x03\x01");
  await(trace::EventKind::fault_fired);
  reset_all();
  EXPECT_EQ(client.rest(), "");
  EXPECT_EQ(client.why_closed(), "reset by peer");
}

TEST_F(HandshakeOnTheWire, TlsHangOfNavigationLastsUntilTheClientGivesUp) {
  arm({.kind = FaultKind::tls_hang, .plane = Plane::navigation});
  EXPECT_EQ(navigate(app.navigation_tls_url, token("u1"), 30ms).error().what, "no reply in time");
}

TEST_F(HandshakeOnTheWire, UpgradeIsRefusedWithEachStatusAndTheConnectionEnds) {
  for (const int status : {200, 204, 302, 400, 401, 403, 404, 426, 429, 500, 502, 503, 504}) {
    arm({.name = "s", .kind = FaultKind::upgrade_status, .status = status});
    auto client = raw();
    EXPECT_TRUE(client->take_head().starts_with("HTTP/1.1 " + std::to_string(status) + " "));
    client->rest();
    EXPECT_EQ(client->why_closed(), "closed by peer");
    perform(control::ClearFaults{"s"});
  }
}

TEST_F(HandshakeOnTheWire, UpgradeHangAnswersNothingAndStaysUp) {
  arm({.kind = FaultKind::upgrade_hang});
  auto client = raw();
  await(trace::EventKind::fault_fired);
  reset_all();
  EXPECT_EQ(client->rest(), "");
  EXPECT_EQ(client->why_closed(), "reset by peer");
}

TEST_F(HandshakeOnTheWire, DelayedUpgradeIsGrantedLate) {
  arm({.kind = FaultKind::upgrade_delay, .by = 30ms});
  const TimePoint start = net::now();
  EXPECT_NE(login("u1"), nullptr);
  EXPECT_GE(net::now() - start, 30ms);
}

TEST_F(HandshakeOnTheWire, ClientThatLeavesBeforeADelayedUpgradeIsForgotten) {
  arm({.kind = FaultKind::upgrade_delay, .by = 30ms, .last = 1});
  raw().reset();
  EXPECT_NE(login("u1"), nullptr);
  EXPECT_EQ(await(trace::EventKind::server_closed).epoch, Epoch(1));
}

TEST_F(HandshakeOnTheWire, GarbageIsAGrantWithAKeyThatDoesNotFit) {
  arm({.kind = FaultKind::upgrade_garbage});
  const std::string head = raw()->take_head();
  EXPECT_TRUE(head.starts_with("HTTP/1.1 101 ")) << head;
  EXPECT_EQ(dial(chat_url(token("u1"))), nullptr);
  EXPECT_NE(dial_error.find("a key that does not fit"), std::string::npos) << dial_error;
}

}  // namespace
}  // namespace redial::mock_server
