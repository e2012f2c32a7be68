// OpenSSL behind the plain signatures of digests.hpp. A failure here means a broken OpenSSL, and nothing sensible can go on
// without it.
#include "net/digests.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <utility>

#include "net/openssl_handles.hpp"

namespace redial::net {
namespace {

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

void require(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("OpenSSL cannot compute ") + what);
}

// One digest of one kind after the other on this thread. Kinds are fetched once: OpenSSL looks them up by name.
class Digest {
 public:
  explicit Digest(const char* name) : kind_(EVP_MD_fetch(nullptr, name, nullptr)), context_(EVP_MD_CTX_new()) {
    require(kind_ && context_, name);
  }

  // Of the texts one behind the other.
  std::string of(std::initializer_list<std::string_view> texts) {
    std::string digest(static_cast<std::size_t>(EVP_MD_get_size(kind_.get())), '\0');
    bool ok = EVP_DigestInit_ex2(context_.get(), kind_.get(), nullptr) == 1;
    for (const std::string_view text : texts) ok = ok && EVP_DigestUpdate(context_.get(), text.data(), text.size()) == 1;
    require(ok && EVP_DigestFinal_ex(context_.get(), raw(digest), nullptr) == 1, "a digest");
    return digest;
  }

 private:
  std::unique_ptr<EVP_MD, FreedBy<EVP_MD_free>> kind_;
  std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>> context_;
};

Digest& sha256_here() {
  thread_local Digest digest("SHA256");
  return digest;
}

std::string each_xor(std::string text, char with) {
  for (char& c : text) c = static_cast<char>(c ^ with);
  return text;
}

}  // namespace

// RFC 2104, section 2.
std::string hmac_sha256(std::string_view key, std::string_view text) {
  constexpr std::size_t kBlockBytes = 64;
  constexpr char kInnerPad = 0x36, kOuterPad = 0x5c;
  Digest& sha256 = sha256_here();
  std::string block = key.size() > kBlockBytes ? sha256.of({key}) : std::string(key);
  block.resize(kBlockBytes, '\0');
  const std::string inner = sha256.of({each_xor(block, kInnerPad), text});
  return sha256.of({each_xor(std::move(block), kOuterPad), inner});
}

std::string sha1(std::string_view text) {
  thread_local Digest digest("SHA1");
  return digest.of({text});
}

// Drawn from the generator many at a time: a call costs far more than a byte.
std::string random_bytes(std::size_t bytes) {
  constexpr std::size_t kDrawnAtOnce = 1024;
  thread_local std::string drawn;
  if (drawn.size() < bytes) {
    drawn.resize(std::max(bytes, kDrawnAtOnce));
    require(RAND_bytes(raw(drawn), static_cast<int>(drawn.size())) == 1, "random bytes");
  }
  std::string result = drawn.substr(drawn.size() - bytes);
  drawn.resize(drawn.size() - bytes);
  return result;
}

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // EVP_EncodeBlock ends its output with a NUL
  const int size = EVP_EncodeBlock(raw(text), raw(bytes), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

}  // namespace redial::net
