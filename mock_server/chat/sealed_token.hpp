// What the opaque part of our tokens holds, and its seal. It says whether a seal fits a secret; whether the token is any good is
// decided in token_check.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/ids.hpp"
#include "mock_server/chat/digests.hpp"

namespace redial::mock_server {

// The vendor documents 64 bytes for a user id and 256 for a token; with both limits here a token has at most 249.
inline constexpr std::size_t kMaxUserIdBytes = 64;
inline constexpr std::size_t kMaxTokenLabelBytes = 64;
inline constexpr std::size_t kMaxTokenBytes = 256;

// Eight bytes that tell apps apart without naming their AppKey.
std::string fingerprint(const AppKey& app, const Digests& digests);

struct TokenContent {
  std::string app_fingerprint;
  UserId user;
  TokenLabel label;
  std::int64_t issued_ms = 0;  // Unix; no two tokens of an app share it
  // By the clock that tokens are checked against.
  std::optional<std::int64_t> expires_ms{};  // never when absent
  std::optional<std::int64_t> starts_ms{};   // good at once when absent
  bool one_time = false;
  bool device_bound = false;
};

// "R+/1….==@": base64 with '+', '/' and '=' in every token, as the vendor's have them, and a final '@' without hosts, so that the
// client asks the navigators it was given.
Token seal(const TokenContent& content, std::string_view secret, const Digests& digests);

class SealedToken {
 public:
  // Nothing if the text is not of our form: cut short, blanks, garbage. Its content may still be a forgery.
  static std::optional<SealedToken> parse(const Token& token);

  std::string app_fingerprint() const;
  bool is_sealed_with(std::string_view secret, const Digests& digests) const;
  // Precondition: is_sealed_with one of our secrets; nothing but that makes the content believable.
  TokenContent content() const;

 private:
  explicit SealedToken(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string_view sealed_part() const;

  std::string bytes_;
};

}  // namespace redial::mock_server
