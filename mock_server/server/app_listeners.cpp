// Opening four ports or none, and speaking of them by plane.
#include "mock_server/server/app_listeners.hpp"

namespace redial::mock_server {
namespace {

net::Listener::OnAccept with_tls(const AppListeners::OnAccept& on_accept, bool over_tls) {
  return [on_accept, over_tls](std::unique_ptr<net::ByteStream> stream) { on_accept(std::move(stream), over_tls); };
}

}  // namespace

AppListeners::AppListeners(net::Loop& loop, const OnAccept& on_navigation, const OnAccept& on_chat)
    : navigation_(loop, with_tls(on_navigation, false)),
      navigation_tls_(loop, with_tls(on_navigation, true)),
      chat_(loop, with_tls(on_chat, false)),
      chat_tls_(loop, with_tls(on_chat, true)) {}

Result<Done> AppListeners::open(const std::string& address, const std::string& public_host, const control::CreateApp& wanted,
                                control::App& app) {
  struct Wanted {
    net::Listener& listener;
    std::uint16_t port;
    std::string_view scheme;
    std::string& told;
  };
  for (const Wanted& one : {Wanted{navigation_, wanted.navigation_port, "http://", app.navigation_url},
                            Wanted{navigation_tls_, wanted.navigation_tls_port, "https://", app.navigation_tls_url},
                            Wanted{chat_, wanted.chat_port, "", app.chat_address},
                            Wanted{chat_tls_, wanted.chat_tls_port, "", app.chat_tls_address}}) {
    const auto port = one.listener.open(address, one.port);
    if (!port) {
      close(fault::Plane::all);
      return port.error();
    }
    one.told = std::string(one.scheme) + host_port(public_host, *port);
  }
  return Done{};
}

template <class Act>
void AppListeners::for_each_on(fault::Plane plane, Act act) {
  if (plane != fault::Plane::chat) act(navigation_), act(navigation_tls_);
  if (plane != fault::Plane::navigation) act(chat_), act(chat_tls_);
}

void AppListeners::close(fault::Plane plane) {
  for_each_on(plane, [](net::Listener& listener) { listener.close(); });
}

void AppListeners::reopen(fault::Plane plane) {
  for_each_on(plane, [](net::Listener& listener) { listener.reopen(); });
}

std::string host_port(const std::string& host, std::uint16_t port) {
  const bool is_v6 = host.find(':') != std::string::npos;
  return (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

}  // namespace redial::mock_server
