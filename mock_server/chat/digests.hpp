// The digests and the randomness that tokens and signatures need, injected so that this folder needs no library. Results are raw
// bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace redial::mock_server {

struct Digests {
  std::function<std::string(std::string_view key, std::string_view text)> hmac_sha256;
  std::function<std::string(std::string_view text)> sha1;
  std::function<std::string(std::size_t bytes)> random;  // for keys, secrets and ids
};

}  // namespace redial::mock_server
