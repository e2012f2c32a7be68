// The cipher suites that records can be opened of: those that chat servers and navigators of our days agree on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace redial::doctor::capture {

enum class TlsCipher : std::uint8_t { aes_gcm, chacha20_poly1305, aes_cbc };
enum class TlsHash : std::uint8_t { sha1, sha256, sha384 };

struct TlsSuite {
  std::uint16_t id = 0;
  TlsCipher cipher = TlsCipher::aes_gcm;
  std::size_t key_bytes = 16;
  TlsHash hash = TlsHash::sha256;  // from which keys are derived
  TlsHash mac = TlsHash::sha256;   // of aes_cbc alone
};

// Nothing: one that we do not open.
std::optional<TlsSuite> find_suite(std::uint16_t id);
std::string suite_text(std::uint16_t id);  // "cipher suite 0xc02f"

}  // namespace redial::doctor::capture
