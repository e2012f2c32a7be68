// Who may come in: a browser keeps many pages at once, and only the one that was opened with the printed address may press
// buttons. Pure; what is asked for is the gateway's business.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "net/http.hpp"

namespace redial::mock_server::workbench {

inline constexpr std::string_view kPagePath = "/";
inline constexpr std::string_view kKeyHeader = "Redial-Key";

struct Door {
  // What Host may say, in lower case: "127.0.0.1:4711". Any other name that leads here may be somebody's trick.
  std::vector<std::string> hosts;
  std::string key;  // of this start; never empty
};

// The names under which a listener at `address`, an IP address, is to be asked for: itself, `public_host` (may be empty), and the
// loopback's names where it can be reached by them.
Door make_door(const std::string& address, const std::string& public_host, std::uint16_t port, std::string key);

// Why the request is refused; nothing if it may pass. In this order: a wrong Host, a page of another origin, a missing or wrong
// key, which the page itself (GET /) does without: it holds nothing.
std::optional<net::HttpReply> refusal(const Door& door, const net::HttpRequest& request);

}  // namespace redial::mock_server::workbench
