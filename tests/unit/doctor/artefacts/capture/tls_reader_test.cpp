// TLS as OpenSSL speaks it, read along with the secrets that it logs.
#include "doctor/artefacts/capture/tls_reader.hpp"

#include <gmock/gmock.h>

#include "core/base/text_encodings.hpp"
#include "doctor/artefacts/capture/certificate.hpp"
#include "doctor/artefacts/capture/tls_keys.hpp"
#include "doctor/artefacts/capture/tls_trouble.hpp"
#include "tests/unit/core/wire/hex.hpp"
#include "tests/unit/doctor/artefacts/capture/tls_pair.hpp"

namespace redial::doctor::capture {
namespace {

using wire::hex;

std::string to_hex_text(const wire::Bytes& bytes) { return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}); }

// Published test vectors: P_hash of SHA-256 as the IETF's TLS list has it, RFC 8448 §3.
TEST(TlsKeysTest, DeriveAsPublished) {
  EXPECT_EQ(to_hex_text(prf(TlsHash::sha256, hex("9bbe436ba940f017b17652849a71db35"), "test label",
                            hex("a0ba9f936cda311827a6f796ffd5198c"), 32)),
            "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a");
  const TlsKeys keys = keys_13(*find_suite(0x1301), hex("b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38"));
  EXPECT_EQ(to_hex_text(keys.key), "3fce516009c21727d0f2e4e86ee403bc");
  EXPECT_EQ(to_hex_text(keys.iv), "5d313eb2671276ee13000b30");
}

// What a reader makes of what passes a pair.
struct Along : TlsPair::Tap, TlsReader::Sink {
  explicit Along(const TlsPair& of) : pair(of), reader(std::make_unique<TlsReader>(keys, static_cast<TlsReader::Sink&>(*this))) {}

  void passed(Sender from, View bytes) override {
    if (knows_secrets) keys.add(pair.key_log);
    if (loses_next && from == Sender::server) {
      loses_next = false;
      reader->data(from, bytes.first(10));
      reader->lost(from, 5);
      return reader->data(from, bytes.subspan(15));
    }
    for (std::size_t at = 0; at < bytes.size(); at += piece)
      reader->data(from, bytes.subspan(at, std::min(piece, bytes.size() - at)));
  }
  void plain_data(Sender from, View bytes) override {
    seen += (from == Sender::client ? ">" : "<") + std::string(text_of(bytes));
  }
  void plain_lost(Sender) override { seen += "?"; }

  const TlsPair& pair;
  KeyLog keys;
  std::unique_ptr<TlsReader> reader;
  std::string seen;
  std::size_t piece = 70'000;
  bool knows_secrets = true, loses_next = false;
};

class TlsReaderTest : public testing::TestWithParam<TlsSetting> {};

TEST_P(TlsReaderTest, ReadsWhatPasses) {
  TlsPair pair(GetParam());
  Along along(pair);
  ASSERT_TRUE(pair.handshake(along));
  pair.send(Sender::client, "question", along);
  pair.send(Sender::server, "answer", along);
  pair.close(Sender::client, along);
  EXPECT_EQ(along.seen, ">question<answer");
  const TlsFacts& facts = along.reader->facts();
  EXPECT_EQ(facts.server_name, "im.example.com");
  EXPECT_FALSE(facts.certificate.empty());
  EXPECT_FALSE(facts.alert);
  EXPECT_EQ(facts.trouble, "");
}

