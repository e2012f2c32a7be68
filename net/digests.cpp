// OpenSSL behind the plain signatures of digests.hpp. A failure here means a broken OpenSSL, and nothing sensible can go on
// without it.
#include "net/digests.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <stdexcept>

namespace redial::net {
namespace {

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

void require(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("OpenSSL cannot compute ") + what);
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  unsigned int size = 0;
  require(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), raw(text), text.size(), raw(digest), &size) != nullptr,
          "HMAC-SHA256");
  return digest;
}

std::string sha1(std::string_view text) {
  std::string digest(SHA_DIGEST_LENGTH, '\0');
  require(EVP_Digest(text.data(), text.size(), raw(digest), nullptr, EVP_sha1(), nullptr) == 1, "SHA-1");
  return digest;
}

std::string random_bytes(std::size_t bytes) {
  std::string result(bytes, '\0');
  require(RAND_bytes(raw(result), static_cast<int>(bytes)) == 1, "random bytes");
  return result;
}

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // EVP_EncodeBlock ends its output with a NUL
  const int size = EVP_EncodeBlock(raw(text), raw(bytes), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

}  // namespace redial::net
