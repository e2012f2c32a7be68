// See tls_facts.hpp. OpenSSL stops at the first flaw of a chain; here it is asked again, and goes on to the end.
#include "net/tls_facts.hpp"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>

#include "net/openssl_handles.hpp"

namespace redial::net {
namespace {

using ContextPtr = std::unique_ptr<X509_STORE_CTX, FreedBy<X509_STORE_CTX_free>>;
using NamesPtr = std::unique_ptr<GENERAL_NAMES, FreedBy<GENERAL_NAMES_free>>;

std::string text_of(const X509_NAME* name) {
  const BioPtr bio(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_ONELINE & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string address_text(const ASN1_OCTET_STRING* address) {
  constexpr int kV4 = 4, kV6 = 16;
  const int size = ASN1_STRING_length(address);
  if (size != kV4 && size != kV6) return "an address of " + std::to_string(size) + " bytes";
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(size == kV4 ? AF_INET : AF_INET6, ASN1_STRING_get0_data(address), text.data(), text.size());
  return text.data();
}

std::vector<std::string> names_of(X509* certificate) {
  std::vector<std::string> names;
  const NamesPtr all(static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; all && i < sk_GENERAL_NAME_num(all.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(all.get(), i);
    if (name->type == GEN_DNS)
      names.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),
                         static_cast<std::size_t>(ASN1_STRING_length(name->d.dNSName)));
    if (name->type == GEN_IPADD) names.push_back(address_text(name->d.iPAddress));
  }
  return names;
}

UnixMillis time_of(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
  return std::chrono::seconds(timegm(&parts));
}

CertificateFacts facts_of(X509* certificate) {
  return {.subject = text_of(X509_get_subject_name(certificate)),
          .issuer = text_of(X509_get_issuer_name(certificate)),
          .names = names_of(certificate),
          .valid_from = time_of(X509_get0_notBefore(certificate)),
          .valid_until = time_of(X509_get0_notAfter(certificate))};
}

CertificateFlaw flaw_of(int error) {
  switch (error) {
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
      return CertificateFlaw::self_signed;
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_CERT_UNTRUSTED:
      return CertificateFlaw::unknown_issuer;
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
      return CertificateFlaw::wrong_host;
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return CertificateFlaw::expired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return CertificateFlaw::not_yet_valid;
    default:
      return CertificateFlaw::other;
  }
}

// OpenSSL's verify callback: notes what is wrong, and has it go on.
int note_flaw(int fine, X509_STORE_CTX* context) {
  if (fine == 0) {
    auto* flaws = static_cast<std::vector<CertificateFlaw>*>(X509_STORE_CTX_get_app_data(context));
    flaws->push_back(flaw_of(X509_STORE_CTX_get_error(context)));
  }
  return 1;
}

std::vector<CertificateFlaw> flaws_of(SSL* ssl, STACK_OF(X509) * chain) {
  std::vector<CertificateFlaw> flaws;
  const ContextPtr context(X509_STORE_CTX_new());
  X509_STORE* trusted = SSL_CTX_get_cert_store(SSL_get_SSL_CTX(ssl));
  if (X509_STORE_CTX_init(context.get(), trusted, sk_X509_value(chain, 0), chain) != 1) return {CertificateFlaw::other};
  X509_STORE_CTX_set_default(context.get(), "ssl_server");
  X509_VERIFY_PARAM_set1(X509_STORE_CTX_get0_param(context.get()), SSL_get0_param(ssl));
  X509_STORE_CTX_set_app_data(context.get(), &flaws);
  X509_STORE_CTX_set_verify_cb(context.get(), note_flaw);
  if (X509_verify_cert(context.get()) != 1) flaws.push_back(CertificateFlaw::other);
  std::ranges::sort(flaws);
  flaws.erase(std::unique(flaws.begin(), flaws.end()), flaws.end());
  return flaws;
}

// Is what ended the handshake a lack of anything in common?
bool nothing_in_common() {
  constexpr std::array kReasons{
      SSL_R_UNSUPPORTED_PROTOCOL,   SSL_R_TLSV1_ALERT_PROTOCOL_VERSION,  SSL_R_WRONG_SSL_VERSION,
      SSL_R_NO_PROTOCOLS_AVAILABLE, SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE, SSL_R_TLSV1_ALERT_INSUFFICIENT_SECURITY,
      SSL_R_NO_SHARED_CIPHER,       SSL_R_INAPPROPRIATE_FALLBACK};
  const unsigned long error = ERR_peek_error();
  return ERR_GET_LIB(error) == ERR_LIB_SSL && std::ranges::find(kReasons, ERR_GET_REASON(error)) != kReasons.end();
}

}  // namespace

TlsFacts facts_of(ssl_st* ssl) {
  TlsFacts facts;
  facts.done = SSL_is_init_finished(ssl) == 1;
  facts.no_common_version = !facts.done && nothing_in_common();
  if (const SSL_CIPHER* cipher = SSL_get_current_cipher(ssl)) {
    facts.cipher = SSL_CIPHER_get_name(cipher);
    facts.version = SSL_get_version(ssl);
  }
  STACK_OF(X509)* chain = SSL_get_peer_cert_chain(ssl);
  if (!chain || sk_X509_num(chain) == 0) return facts;
  for (int i = 0; i < sk_X509_num(chain); ++i) facts.chain.push_back(facts_of(sk_X509_value(chain, i)));
  facts.flaws = flaws_of(ssl, chain);
  ERR_clear_error();
  return facts;
}

}  // namespace redial::net
