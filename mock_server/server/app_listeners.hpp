// The listeners of one app: navigation, chat for the Web, chat for the native stack, each plain and over TLS. They go down and
// come back by plane, on their ports.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>

#include "core/base/result.hpp"
#include "core/control/server_command.hpp"
#include "core/fault/fault_spec.hpp"
#include "core/wire/dialect.hpp"
#include "net/tcp.hpp"

namespace redial::mock_server {

// What a connection came in by.
struct Door {
  fault::Plane plane = fault::Plane::chat;  // chat or navigation
  wire::Dialect dialect = wire::Dialect::web;
  bool over_tls = false;
};

class AppListeners {
 public:
  using OnAccept = std::function<void(std::unique_ptr<net::AcceptedStream>, const Door&)>;

  AppListeners(net::Loop& loop, OnAccept on_accept) : loop_(loop), on_accept_(std::move(on_accept)) {}

  // Opens all on `address`, with the ports of `wanted`, and fills the URLs and addresses of `app` with `public_host`. Once.
  // Errors: as net::Listener::open; then none is open.
  Result<Done> open(const std::string& address, const std::string& public_host, const control::CreateApp& wanted,
                    control::App& app);
  void close(fault::Plane plane);
  void reopen(fault::Plane plane);

 private:
  struct Listener {
    Listener(net::Loop& loop, const OnAccept& on_accept, const Door& where);
    Door door;
    net::Listener socket;
  };

  // Gives back host:port.
  Result<std::string> add(const Door& door, const std::string& address, const std::string& public_host, std::uint16_t port);

  net::Loop& loop_;
  OnAccept on_accept_;
  std::list<Listener> listeners_;
};

// "127.0.0.1:80", "[::1]:80".
std::string host_port(const std::string& host, std::uint16_t port);

}  // namespace redial::mock_server
