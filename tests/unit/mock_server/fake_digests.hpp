// Digests without a library, the same on every machine, and chance from a seed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/time/random.hpp"
#include "mock_server/chat/digests.hpp"

namespace redial::mock_server {

// Not cryptography: any change of key or text changes the digest, and that is all that tests need.
inline Digests fake_digests(std::uint64_t seed = 1) {
  const auto mix = [](std::string_view key, std::string_view text, std::size_t bytes) {
    std::uint64_t state = 0xcbf29ce484222325u;
    for (const std::string_view part : {key, std::string_view("\0", 1), text})
      for (const char c : part) state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    Random random(state);
    std::string digest;
    while (digest.size() < bytes) digest += static_cast<char>(random.next());
    return digest;
  };
  return {.hmac_sha256 = [mix](std::string_view key, std::string_view text) { return mix(key, text, 32); },
          .sha1 = [mix](std::string_view text) { return mix("", text, 20); },
          .random =
              [random = Random(seed)](std::size_t bytes) mutable {
                std::string drawn;
                while (drawn.size() < bytes) drawn += static_cast<char>(random.next());
                return drawn;
              }};
}

}  // namespace redial::mock_server
