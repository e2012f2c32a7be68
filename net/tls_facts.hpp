// What a TLS handshake showed of the server: protocol, cipher and certificates, trusted or not. It decides nothing; whether the
// handshake goes on is the context's business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/names.hpp"
#include "core/time/time.hpp"

struct ssl_st;

namespace redial::net {

struct CertificateFacts {
  std::string subject, issuer;             // "CN = im.example.com, O = Example"
  std::vector<std::string> names;          // it is good for: DNS names and IP addresses
  UnixMillis valid_from{}, valid_until{};  // 0 where it says no readable time
};

// Why a client does not accept a certificate, the most serious first.
enum class CertificateFlaw : std::uint8_t { self_signed, unknown_issuer, wrong_host, expired, not_yet_valid, other };
inline constexpr Named<CertificateFlaw> kCertificateFlaws[] = {
    {CertificateFlaw::self_signed, "it is signed by itself, and not trusted"},
    {CertificateFlaw::unknown_issuer, "it comes from no CA that is trusted"},
    {CertificateFlaw::wrong_host, "it is not good for this host"},
    {CertificateFlaw::expired, "it has expired"},
    {CertificateFlaw::not_yet_valid, "it is not valid yet"},
    {CertificateFlaw::other, "it does not hold"}};
constexpr std::string_view to_name(CertificateFlaw flaw) { return name_of(kCertificateFlaws, flaw); }

struct TlsFacts {
  bool done = false;                    // the handshake
  std::string version;                  // "TLSv1.3"; empty: it did not come to one
  std::string cipher;                   // "TLS_AES_256_GCM_SHA384"
  bool no_common_version = false;       // it ended because the two have no version, or no cipher, in common
  std::vector<CertificateFacts> chain;  // as the server sent it, its own first; empty: it sent none
  std::vector<CertificateFlaw> flaws;   // of the chain, each once
};

// Of a client's handshake that is over, well or badly, by OpenSSL's error queue. All flaws of a chain are found, not only the one
// that ended the handshake.
TlsFacts facts_of(ssl_st* ssl);

}  // namespace redial::net
