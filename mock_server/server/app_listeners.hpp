// The four listeners of one app: navigation and chat, each plain and over TLS. They go down and come back by plane, on their
// ports.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "core/control/server_command.hpp"
#include "core/fault/fault_spec.hpp"
#include "net/tcp.hpp"

namespace redial::mock_server {

class AppListeners {
 public:
  using OnAccept = std::function<void(std::unique_ptr<net::ByteStream>, bool over_tls)>;

  AppListeners(net::Loop& loop, const OnAccept& on_navigation, const OnAccept& on_chat);

  // Opens all on `address`, with the ports of `wanted`, and fills the URLs and addresses of `app` with `public_host`.
  // Errors: as net::Listener::open; then none is open.
  Result<Done> open(const std::string& address, const std::string& public_host, const control::CreateApp& wanted,
                    control::App& app);
  void close(fault::Plane plane);
  void reopen(fault::Plane plane);

 private:
  template <class Act>
  void for_each_on(fault::Plane plane, Act act);

  net::Listener navigation_, navigation_tls_, chat_, chat_tls_;
};

// "127.0.0.1:80", "[::1]:80".
std::string host_port(const std::string& host, std::uint16_t port);

}  // namespace redial::mock_server
