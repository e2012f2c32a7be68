// Whatever an app passes as a token: its parts are parts of it, and its short form is stable.
#include <string>

#include "core/wire/token.hpp"
#include "tests/fuzz/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace redial;
  const Token token(std::string(data, data + size));
  const wire::TokenParts parts = wire::split(token);
  const std::string chat = wire::for_chat(token);
  require(chat == parts.opaque + (parts.has_at ? "@" : ""));
  require(token.value.starts_with(chat));
  require(wire::for_chat(Token(chat)) == chat);
  require(parts.has_at || parts.navigators.empty());
  for (const std::string& navigator : parts.navigators) require(navigator.find("://") != std::string::npos);
  return 0;
}
