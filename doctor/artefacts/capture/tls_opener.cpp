// Records as RFC 5246 §6.2.3, 5288, 7905 and 8446 §5.2 have them.
#include "doctor/artefacts/capture/tls_opener.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kTag = 16, kNonce = 12, kExplicitNonce = 8, kBlock = 16;

const EVP_CIPHER* algorithm(const TlsSuite& suite) {
  const bool is_long = suite.key_bytes == 32;
  switch (suite.cipher) {
    case TlsCipher::aes_gcm:
      return is_long ? EVP_aes_256_gcm() : EVP_aes_128_gcm();
    case TlsCipher::chacha20_poly1305:
      return EVP_chacha20_poly1305();
    case TlsCipher::aes_cbc:
      return is_long ? EVP_aes_256_cbc() : EVP_aes_128_cbc();
  }
  return nullptr;
}

int size_of(View bytes) { return static_cast<int>(bytes.size()); }

}  // namespace

TlsOpener::TlsOpener(const TlsSuite& suite, TlsKeys keys, bool is_13, bool encrypt_then_mac)
    : suite_(suite), keys_(std::move(keys)), is_13_(is_13), encrypt_then_mac_(encrypt_then_mac), context_(EVP_CIPHER_CTX_new()) {
  if (!context_ || EVP_DecryptInit_ex(context_.get(), algorithm(suite_), nullptr, keys_.key.data(), nullptr) != 1)
    throw std::runtime_error("OpenSSL cannot decrypt");
  EVP_CIPHER_CTX_set_padding(context_.get(), 0);
}

std::optional<View> TlsOpener::open(const TlsRecord& record) {
  const auto plain = suite_.cipher == TlsCipher::aes_cbc ? open_cbc(record) : open_aead(record);
  if (plain) ++number_;
  return plain;
}

// What is authenticated beside the text: number, type, version, length.
wire::Bytes TlsOpener::extra_12(const TlsRecord& record, std::size_t size) const {
  wire::Bytes extra;
  for (int shift = 56; shift >= 0; shift -= 8) extra.push_back(static_cast<std::uint8_t>(number_ >> shift));
  extra.push_back(record.type);
  for (const std::size_t number : {std::size_t{record.version}, size}) {
    extra.push_back(static_cast<std::uint8_t>(number >> 8));
    extra.push_back(static_cast<std::uint8_t>(number));
  }
  return extra;
}

std::optional<View> TlsOpener::open_aead(const TlsRecord& record) {
  const bool has_explicit = !is_13_ && suite_.cipher == TlsCipher::aes_gcm;
  View body = record.body;
  if (body.size() < kTag + (has_explicit ? kExplicitNonce : 0)) return std::nullopt;
  std::array<std::uint8_t, kNonce> nonce{};
  std::ranges::copy(keys_.iv, nonce.begin());
  if (has_explicit) {
    std::ranges::copy(body.first(kExplicitNonce), nonce.end() - kExplicitNonce);
    body = body.subspan(kExplicitNonce);
  } else {
    for (std::size_t i = 0; i < 8; ++i) nonce[kNonce - 1 - i] ^= static_cast<std::uint8_t>(number_ >> (8 * i));
  }
  const View sealed = body.first(body.size() - kTag), tag = body.last(kTag);
  wire::Bytes extra = extra_12(record, sealed.size());
  if (is_13_) {
    const std::size_t size = record.body.size();
    extra = {record.type, static_cast<std::uint8_t>(record.version >> 8), static_cast<std::uint8_t>(record.version),
             static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)};
  }
  if (!decrypt_aead(nonce, extra, sealed, tag)) return std::nullopt;
  return View(plain_);
}

bool TlsOpener::decrypt_aead(View nonce, View extra, View sealed, View tag) {
  EVP_CIPHER_CTX* context = context_.get();
  int size = 0;
  plain_.resize(sealed.size());
  void* expected = const_cast<std::uint8_t*>(tag.data());  // OpenSSL reads only
  return EVP_DecryptInit_ex(context, nullptr, nullptr, nullptr, nonce.data()) == 1 &&
         EVP_DecryptUpdate(context, nullptr, &size, extra.data(), size_of(extra)) == 1 &&
         EVP_DecryptUpdate(context, plain_.data(), &size, sealed.data(), size_of(sealed)) == 1 &&
         EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, kTag, expected) == 1 &&
         EVP_DecryptFinal_ex(context, plain_.data() + plain_.size(), &size) == 1;
}

bool TlsOpener::decrypt_cbc(View iv, View sealed) {
  int size = 0;
  plain_.resize(sealed.size());
  return EVP_DecryptInit_ex(context_.get(), nullptr, nullptr, nullptr, iv.data()) == 1 &&
         EVP_DecryptUpdate(context_.get(), plain_.data(), &size, sealed.data(), size_of(sealed)) == 1;
}

bool TlsOpener::has_mac(const TlsRecord& record, View text, View mac) const {
  wire::Bytes told = extra_12(record, text.size());
  told.insert(told.end(), text.begin(), text.end());
  return std::ranges::equal(hmac(suite_.mac, keys_.mac, told), mac);
}

std::optional<View> TlsOpener::open_cbc(const TlsRecord& record) {
  const std::size_t mac = hash_bytes(suite_.mac);
  View body = record.body;
  if (encrypt_then_mac_) {
    if (body.size() < mac + kBlock || !has_mac(record, body.first(body.size() - mac), body.last(mac))) return std::nullopt;
    body = body.first(body.size() - mac);
  }
  if (body.size() < 2 * kBlock || body.size() % kBlock != 0) return std::nullopt;
  if (!decrypt_cbc(body.first(kBlock), body.subspan(kBlock))) return std::nullopt;
  const std::size_t padding = plain_.back() + std::size_t{1};
  if (padding + (encrypt_then_mac_ ? 0 : mac) > plain_.size()) return std::nullopt;
  const View text = View(plain_).first(plain_.size() - padding);
  if (encrypt_then_mac_) return text;
  const View content = text.first(text.size() - mac);
  return has_mac(record, content, text.last(mac)) ? std::optional<View>(content) : std::nullopt;
}

}  // namespace redial::doctor::capture
