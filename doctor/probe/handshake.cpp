// See handshake.hpp.
#include "doctor/probe/handshake.hpp"

#include <array>
#include <cstdio>
#include <optional>

#include "net/await.hpp"

namespace redial::doctor {
namespace {

using net::CertificateFlaw;
using Stream = std::unique_ptr<net::ByteStream>;

struct Secured {
  Stream stream;  // null: it ended
  std::string why;
  std::optional<net::TlsFacts> facts;
};

// On the loop's thread.
class Handshake final : private net::ByteStream::Handler {
 public:
  Handshake(Probing& probing, const std::string& host, Stream transport, std::function<void(Secured)> tell)
      : loop_(probing.loop), tell_(std::move(tell)) {
    stream_ =
        net::tls_client(loop_, probing.tls, std::move(transport), host, [this](const net::TlsFacts& facts) { facts_ = facts; });
    stream_->set_handler(this);
  }
  ~Handshake() { loop_.dispose(std::move(stream_)); }

 private:
  void on_secured() override {
    stream_->set_handler(nullptr);
    tell_({std::move(stream_), {}, std::move(facts_)});
  }
  void on_bytes(std::span<const std::uint8_t>) override {}  // the client speaks first
  void on_closed(const std::string& why) override { tell_({nullptr, why, std::move(facts_)}); }

  net::Loop& loop_;
  std::function<void(Secured)> tell_;
  std::optional<net::TlsFacts> facts_;
  Stream stream_;
};

std::string listed(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text.empty() ? "no name" : text;
}

void log_facts(StageLog& log, const net::TlsFacts& facts) {
  if (!facts.version.empty()) log.received(facts.version + ", " + facts.cipher);
  for (const net::CertificateFacts& one : facts.chain) {
    log.received("certificate: " + one.subject + "; issuer " + one.issuer + "; valid " + date_text(one.valid_from) + " to " +
                 date_text(one.valid_until) + (one.names.empty() ? "" : "; for " + listed(one.names)));
  }
  for (const CertificateFlaw flaw : facts.flaws) log.received("its certificate: " + std::string(to_name(flaw)));
}

std::string describe(const net::TlsFacts& facts) {
  std::string text = facts.version + ", " + facts.cipher;
  if (facts.chain.empty()) return text;
  const net::CertificateFacts& own = facts.chain.front();
  return text + "; certificate of " + own.subject + " by " + own.issuer + " until " + date_text(own.valid_until);
}

Trouble explain_flaw(const net::TlsFacts& facts, const std::string& host) {
  const net::CertificateFacts& own = facts.chain.front();
  switch (facts.flaws.front()) {
    case CertificateFlaw::expired:
      return {Failure::certificate_expired, "the certificate expired on " + date_text(own.valid_until)};
    case CertificateFlaw::not_yet_valid:
      return {Failure::certificate_not_yet_valid,
              "the certificate is valid from " + date_text(own.valid_from) + " on, by this machine's clock not yet"};
    case CertificateFlaw::wrong_host:
      return {Failure::certificate_host_mismatch, "the certificate is good for " + listed(own.names) + ", not for " + host};
    case CertificateFlaw::self_signed:
      return {Failure::certificate_untrusted, "the certificate is signed by itself, and not trusted"};
    case CertificateFlaw::unknown_issuer:
      return {Failure::certificate_untrusted, "the certificate's issuer is no CA that is trusted: " + own.issuer};
    default:
      return {Failure::certificate_untrusted, "the certificate does not hold"};
  }
}

}  // namespace

std::string date_text(UnixMillis time) {
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(std::chrono::sys_time<UnixMillis>(time));
  const std::chrono::year_month_day date(day);
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text.data();
}

Trouble explain(const net::TlsFacts& facts, const std::string& host, const std::string& why) {
  if (!facts.chain.empty() && !facts.flaws.empty()) return explain_flaw(facts, host);
  if (facts.no_common_version) return {Failure::tls_version, "no version of TLS, or no cipher, in common: " + why};
  return {Failure::tls_failed, why};
}

Result<Stream, Trouble> secure(Probing& probing, const std::string& host, Stream transport) {
  probing.begin(Stage::tls, host);
  probing.log.sent("ClientHello for " + host + ", TLS 1.2 or 1.3");
  auto secured = net::await<Secured>(probing.loop, probing.limit(), [&](const auto& tell) {
    return std::make_unique<Handshake>(probing, host, std::move(transport), tell);
  });
  Trouble trouble{Failure::tls_failed, "the TLS handshake: " + silence(probing.limit())};
  if (secured) {
    const net::TlsFacts facts = secured->facts.value_or(net::TlsFacts{});
    log_facts(probing.log, facts);
    if (secured->stream) {
      probing.pass(describe(facts));
      return std::move(secured->stream);
    }
    trouble = explain(facts, host, secured->why);
  }
  probing.fail(trouble.detail);
  return trouble;
}

}  // namespace redial::doctor
