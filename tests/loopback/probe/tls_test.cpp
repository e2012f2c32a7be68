// What a probe tells of servers whose TLS no client accepts: it looks at their certificates all the same, and stops.
#include "net/certificate_authority.hpp"
#include "tests/loopback/probe/odd_server.hpp"
#include "tests/loopback/probe/probe_fixture.hpp"

namespace redial::doctor {
namespace {

using fault::FaultKind;
using fault::Plane;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::OddServer;
using trace::EventKind;

struct TlsCase {
  FaultKind kind;
  std::string failure, words, line;
};
void PrintTo(const TlsCase& one, std::ostream* out) { *out << fault::describe(one.kind).name; }

class ProbedTls : public testing::ProbeFixture, public ::testing::WithParamInterface<TlsCase> {};

TEST_P(ProbedTls, EndsAtTheNavigatorWithItsReason) {
  const auto& [kind, failure, words, line] = GetParam();
  arm({.kind = kind, .plane = Plane::navigation});
  const Probed probed = probe(over_tls(token("u1")));
  EXPECT_THAT(course(probed), ElementsAre("token text +", "name resolution +", "TCP +", "TLS -"));
  EXPECT_THAT(summary(probed), HasSubstr(words));
  if (!line.empty()) {
    EXPECT_THAT(probed.stages.back().received, Contains(HasSubstr(line)));
  }
  EXPECT_EQ(only(probed, EventKind::navigation_failed).name, failure);
  EXPECT_THAT(only(probed, EventKind::navigation_failed).detail, HasSubstr(words));
}

TEST_P(ProbedTls, EndsAtTheChatServerWithItsReason) {
  const auto& [kind, failure, words, line] = GetParam();
  arm({.kind = kind});
  const Probed probed = probe(over_tls(token("u1")));
  EXPECT_EQ(course(probed).back(), "TLS -");
  EXPECT_THAT(summary(probed), HasSubstr(words));
  EXPECT_EQ(only(probed, EventKind::socket_failed).name, failure);
}

INSTANTIATE_TEST_SUITE_P(
    , ProbedTls,
    ::testing::Values(TlsCase{FaultKind::tls_unknown_ca, "certificate-untrusted",
                              "issuer is no CA that is trusted: CN = Redial test CA", "it comes from no CA that is trusted"},
                      TlsCase{FaultKind::tls_expired, "certificate-expired", "the certificate expired on 20", "it has expired"},
                      TlsCase{FaultKind::tls_not_yet_valid, "certificate-not-yet-valid", "the certificate is valid from 20",
                              "it is not valid yet"},
                      TlsCase{FaultKind::tls_wrong_host, "certificate-host-mismatch",
                              "the certificate is good for chat.invalid, not for 127.0.0.1", "certificate: CN = chat.invalid"},
                      TlsCase{FaultKind::tls_old_version, "tls-version", "no version of TLS, or no cipher, in common", ""},
                      TlsCase{FaultKind::tls_hang, "tls-failed", "the TLS handshake: no answer in 0.3 s", ""},
                      TlsCase{FaultKind::tls_cut, "tls-failed", "during the TLS handshake: reset by peer", ""}),
    [](const auto& one) {
      std::string name(fault::describe(one.param.kind).name);
      std::ranges::replace(name, '-', '_');
      return name;
    });

class ProbedOddTls : public testing::ProbeFixture {
 protected:
  Probed probe_at(const OddServer& box) {
    ProbeOptions asked = options(token("u1"));
    asked.navigators = {box.url("https")};
    return probe(asked);
  }
};

TEST_F(ProbedOddTls, CertificateSignedByItselfIsToldAsThat) {
  const net::TlsContext own = testing::self_signed();
  const OddServer box("", [&own](net::Loop& at, auto stream) { return net::tls_server(at, own, std::move(stream)); });
  const Probed probed = probe_at(box);
  EXPECT_EQ(course(probed).back(), "TLS -");
  EXPECT_EQ(summary(probed), "the certificate is signed by itself, and not trusted");
  EXPECT_THAT(probed.stages.back().received, Contains(HasSubstr("certificate: CN = box; issuer CN = box; valid 20")));
  EXPECT_EQ(only(probed, EventKind::navigation_failed).name, "certificate-untrusted");
}

TEST_F(ProbedOddTls, AllFlawsOfACertificateAreToldTheMostSeriousFirst) {
  const auto stranger = net::CertificateAuthority::make().value();
  const net::TlsContext bad = stranger
                                  .issue_server({.host = "chat.invalid",
                                                 .for_this_machine = false,
                                                 .valid_from = -std::chrono::days(3),
                                                 .valid_until = -std::chrono::days(1)})
                                  .value();
  const OddServer box("", [&bad](net::Loop& at, auto stream) { return net::tls_server(at, bad, std::move(stream)); });
  const Probed probed = probe_at(box);
  const auto& lines = probed.stages.back().received;
  ASSERT_EQ(lines.size(), 5u);
  EXPECT_EQ(lines[2], "its certificate: it comes from no CA that is trusted");
  EXPECT_EQ(lines[3], "its certificate: it is not good for this host");
  EXPECT_EQ(lines[4], "its certificate: it has expired");
  EXPECT_EQ(only(probed, EventKind::navigation_failed).name, "certificate-untrusted");
}

TEST_F(ProbedOddTls, ServerWithoutTlsIsTold) {
  const OddServer plain("HTTP/1.1 400 Bad Request\r\n\r\n");
  const Probed probed = probe_at(plain);
  EXPECT_EQ(course(probed).back(), "TLS -");
  EXPECT_EQ(only(probed, EventKind::navigation_failed).name, "tls-failed");
  EXPECT_THAT(summary(probed), HasSubstr("wrong version number"));
}

}  // namespace
}  // namespace redial::doctor
