// The secrets of TLS connections, as SSLKEYLOGFILE has them: a label, the client's random, the secret, in hexadecimal digits.
// Kept while a capture is read; nothing of them goes any further.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>

#include "core/wire/bytes.hpp"

namespace redial::doctor::capture {

using TlsRandom = std::array<std::uint8_t, 32>;

enum class TlsSecret : std::uint8_t {
  master,  // of TLS 1.2 and before
  client_handshake,
  server_handshake,
  client_traffic,
  server_traffic,
};

inline constexpr std::size_t kMaxKeyLogLines = 200'000;  // more are not looked at
inline constexpr std::size_t kMaxSecretBytes = 64;       // the longest of any TLS

class KeyLog {
 public:
  // Any number of lines, and as often as there are some. Comments, other labels and what is no line are skipped.
  void add(std::string_view lines);
  // Null: not known.
  const wire::Bytes* find(const TlsRandom& client, TlsSecret which) const;
  bool knows(const TlsRandom& client) const;
  bool is_empty() const { return secrets_.empty(); }

 private:
  std::map<std::pair<TlsRandom, TlsSecret>, wire::Bytes> secrets_;
};

}  // namespace redial::doctor::capture
