// URL splitting by hand: a few dozen lines against a library.
#include "net/url.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace redial::net {
namespace {

struct Scheme {
  std::string_view prefix;
  bool tls;
  std::uint16_t port;
};
constexpr std::array<Scheme, 6> kSchemes{{{"http://", false, 80},
                                          {"https://", true, 443},
                                          {"ws://", false, 80},
                                          {"wss://", true, 443},
                                          {"tcp://", false, 0},
                                          {"tls://", true, 0}}};

bool parse_port(std::string_view text, std::uint16_t& port) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size() && port != 0;
}

// Splits "host:port", "[v6]:port" or "host"; false if the port is no port.
bool split_authority(std::string_view authority, Url& url) {
  std::size_t host_end = authority.find_last_of(':');
  if (authority.starts_with('[')) {
    const std::size_t bracket = authority.find(']');
    if (bracket == std::string_view::npos) return false;
    url.host = authority.substr(1, bracket - 1);
    host_end = bracket + 1 == authority.size() ? std::string_view::npos : bracket + 1;
    if (host_end != std::string_view::npos && authority[host_end] != ':') return false;
  } else {
    url.host = authority.substr(0, host_end);
  }
  return host_end == std::string_view::npos || parse_port(authority.substr(host_end + 1), url.port);
}

}  // namespace

Result<Url> parse_url(std::string_view text) {
  for (const Scheme& scheme : kSchemes) {
    if (!text.starts_with(scheme.prefix)) continue;
    const std::string_view rest = text.substr(scheme.prefix.size());
    const std::size_t authority_end = std::min(rest.find_first_of("/?"), rest.size());
    Url url{.tls = scheme.tls,
            .host = {},
            .port = scheme.port,
            .target = std::string(rest.substr(authority_end)),
            .authority = std::string(rest.substr(0, authority_end))};
    if (!url.target.starts_with('/')) url.target.insert(0, 1, '/');
    if (!split_authority(url.authority, url) || url.host.empty() || url.port == 0) break;
    return url;
  }
  return Error{"not a URL we can dial", std::string(text.substr(0, text.find('?'))),
               "write scheme://host:port/path with http, https, ws or wss, or tcp://host:port, tls://host:port"};
}

}  // namespace redial::net
