// How TLS derives keys from secrets: PRF of TLS 1.2 (RFC 5246 §5), HKDF-Expand-Label of TLS 1.3 (RFC 8446 §7.1).
#pragma once

#include <cstddef>
#include <string_view>

#include "core/wire/bytes.hpp"
#include "doctor/artefacts/capture/bytes.hpp"
#include "doctor/artefacts/capture/tls_suites.hpp"

namespace redial::doctor::capture {

std::size_t hash_bytes(TlsHash hash);
wire::Bytes hmac(TlsHash hash, View key, View text);

wire::Bytes prf(TlsHash hash, View secret, std::string_view label, View seed, std::size_t size);
// Of an empty context. `label` is without its "tls13 ".
wire::Bytes expand_label(TlsHash hash, View secret, std::string_view label, std::size_t size);

// What one direction encrypts with.
struct TlsKeys {
  wire::Bytes key, iv, mac;  // `mac` for CBC alone
};
TlsKeys keys_13(const TlsSuite& suite, View traffic_secret);
wire::Bytes next_traffic_secret(const TlsSuite& suite, View traffic_secret);  // behind a KeyUpdate
struct TlsKeyPair {
  TlsKeys client, server;
};
TlsKeyPair keys_12(const TlsSuite& suite, View master_secret, View client_random, View server_random);

}  // namespace redial::doctor::capture
