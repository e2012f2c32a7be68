// Numbers of IANA's registry of TLS cipher suites.
#include "doctor/artefacts/capture/tls_suites.hpp"

#include <algorithm>
#include <cstdio>

namespace redial::doctor::capture {
namespace {

using C = TlsCipher;
using H = TlsHash;

constexpr TlsSuite kSuites[] = {
    // TLS 1.3
    {0x1301, C::aes_gcm, 16, H::sha256},
    {0x1302, C::aes_gcm, 32, H::sha384},
    {0x1303, C::chacha20_poly1305, 32, H::sha256},
    // TLS 1.2: RSA, DHE, ECDHE with ECDSA and with RSA
    {0x009c, C::aes_gcm, 16, H::sha256},
    {0x009e, C::aes_gcm, 16, H::sha256},
    {0xc02b, C::aes_gcm, 16, H::sha256},
    {0xc02f, C::aes_gcm, 16, H::sha256},
    {0x009d, C::aes_gcm, 32, H::sha384},
    {0x009f, C::aes_gcm, 32, H::sha384},
    {0xc02c, C::aes_gcm, 32, H::sha384},
    {0xc030, C::aes_gcm, 32, H::sha384},
    {0xcca8, C::chacha20_poly1305, 32, H::sha256},
    {0xcca9, C::chacha20_poly1305, 32, H::sha256},
    {0xccaa, C::chacha20_poly1305, 32, H::sha256},
    {0x002f, C::aes_cbc, 16, H::sha256, H::sha1},
    {0x0033, C::aes_cbc, 16, H::sha256, H::sha1},
    {0xc009, C::aes_cbc, 16, H::sha256, H::sha1},
    {0xc013, C::aes_cbc, 16, H::sha256, H::sha1},
    {0x0035, C::aes_cbc, 32, H::sha256, H::sha1},
    {0x0039, C::aes_cbc, 32, H::sha256, H::sha1},
    {0xc00a, C::aes_cbc, 32, H::sha256, H::sha1},
    {0xc014, C::aes_cbc, 32, H::sha256, H::sha1},
    {0x003c, C::aes_cbc, 16, H::sha256, H::sha256},
    {0x0067, C::aes_cbc, 16, H::sha256, H::sha256},
    {0xc023, C::aes_cbc, 16, H::sha256, H::sha256},
    {0xc027, C::aes_cbc, 16, H::sha256, H::sha256},
    {0x003d, C::aes_cbc, 32, H::sha256, H::sha256},
    {0x006b, C::aes_cbc, 32, H::sha256, H::sha256},
    {0xc024, C::aes_cbc, 32, H::sha384, H::sha384},
    {0xc028, C::aes_cbc, 32, H::sha384, H::sha384},
};

}  // namespace

std::optional<TlsSuite> find_suite(std::uint16_t id) {
  const auto* found = std::ranges::find(kSuites, id, &TlsSuite::id);
  return found == std::end(kSuites) ? std::nullopt : std::optional<TlsSuite>(*found);
}

std::string suite_text(std::uint16_t id) {
  char text[32];
  std::snprintf(text, sizeof text, "cipher suite 0x%04x", id);
  return text;
}

}  // namespace redial::doctor::capture
