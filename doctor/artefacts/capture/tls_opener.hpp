// Opens the encrypted records of one direction of a TLS connection, and checks that they are whole. Which keys hold when is the
// reader's business.
#pragma once

#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <optional>

#include "core/wire/bytes.hpp"
#include "doctor/artefacts/capture/tls_keys.hpp"
#include "net/openssl_handles.hpp"

namespace redial::doctor::capture {

struct TlsRecord {
  std::uint8_t type = 0;
  std::uint16_t version = 0;
  View body;
};

class TlsOpener {
 public:
  // `encrypt_then_mac`: of CBC, RFC 7366.
  TlsOpener(const TlsSuite& suite, TlsKeys keys, bool is_13, bool encrypt_then_mac = false);

  // The plain text, valid until the next call; of TLS 1.3 with its type behind it. Nothing: these are not its keys, or it was
  // changed; it counts only if it was opened.
  std::optional<View> open(const TlsRecord& record);
  // A record that was not captured: its number is used up.
  void skip() { ++number_; }

 private:
  std::optional<View> open_aead(const TlsRecord& record);
  std::optional<View> open_cbc(const TlsRecord& record);
  bool decrypt_aead(View nonce, View extra, View sealed, View tag);
  bool decrypt_cbc(View iv, View sealed);
  wire::Bytes extra_12(const TlsRecord& record, std::size_t size) const;
  bool has_mac(const TlsRecord& record, View text, View mac) const;

  TlsSuite suite_;
  TlsKeys keys_;
  bool is_13_, encrypt_then_mac_;
  std::uint64_t number_ = 0;
  std::unique_ptr<EVP_CIPHER_CTX, net::FreedBy<EVP_CIPHER_CTX_free>> context_;
  wire::Bytes plain_;
};

}  // namespace redial::doctor::capture
