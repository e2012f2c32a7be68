// Whatever a client presents as a token of the mock server's: it is taken apart without reading beyond it. The seal is sixteen
// zeros, so that the fuzzer can make it.
#include <string>

#include "mock_server/chat/sealed_token.hpp"
#include "tests/fuzz/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redial;
  using namespace redial::mock_server;
  const Token token(std::string(data, data + size));
  const auto sealed = SealedToken::parse(token);
  require(!sealed || size <= kMaxTokenBytes);
  const Digests zeros{
      .hmac_sha256 = [](std::string_view, std::string_view) { return std::string(32, '\0'); }, .sha1{}, .random{}};
  if (!sealed || !sealed->is_sealed_with("", zeros)) return 0;
  const TokenContent content = sealed->content();
  require(content.app_fingerprint == sealed->app_fingerprint());
  require(content.user.value.size() + content.label.value.size() < kMaxTokenBytes);
  require(!content.expires_ms || *content.expires_ms != 0);
  return 0;
}
