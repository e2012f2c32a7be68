// See door.hpp.
#include "mock_server/workbench/door.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace redial::mock_server::workbench {

namespace {

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lowered;
}

std::string in_url(const std::string& host) { return host.find(':') == std::string::npos ? host : "[" + host + "]"; }

// Takes as long for a key that is nearly right as for one that is not.
bool same_key(std::string_view given, std::string_view key) {
  unsigned difference = given.size() == key.size() ? 0 : 1;
  for (std::size_t i = 0; i < key.size(); ++i)
    difference |= static_cast<unsigned char>(key[i]) ^ static_cast<unsigned char>(i < given.size() ? given[i] : '\0');
  return difference == 0;
}

bool asks_for_page(const net::HttpRequest& request) {
  return (request.method == "GET" || request.method == "HEAD") && request.path() == kPagePath;
}

// A link elsewhere may lead to the page; nothing else of another origin may ask for anything.
bool is_foreign(const net::HttpRequest& request, const std::string& host) {
  const std::string_view origin = net::find_header(request.headers, "Origin");
  if (!origin.empty() && lower(origin) != "http://" + host) return true;
  const std::string_view site = net::find_header(request.headers, "Sec-Fetch-Site");
  if (site.empty() || site == "same-origin" || site == "none") return false;
  const bool follows_a_link = asks_for_page(request) && net::find_header(request.headers, "Sec-Fetch-Mode") == "navigate" &&
                              net::find_header(request.headers, "Sec-Fetch-Dest") == "document";
  return !follows_a_link;
}

net::HttpReply refuse(int status, const std::string& why) {
  return {.status = status, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = why + "\n"};
}

}  // namespace

Door make_door(const std::string& address, const std::string& public_host, std::uint16_t port, std::string key) {
  std::vector<std::string> names{in_url(address)};
  if (!public_host.empty()) names.push_back(lower(in_url(public_host)));
  const bool any_v4 = address == "0.0.0.0" || address == "::";
  const bool any_v6 = address == "::";
  if (any_v4 || address.starts_with("127.")) names.insert(names.end(), {"localhost", "127.0.0.1"});
  if (any_v6 || address == "::1") names.insert(names.end(), {"localhost", "[::1]"});
  Door door{{}, std::move(key)};
  for (const std::string& name : names) door.hosts.push_back(name + ":" + std::to_string(port));
  return door;
}

std::optional<net::HttpReply> refusal(const Door& door, const net::HttpRequest& request) {
  const std::string host = lower(net::find_header(request.headers, "Host"));
  if (std::ranges::find(door.hosts, host) == door.hosts.end())
    return refuse(403, "There is nothing here under this name: use the address that redial serve printed.");
  if (is_foreign(request, host)) return refuse(403, "Other pages have no business here.");
  if (asks_for_page(request)) return std::nullopt;
  if (!same_key(net::find_header(request.headers, kKeyHeader), door.key))
    return refuse(401, "The key is missing or of an earlier start: open the address that redial serve printed.");
  return std::nullopt;
}

}  // namespace redial::mock_server::workbench
