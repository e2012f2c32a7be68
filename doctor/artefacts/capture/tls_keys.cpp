// See tls_keys.hpp. A failure of OpenSSL here means that memory or OpenSSL itself is broken.
#include "doctor/artefacts/capture/tls_keys.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>
#include <utility>

namespace redial::doctor::capture {
namespace {

const EVP_MD* digest(TlsHash hash) {
  switch (hash) {
    case TlsHash::sha1:
      return EVP_sha1();
    case TlsHash::sha256:
      return EVP_sha256();
    case TlsHash::sha384:
      return EVP_sha384();
  }
  return EVP_sha256();
}

void put(wire::Bytes& bytes, View more) { bytes.insert(bytes.end(), more.begin(), more.end()); }

wire::Bytes joined(View a, View b) {
  wire::Bytes bytes(a.begin(), a.end());
  put(bytes, b);
  return bytes;
}

wire::Bytes take(View& block, std::size_t size) {
  wire::Bytes part(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(size));
  block = block.subspan(size);
  return part;
}

constexpr std::size_t kNonce = 12, kImplicitOfGcm = 4;

}  // namespace

std::size_t hash_bytes(TlsHash hash) { return hash == TlsHash::sha1 ? 20 : hash == TlsHash::sha256 ? 32 : 48; }

wire::Bytes hmac(TlsHash hash, View key, View text) {
  wire::Bytes result(hash_bytes(hash));
  unsigned size = 0;
  if (HMAC(digest(hash), key.data(), static_cast<int>(key.size()), text.data(), text.size(), result.data(), &size) == nullptr)
    throw std::runtime_error("OpenSSL cannot compute an HMAC");
  return result;
}

wire::Bytes prf(TlsHash hash, View secret, std::string_view label, View seed, std::size_t size) {
  const wire::Bytes text = joined(bytes_of(label), seed);
  wire::Bytes link = text, result;
  while (result.size() < size) {
    link = hmac(hash, secret, link);
    put(result, hmac(hash, secret, joined(link, text)));
  }
  result.resize(size);
  return result;
}

wire::Bytes expand_label(TlsHash hash, View secret, std::string_view label, std::size_t size) {
  constexpr std::string_view kPrefix = "tls13 ";
  wire::Bytes info{static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size),
                   static_cast<std::uint8_t>(kPrefix.size() + label.size())};
  put(info, bytes_of(kPrefix));
  put(info, bytes_of(label));
  info.push_back(0);  // no context
  wire::Bytes link, result;
  for (std::uint8_t count = 1; result.size() < size; ++count) {
    wire::Bytes text = joined(link, info);
    text.push_back(count);
    link = hmac(hash, secret, text);
    put(result, link);
  }
  result.resize(size);
  return result;
}

TlsKeys keys_13(const TlsSuite& suite, View traffic_secret) {
  return {.key = expand_label(suite.hash, traffic_secret, "key", suite.key_bytes),
          .iv = expand_label(suite.hash, traffic_secret, "iv", kNonce),
          .mac = {}};
}

wire::Bytes next_traffic_secret(const TlsSuite& suite, View traffic_secret) {
  return expand_label(suite.hash, traffic_secret, "traffic upd", hash_bytes(suite.hash));
}

TlsKeyPair keys_12(const TlsSuite& suite, View master_secret, View client_random, View server_random) {
  const std::size_t mac = suite.cipher == TlsCipher::aes_cbc ? hash_bytes(suite.mac) : 0;
  const std::size_t iv = suite.cipher == TlsCipher::aes_gcm ? kImplicitOfGcm : suite.cipher == TlsCipher::aes_cbc ? 0 : kNonce;
  const wire::Bytes block =
      prf(suite.hash, master_secret, "key expansion", joined(server_random, client_random), 2 * (mac + suite.key_bytes + iv));
  View rest = block;
  TlsKeyPair keys;
  for (wire::Bytes* part : {&keys.client.mac, &keys.server.mac}) *part = take(rest, mac);
  for (wire::Bytes* part : {&keys.client.key, &keys.server.key}) *part = take(rest, suite.key_bytes);
  for (wire::Bytes* part : {&keys.client.iv, &keys.server.iv}) *part = take(rest, iv);
  return keys;
}

}  // namespace redial::doctor::capture
