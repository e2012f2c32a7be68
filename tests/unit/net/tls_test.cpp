// TLS over loopback TCP, with certificates of our own authority.
#include "net/tls.hpp"

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>

#include "net/certificate_authority.hpp"
#include "tests/unit/net/stream_peer.hpp"

namespace redial::net {
namespace {

using namespace std::chrono_literals;
using testing::Loopback;
using testing::StreamPeer;

class Tls : public ::testing::Test {
 protected:
  void connect(const TlsContext& trust, const std::string& host = "127.0.0.1") {
    auto dialled = net.dial().value();
    client = std::make_unique<StreamPeer>(net.loop,
                                          net.loop.call([&] { return tls_client(net.loop, trust, std::move(dialled), host); }));
    auto arrived = net.arrivals.take();
    server =
        std::make_unique<StreamPeer>(net.loop, net.loop.call([&] { return tls_server(net.loop, context, std::move(arrived)); }));
  }

  CertificateAuthority ca = CertificateAuthority::make().value();
  TlsContext context = ca.issue_server().value();
  TlsContext trusting = TlsContext::client(ca.ca_file()).value();
  Loopback net;
  std::unique_ptr<StreamPeer> client, server;
};

TEST_F(Tls, BytesSentBeforeTheHandshakeArrive) {
  connect(trusting);
  client->send("hello");
  EXPECT_EQ(server->receive(5), "hello");
  server->send("you");
  EXPECT_EQ(client->receive(3), "you");
}

// What a client is offered to come back with. The client's contexts keep no sessions, so the ticket itself is looked for.
class TlsTickets : public Tls {
 protected:
  int tickets() {
    static std::atomic<int> told;
    told = 0;
    SSL_CTX_set_session_cache_mode(trusting.native(), SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(trusting.native(), [](SSL*, SSL_SESSION*) {
      ++told;
      return 0;
    });
    SSL_CTX_clear_options(trusting.native(), SSL_OP_NO_TICKET);
    connect(trusting);
    client->send("x");
    EXPECT_EQ(server->receive(1), "x");
    server->send("y");  // behind the tickets
    EXPECT_EQ(client->receive(1), "y");
    return told;
  }
};

TEST_F(TlsTickets, AreNotGivenUnlessResumptionIsAllowed) { EXPECT_EQ(tickets(), 0); }

TEST_F(TlsTickets, OneIsGivenWhereResumptionIsAllowed) {
  context.allow_resumption();
  EXPECT_EQ(tickets(), 1);
}

TEST_F(Tls, AServerTellsItsSecretsBeforeTheyAreNeeded) {
  testing::Inbox<std::string> told;
  context.tell_secrets();
  auto dialled = net.dial().value();
  client = std::make_unique<StreamPeer>(
      net.loop, net.loop.call([&] { return tls_client(net.loop, trusting, std::move(dialled), "127.0.0.1"); }));
  auto arrived = net.arrivals.take();
  const auto tell = [&](std::string_view line) { told.put(std::string(line)); };
  server = std::make_unique<StreamPeer>(net.loop,
                                        net.loop.call([&] { return tls_server(net.loop, context, std::move(arrived), tell); }));
  client->send("x");
  EXPECT_EQ(server->receive(1), "x");
  std::set<std::string> labels;
  while (!told.empty()) {
    const std::string line = told.take();
    labels.insert(line.substr(0, line.find(' ')));
  }
  const std::set<std::string> needed{"CLIENT_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0", "EXPORTER_SECRET",
                                     "SERVER_HANDSHAKE_TRAFFIC_SECRET", "SERVER_TRAFFIC_SECRET_0"};
  EXPECT_EQ(labels, needed);
}

TEST_F(Tls, LargeTransferArrivesWhole) {
  connect(trusting);
  const std::string text(1u << 20, 'x');
  client->send(text);
  EXPECT_EQ(server->receive(text.size()), text);
}

TEST_F(Tls, CertificateIsGoodForLocalhost) {
  connect(trusting, "localhost");
  client->send("x");
  EXPECT_EQ(server->receive(1), "x");
}

TEST_F(Tls, CertificateIsNotGoodForAnotherHost) {
  connect(trusting, "chat.example");
  EXPECT_EQ(client->why_closed(), "TLS handshake failed: the server's certificate is not trusted: hostname mismatch");
}

TEST_F(Tls, AuthorityThatIsNotTrustedIsRefused) {
  const auto other = CertificateAuthority::make().value();
  connect(TlsContext::client(other.ca_file()).value());
  EXPECT_NE(client->why_closed().find("the server's certificate is not trusted"), std::string::npos);
}

TEST_F(Tls, ExpiredCertificateIsRefused) {
  context = ca.issue_server({.valid_from = -48h, .valid_until = -24h}).value();
  connect(trusting);
  EXPECT_EQ(client->why_closed(), "TLS handshake failed: the server's certificate is not trusted: certificate has expired");
}

TEST_F(Tls, CertificateFromTheFutureIsRefused) {
  context = ca.issue_server({.valid_from = 24h}).value();
  connect(trusting);
  EXPECT_EQ(client->why_closed(), "TLS handshake failed: the server's certificate is not trusted: certificate is not yet valid");
}

TEST_F(Tls, CertificateForAnotherHostAloneIsNotGoodForThisMachine) {
  context = ca.issue_server({.host = "chat.example", .for_this_machine = false}).value();
  for (const char* host : {"127.0.0.1", "localhost"}) {
    connect(trusting, host);
    EXPECT_NE(client->why_closed().find("mismatch"), std::string::npos) << host;
  }
}

TEST_F(Tls, ServerThatSpeaksNothingNewerThan11RefusesOurClient) {
  context = ca.issue_server({}, TlsVersions::only_1_1).value();
  connect(trusting);
  EXPECT_EQ(client->why_closed(), "TLS handshake failed: tlsv1 alert protocol version");
}

TEST_F(Tls, ServerThatSpeaksNothingNewerThan11DoesSpeak11) {
  context = ca.issue_server({}, TlsVersions::only_1_1).value();
  SSL_CTX_set_security_level(trusting.native(), 0);
  SSL_CTX_set_min_proto_version(trusting.native(), TLS1_1_VERSION);
  connect(trusting);
  client->send("x");
  EXPECT_EQ(server->receive(1), "x");
}

class BrokenHandshake : public Tls {
 protected:
  void connect_to(HandshakeFlaw flaw) {
    auto dialled = net.dial().value();
    client = std::make_unique<StreamPeer>(
        net.loop, net.loop.call([&] { return tls_client(net.loop, trusting, std::move(dialled), "localhost"); }));
    server = std::make_unique<StreamPeer>(net.loop, tls_broken_server(net.arrivals.take(), flaw));
  }
};

TEST_F(BrokenHandshake, EndsWithAResetAtTheFirstBytes) {
  connect_to(HandshakeFlaw::reset);
  EXPECT_EQ(client->why_closed(), "during the TLS handshake: reset by peer");
}

TEST_F(BrokenHandshake, IsNeverAnsweredUntilTheClientGivesUp) {
  connect_to(HandshakeFlaw::unanswered);
  client->close();
  EXPECT_EQ(server->why_closed(), "during the TLS handshake: closed by peer");
}

TEST_F(Tls, GracefulCloseIsSeenAsClose) {
  connect(trusting);
  client->send("x");
  server->receive(1);
  server->close();
  EXPECT_EQ(client->why_closed(), "closed by peer");
  EXPECT_EQ(server->why_closed(), "closed");
}

TEST_F(Tls, ResetIsSeenAsReset) {
  connect(trusting);
  client->send("x");
  server->receive(1);
  server->reset();
  EXPECT_EQ(client->why_closed(), "reset by peer");
}

TEST_F(Tls, EndDuringTheHandshakeSaysSo) {
  auto dialled = net.dial().value();
  client = std::make_unique<StreamPeer>(
      net.loop, net.loop.call([&] { return tls_client(net.loop, trusting, std::move(dialled), "localhost"); }));
  server = std::make_unique<StreamPeer>(net.loop, net.arrivals.take());
  server->receive(1);
  server->reset();
  EXPECT_EQ(client->why_closed(), "during the TLS handshake: reset by peer");
}

TEST_F(Tls, PlainTextIsAFailedHandshake) {
  client = std::make_unique<StreamPeer>(net.loop, net.dial().value());
  auto arrived = net.arrivals.take();
  server =
      std::make_unique<StreamPeer>(net.loop, net.loop.call([&] { return tls_server(net.loop, context, std::move(arrived)); }));
  client->send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(server->why_closed(), "TLS handshake failed: http request");
}

TEST_F(Tls, TooMuchBeforeTheHandshakeEndsTheStream) {
  auto dialled = net.dial().value();
  client = std::make_unique<StreamPeer>(
      net.loop, net.loop.call([&] { return tls_client(net.loop, trusting, std::move(dialled), "localhost"); }));
  client->send(std::string(kMaxQueuedBytes + 1, 'x'));
  net.loop.call([stream = net.arrivals.take()]() mutable { stream.reset(); });
  EXPECT_EQ(client->why_closed(), "too much was sent before the TLS handshake was done");
}

TEST(CertificateAuthority, CaFileIsPrivateAndGoneAfterwards) {
  std::string file;
  {
    const auto ca = CertificateAuthority::make().value();
    file = ca.ca_file();
    struct stat info {};
    ASSERT_EQ(stat(file.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u);
    ASSERT_EQ(stat(std::filesystem::path(file).parent_path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0700u);
  }
  EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(file).parent_path()));
}

TEST_F(Tls, CertificateIsGoodForTheHostItWasIssuedFor) {
  for (const char* host : {"chat.example", "192.0.2.7"}) {
    context = ca.issue_server({.host = host}).value();
    connect(trusting, host);
    client->send("x");
    EXPECT_EQ(server->receive(1), "x") << host;
  }
}

TEST(TlsContext, SaysWhichFileIsWrong) {
  EXPECT_EQ(TlsContext::server("nonsense", "nonsense").error().what, "not a certificate");
  EXPECT_EQ(TlsContext::client("/nonexistent.pem").error().what, "no CA certificates in it");
}

// ---- what a handshake showed ----

class TlsFactsTold : public Tls {
 protected:
  TlsFacts facts(const TlsContext& trust, const std::string& host = "127.0.0.1") {
    testing::Inbox<TlsFacts> told;
    auto dialled = net.dial().value();
    client = std::make_unique<StreamPeer>(net.loop, net.loop.call([&] {
      return tls_client(net.loop, trust, std::move(dialled), host, [&](const TlsFacts& seen) { told.put(seen); });
    }));
    auto arrived = net.arrivals.take();
    server =
        std::make_unique<StreamPeer>(net.loop, net.loop.call([&] { return tls_server(net.loop, context, std::move(arrived)); }));
    return told.take();
  }
};

TEST_F(TlsFactsTold, GoodHandshakeTellsProtocolAndCertificate) {
  const TlsFacts seen = facts(trusting);
  EXPECT_TRUE(seen.done);
  EXPECT_EQ(seen.version, "TLSv1.3");
  EXPECT_EQ(seen.cipher, "TLS_AES_256_GCM_SHA384");
  ASSERT_EQ(seen.chain.size(), 1u);
  EXPECT_EQ(seen.chain[0].subject, "CN = localhost");
  EXPECT_EQ(seen.chain[0].issuer, "CN = Redial test CA");
  EXPECT_EQ(seen.chain[0].names, (std::vector<std::string>{"localhost", "127.0.0.1", "::1", "localhost"}));
  EXPECT_EQ(seen.chain[0].valid_until - seen.chain[0].valid_from, std::chrono::days(366));
  EXPECT_TRUE(seen.flaws.empty());
}

TEST_F(TlsFactsTold, EachFlawIsToldOfACertificateThatIsNotTrusted) {
  using Flaws = std::vector<CertificateFlaw>;
  const auto stranger = CertificateAuthority::make().value();
  context = stranger.issue_server().value();
  EXPECT_EQ(facts(trusting).flaws, Flaws{CertificateFlaw::unknown_issuer});
  context = ca.issue_server({.valid_from = -48h, .valid_until = -24h}).value();
  EXPECT_EQ(facts(trusting).flaws, Flaws{CertificateFlaw::expired});
  context = ca.issue_server({.valid_from = 24h, .valid_until = 48h}).value();
  EXPECT_EQ(facts(trusting).flaws, Flaws{CertificateFlaw::not_yet_valid});
  context = ca.issue_server({.host = "other.example", .for_this_machine = false}).value();
  const TlsFacts wrong_host = facts(trusting, "chat.example");
  EXPECT_EQ(wrong_host.flaws, Flaws{CertificateFlaw::wrong_host});
  EXPECT_FALSE(wrong_host.done);
  EXPECT_FALSE(wrong_host.no_common_version);
  EXPECT_EQ(wrong_host.chain.at(0).names, std::vector<std::string>{"other.example"});
}

TEST_F(TlsFactsTold, LackOfACommonVersionIsTold) {
  context = ca.issue_server({}, TlsVersions::only_1_1).value();
  const TlsFacts seen = facts(trusting);
  EXPECT_TRUE(seen.no_common_version);
  EXPECT_TRUE(seen.chain.empty());
}

TEST_F(TlsFactsTold, SystemsTrustTakesInAFileOfCas) {
  EXPECT_TRUE(facts(TlsContext::client_of_the_system(ca.ca_file()).value()).done);
  EXPECT_FALSE(facts(TlsContext::client_of_the_system("").value()).done);
}

}  // namespace
}  // namespace redial::net
