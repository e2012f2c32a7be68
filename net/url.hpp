// Splits the URLs we meet: http, https, ws, wss with host, port and target; tcp and tls, which have no target. No user info, no
// fragments, no normalising.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace redial::net {

struct Url {
  bool tls = false;
  std::string host;  // IPv6 without brackets
  std::uint16_t port = 0;
  std::string target;     // path and query, never empty
  std::string authority;  // as written: what belongs into the Host header
};

Result<Url> parse_url(std::string_view text);

}  // namespace redial::net
