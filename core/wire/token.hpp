// The text form of a token: `<opaque>@<navi1>;<navi2>…`. What the opaque part holds is the issuing server's business.
#pragma once

#include <string>
#include <vector>

#include "core/base/ids.hpp"

namespace redial::wire {

struct TokenParts {
  std::string opaque;
  bool has_at = false;                  // tokens without '@' exist and are sent as they are
  std::vector<std::string> navigators;  // asked before the configured ones; "https://" is put in front where no scheme is given
  friend bool operator==(const TokenParts&, const TokenParts&) = default;
};

TokenParts split(const Token& token);
// What goes to the chat server and serves as cache key: everything behind the first '@' cut off, the '@' kept.
std::string for_chat(const Token& token);

}  // namespace redial::wire