TEST_P(TlsReaderTest, ReadsOneByteAtATime) {
  TlsPair pair(GetParam());
  Along along(pair);
  along.piece = 1;
  ASSERT_TRUE(pair.handshake(along));
  pair.send(Sender::server, std::string(40'000, 'x'), along);  // several records
  EXPECT_EQ(std::ranges::count(along.seen, 'x'), 40'000);
}

TEST_P(TlsReaderTest, ReadsAResumedConnection) {
  TlsPair pair(GetParam());
  Along first(pair);
  ASSERT_TRUE(pair.handshake(first));
  pair.send(Sender::client, "a", first);
  pair.resume();
  Along second(pair);
  ASSERT_TRUE(pair.handshake(second));
  pair.send(Sender::client, "question", second);
  EXPECT_EQ(second.seen, ">question");
  EXPECT_TRUE(second.reader->facts().certificate.empty());  // resumed, that is
}

TEST_P(TlsReaderTest, WithoutSecretsOnlyTheHandshakeIsRead) {
  TlsPair pair(GetParam());
  Along along(pair);
  along.knows_secrets = false;
  ASSERT_TRUE(pair.handshake(along));
  pair.send(Sender::client, "question", along);
  EXPECT_EQ(along.seen, "");
  EXPECT_TRUE(along.reader->facts().is_sealed);
  EXPECT_FALSE(along.reader->facts().is_open);
  EXPECT_EQ(along.reader->facts().server_name, "im.example.com");
}

TEST_P(TlsReaderTest, RecordWithAHoleIsPassedOver) {
  TlsPair pair(GetParam());
  Along along(pair);
  ASSERT_TRUE(pair.handshake(along));
  along.loses_next = true;
  pair.send(Sender::server, "lost, in part", along);
  pair.send(Sender::server, "whole", along);
  EXPECT_EQ(along.seen, "?<whole");
}

std::vector<TlsSetting> settings() {
  std::vector<TlsSetting> all;
  for (const char* suite : {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    all.push_back({.ciphers = suite});
  all.push_back({.client_groups = "P-256:P-384", .server_groups = "P-384"});  // asks for another hello
  for (const char* suite : {"ECDHE-RSA-AES128-GCM-SHA256", "AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305",
                            "ECDHE-RSA-AES128-SHA", "AES256-SHA256", "ECDHE-RSA-AES256-SHA384"}) {
    all.push_back({.version = TLS1_2_VERSION, .ciphers = suite});
  }
  all.push_back({.version = TLS1_2_VERSION, .ciphers = "ECDHE-RSA-AES256-SHA", .encrypt_then_mac = false});
  return all;
}

INSTANTIATE_TEST_SUITE_P(Suites, TlsReaderTest, testing::ValuesIn(settings()), [](const auto& suite) {
  std::string name = (suite.param.version == TLS1_3_VERSION ? "13_" : "12_") + suite.param.ciphers;
  for (char& c : name) c = c == '-' ? '_' : c;
  return name + (suite.param.ciphers.empty() ? "retry" : "");
});

TEST(TlsReader13Test, KeysMayBeChangedWhileItLasts) {
  TlsPair pair({});
  Along along(pair);
  ASSERT_TRUE(pair.handshake(along));
  pair.update_keys(Sender::client);
  pair.send(Sender::client, "one", along);
  pair.update_keys(Sender::server);
  pair.send(Sender::server, "two", along);
  pair.send(Sender::client, "three", along);
  EXPECT_EQ(along.seen, ">one<two>three");
}

TEST(TlsReader13Test, SecretsOfTheTrafficAloneAreEnough) {
  TlsPair pair({});
  Along along(pair);
  along.knows_secrets = false;
  Along blind(pair);
  struct Recorded : TlsPair::Tap {
    void passed(Sender from, View bytes) override { all.emplace_back(from, wire::Bytes(bytes.begin(), bytes.end())); }
    std::vector<std::pair<Sender, wire::Bytes>> all;
  } recorded;
  ASSERT_TRUE(pair.handshake(recorded));
  pair.send(Sender::client, "question", recorded);
  std::string lines;
  for (std::size_t at = 0; at < pair.key_log.size();) {
    const std::size_t end = pair.key_log.find('\n', at) + 1;
    const std::string line = pair.key_log.substr(at, end - at);
    if (line.find("HANDSHAKE") == std::string::npos) lines += line;
    at = end;
  }
  along.keys.add(lines);
  for (const auto& [from, bytes] : recorded.all) along.reader->data(from, bytes);
  EXPECT_EQ(along.seen, ">question");
}

TEST(TlsReaderTest, SecretsOfAnotherConnectionDoNotOpenIt) {
  TlsPair pair({}), other({});
  Along along(pair), unused(other);
  along.knows_secrets = false;
  ASSERT_TRUE(other.handshake(unused));
  along.keys.add(other.key_log);
  ASSERT_TRUE(pair.handshake(along));
  pair.send(Sender::client, "question", along);
  EXPECT_EQ(along.seen, "");
  EXPECT_TRUE(along.reader->facts().is_sealed);
}

TEST(TlsReaderTest, HoleThatHidesWhereARecordBeginsEndsIt) {
  TlsPair pair({});
  Along along(pair);
  ASSERT_TRUE(pair.handshake(along));
  along.reader->lost(Sender::server, 1);
  pair.send(Sender::server, "answer", along);
  EXPECT_EQ(along.seen, "");
  EXPECT_EQ(along.reader->facts().trouble, "packets that are not in the capture");
}

// ---- ends that come too early ----
const TimePoint kNow{std::chrono::hours(24) * 365 * 200};  // long behind any certificate of this test

std::optional<TlsTrouble> trouble(const TlsFacts& facts, TimePoint at, std::optional<Sender> by = Sender::client,
                                  const std::string& host = "im.example.com") {
  return trouble_of(facts, {.host = host, .at = at, .since_answer = std::chrono::milliseconds(1), .by = by});
}

TimePoint in_date() {  // an instant within the certificate's dates, taken from itself
  TlsPair pair({});
  Along along(pair);
  EXPECT_TRUE(pair.handshake(along));
  return read_certificate(along.reader->facts().certificate, "")->not_before + std::chrono::seconds(1);
}

TEST(TlsTroubleTest, AlertsOfTheClientAboutTheCertificate) {
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsPair pair({.version = version});
    pair.refuse_certificate(X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);
    Along along(pair);
    EXPECT_FALSE(pair.handshake(along));
    ASSERT_TRUE(along.reader->facts().alert);
    const auto found = trouble(along.reader->facts(), in_date());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->how, Failure::certificate_untrusted);
    EXPECT_THAT(found->detail,
                testing::StartsWith("alert unknown_ca by the client; certificate of im.example.com, issued by itself"));
  }
}

TEST(TlsTroubleTest, CertificateItselfSaysMoreThanAnAlert) {
  TlsPair pair({});
  pair.refuse_certificate(X509_V_ERR_HOSTNAME_MISMATCH);
  Along along(pair);
  EXPECT_FALSE(pair.handshake(along));
  const TlsFacts& facts = along.reader->facts();
  EXPECT_EQ(trouble(facts, kNow)->how, Failure::certificate_expired);
  EXPECT_EQ(trouble(facts, TimePoint{})->how, Failure::certificate_not_yet_valid);
  EXPECT_EQ(trouble(facts, in_date(), Sender::client, "10.0.0.1")->how, Failure::certificate_host_mismatch);
}

TEST(TlsTroubleTest, ClientThatHangsUpAtOnceDidNotLikeTheCertificate) {
  TlsPair pair({});
  Along along(pair);
  ASSERT_TRUE(pair.handshake(along));
  pair.close(Sender::client, along);
  const TlsFacts& facts = along.reader->facts();
  EXPECT_EQ(trouble(facts, in_date(), Sender::client, "other.example.com")->how, Failure::certificate_host_mismatch);
  EXPECT_EQ(trouble(facts, in_date())->how, Failure::certificate_untrusted);
  EXPECT_FALSE(trouble_of(
      facts, {.host = "im.example.com", .at = in_date(), .since_answer = std::chrono::seconds(9), .by = Sender::client}));
  EXPECT_FALSE(trouble(facts, in_date(), std::nullopt));  // the capture's end says nothing
}

TEST(TlsTroubleTest, ConnectionThatWasUsedHasNone) {
  TlsPair pair({});
  Along along(pair);
  ASSERT_TRUE(pair.handshake(along));
  pair.send(Sender::client, "question", along);
  EXPECT_FALSE(trouble(along.reader->facts(), kNow));
}

TEST(TlsTroubleTest, NoCommonVersion) {
  TlsFacts facts{.has_hello = true};
  facts.alert = TlsAlert{Sender::server, true, 70};
  EXPECT_EQ(trouble(facts, kNow)->how, Failure::tls_version);
  facts.alert = TlsAlert{Sender::server, true, 40};
  EXPECT_EQ(trouble(facts, kNow)->how, Failure::tls_version);
  facts.alert = TlsAlert{Sender::client, true, 40};
  EXPECT_EQ(trouble(facts, kNow)->how, Failure::tls_failed);
}

TEST(TlsTroubleTest, SilenceBehindTheClientHello) {
  const TlsFacts facts{.has_hello = true};
  EXPECT_EQ(trouble(facts, kNow)->how, Failure::silent);
  EXPECT_EQ(trouble(facts, kNow, Sender::server)->how, Failure::tls_failed);
  EXPECT_EQ(trouble_of(facts, {.host = "x", .at = kNow, .since_answer = kSilence * 2, .by = Sender::server})->how,
            Failure::silent);
}

TEST(TlsTroubleTest, SealedAlertIsKnownByItsSize) {
  TlsFacts facts{.version = kTls13, .has_hello = true, .has_answer = true, .is_sealed = true, .encrypted = {1, 3}};
  facts.first_encrypted = 19;
  EXPECT_THAT(trouble(facts, kNow)->detail, testing::HasSubstr("cannot be read without its secrets"));
  facts.encrypted[0] = 9;
  facts.first_encrypted = 53;
  EXPECT_FALSE(trouble(facts, kNow));
}

}  // namespace
}  // namespace redial::doctor::capture
