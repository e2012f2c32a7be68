// Keyed and plain digests, base64 and random bytes by OpenSSL, as free functions to inject where no library may be included.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace redial::net {

// Raw bytes: 32 of HMAC-SHA256, 20 of SHA-1. Any thread.
std::string hmac_sha256(std::string_view key, std::string_view text);
std::string sha1(std::string_view text);

// `bytes` bytes fit for keys. Any thread.
std::string random_bytes(std::size_t bytes);

// RFC 4648 section 4, with padding. Any thread.
std::string base64(std::string_view bytes);

}  // namespace redial::net
