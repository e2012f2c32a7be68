// See sealed_token.hpp. Layout of the bytes: magic (3), size of the whole (1), fingerprint (8), issued (i64), starts (i64, 0: at
// once), expires (i64, 0: never), flags (1), user and label (u16 length + text), padding to a size that base64 ends with '=',
// seal (16).
#include "mock_server/chat/sealed_token.hpp"

#include <span>
#include <utility>

#include "core/base/text_encodings.hpp"
#include "core/wire/byte_reader.hpp"
#include "core/wire/byte_writer.hpp"

namespace redial::mock_server {

namespace {

constexpr std::string_view kMagic = "\x47\xef\xf5";  // "R+/1" in base64: version 1
constexpr std::size_t kSizeAt = 3;
constexpr std::size_t kFingerprintAt = 4;
constexpr std::size_t kFingerprintBytes = 8;
constexpr std::size_t kSealBytes = 16;
constexpr std::size_t kLeastBytes = kFingerprintAt + kFingerprintBytes + 3 * 8 + 1 + 2 * 2 + kSealBytes;
constexpr std::uint8_t kOneTime = 1;
constexpr std::uint8_t kDeviceBound = 2;

std::span<const std::uint8_t> octets(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string as_text(const wire::Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

std::string seal_of(std::string_view sealed_part, std::string_view secret, const Digests& digests) {
  return digests.hmac_sha256(secret, sealed_part).substr(0, kSealBytes);
}

}  // namespace

std::string fingerprint(const AppKey& app, const Digests& digests) {
  return digests.sha1("redial app " + app.value).substr(0, kFingerprintBytes);
}

Token seal(const TokenContent& content, std::string_view secret, const Digests& digests) {
  wire::ByteWriter out;
  out.bytes(octets(kMagic));
  out.u8(0);  // the size, once it is known
  out.bytes(octets(content.app_fingerprint));
  out.i64(content.issued_ms);
  out.i64(content.starts_ms.value_or(0));
  out.i64(content.expires_ms.value_or(0));
  out.u8(static_cast<std::uint8_t>((content.one_time ? kOneTime : 0) | (content.device_bound ? kDeviceBound : 0)));
  out.text(content.user.value);
  out.text(content.label.value);
  std::string bytes = as_text(std::move(out).take());
  if ((bytes.size() + kSealBytes) % 3 == 0) bytes += '\0';
  bytes[kSizeAt] = static_cast<char>(bytes.size() + kSealBytes);
  bytes += seal_of(bytes, secret, digests);
  return Token(to_base64(bytes) + "@");
}

std::optional<SealedToken> SealedToken::parse(const Token& token) {
  std::string_view text = token.value;
  if (text.size() > kMaxTokenBytes || !text.ends_with('@')) return std::nullopt;
  text.remove_suffix(1);
  auto bytes = from_base64(text);
  if (!bytes || bytes->size() < kLeastBytes || !bytes->starts_with(kMagic)) return std::nullopt;
  if (static_cast<unsigned char>((*bytes)[kSizeAt]) != bytes->size()) return std::nullopt;
  return SealedToken(std::move(*bytes));
}

std::string_view SealedToken::sealed_part() const { return std::string_view(bytes_).substr(0, bytes_.size() - kSealBytes); }

std::string SealedToken::app_fingerprint() const { return bytes_.substr(kFingerprintAt, kFingerprintBytes); }

bool SealedToken::is_sealed_with(std::string_view secret, const Digests& digests) const {
  return bytes_.ends_with(seal_of(sealed_part(), secret, digests));
}

TokenContent SealedToken::content() const {
  TokenContent content{.app_fingerprint = app_fingerprint(), .user{}, .label{}};
  wire::ByteReader in(octets(sealed_part().substr(kFingerprintAt + kFingerprintBytes)));
  content.issued_ms = in.i64();
  if (const std::int64_t starts = in.i64(); starts != 0) content.starts_ms = starts;
  if (const std::int64_t expires = in.i64(); expires != 0) content.expires_ms = expires;
  const std::uint8_t flags = in.u8();
  content.one_time = (flags & kOneTime) != 0;
  content.device_bound = (flags & kDeviceBound) != 0;
  content.user = UserId(in.text());
  content.label = TokenLabel(in.text());
  return content;
}

}  // namespace redial::mock_server
