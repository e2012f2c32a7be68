// Opening all ports or none, and speaking of them by plane.
#include "mock_server/server/app_listeners.hpp"

#include <utility>

namespace redial::mock_server {
namespace {

using fault::Plane;
using wire::Dialect;

bool concerns(Plane asked, Plane one) { return asked == Plane::all || asked == one; }

}  // namespace

AppListeners::Listener::Listener(net::Loop& loop, const OnAccept& on_accept, const Door& where)
    : door(where),
      socket(loop, [&on_accept, this](std::unique_ptr<net::AcceptedStream> stream) { on_accept(std::move(stream), door); }) {}

Result<Done> AppListeners::open(const std::string& address, const std::string& public_host, const control::CreateApp& wanted,
                                control::App& app) {
  struct Wanted {
    Door door;
    std::uint16_t port;
    std::string& told;
  };
  std::vector<Wanted> all{{{Plane::navigation, Dialect::web, false}, wanted.navigation_port, app.navigation_url},
                          {{Plane::navigation, Dialect::web, true}, wanted.navigation_tls_port, app.navigation_tls_url},
                          {{Plane::chat, Dialect::web, false}, wanted.chat_port, app.chat_address},
                          {{Plane::chat, Dialect::web, true}, wanted.chat_tls_port, app.chat_tls_address}};
  app.native_addresses.resize(wanted.policy.chat_addresses);
  app.native_tls_addresses.resize(wanted.policy.chat_addresses);
  for (std::uint32_t n = 0; n < wanted.policy.chat_addresses; ++n) {
    const bool is_first = n == 0;
    all.push_back(
        {{Plane::chat, Dialect::native, false}, is_first ? wanted.native_port : std::uint16_t{0}, app.native_addresses[n]});
    all.push_back({{Plane::chat, Dialect::native, true},
                   is_first ? wanted.native_tls_port : std::uint16_t{0},
                   app.native_tls_addresses[n]});
  }
  for (const auto& [door, port, told] : all) {
    auto opened = add(door, address, public_host, port);
    if (!opened) {
      listeners_.clear();
      return opened.error();
    }
    told = *std::move(opened);
  }
  app.navigation_url = "http://" + app.navigation_url;
  app.navigation_tls_url = "https://" + app.navigation_tls_url;
  return Done{};
}

Result<std::string> AppListeners::add(const Door& door, const std::string& address, const std::string& public_host,
                                      std::uint16_t port) {
  const auto opened = listeners_.emplace_back(loop_, on_accept_, door).socket.open(address, port);
  if (!opened) return opened.error();
  return host_port(public_host, *opened);
}

void AppListeners::close(Plane plane) {
  for (Listener& one : listeners_)
    if (concerns(plane, one.door.plane)) one.socket.close();
}

void AppListeners::reopen(Plane plane) {
  for (Listener& one : listeners_)
    if (concerns(plane, one.door.plane)) one.socket.reopen();
}

std::string host_port(const std::string& host, std::uint16_t port) {
  const bool is_v6 = host.find(':') != std::string::npos;
  return (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace redial::mock_server
