// A player owns what it plays with, together with others where they share it.
#include "cli/players.hpp"

#include <memory>
#include <optional>
#include <utility>

#include "agent/runner/compressed_time.hpp"
#include "agent/service/blocking_inbox.hpp"
#include "agent/service/remote_server.hpp"
#include "mock_server/control/control_service.hpp"
#include "mock_server/server/mock_server.hpp"
#include "net/clock.hpp"
#include "redial_version.hpp"

namespace redial::cli {
namespace {

// The way to a mock server, and the server itself if it is ours.
struct Server {
  std::unique_ptr<mock_server::MockServer> mock;
  std::unique_ptr<mock_server::ControlService> service;
  std::unique_ptr<agent::RemoteServer> port;
};

Result<Done> reach(Server& server, const std::string& address) {
  auto port = agent::RemoteServer::connect(address, {net::now, net::clock_id()});
  if (!port) return port.error();
  server.port = std::move(*port);
  return Done{};
}

Result<Done> start(Server& server, std::optional<CompressedClock> clock, const CaptureFolder& captures) {
  mock_server::Options options;
  options.clock = clock;
  options.captures = captures;
  auto mock = mock_server::MockServer::start(options);
  if (!mock) return mock.error();
  server.mock = std::move(*mock);
  auto service = mock_server::ControlService::start("127.0.0.1:0", *server.mock, kVersion);
  if (!service) return service.error();
  server.service = std::move(*service);
  return reach(server, server.service->address());
}

}  // namespace

Result<std::vector<agent::Player>> real_time_players(unsigned jobs, const std::string& address, const CaptureFolder& captures) {
  const auto server = std::make_shared<Server>();
  const auto reached = address.empty() ? start(*server, std::nullopt, captures) : reach(*server, address);
  if (!reached) return reached.error();
  return std::vector<agent::Player>(jobs, [server](const agent::Play& play, const std::stop_token& stop) {
    agent::BlockingInbox inbox(net::now);
    return agent::run_scenario(*play.scenario, play.contender->description, {*server->port, *play.contender->factory, inbox},
                               stop);
  });
}

Result<std::vector<agent::Player>> compressed_time_players(unsigned jobs, const CaptureFolder& captures) {
  struct Held {
    CompressedClock clock = CompressedClock::starting_at(net::now());
    Server server;
  };
  std::vector<agent::Player> players;
  for (unsigned i = 0; i < jobs; ++i) {
    const auto held = std::make_shared<Held>();
    if (const auto started = start(held->server, held->clock, captures); !started) return started.error();
    players.push_back([held](const agent::Play& play, const std::stop_token& stop) {
      agent::CompressedTime time(held->clock, net::now);
      const auto server = time.hold(*held->server.port);
      const auto clients = time.hold(*play.contender->factory);
      return agent::run_scenario(*play.scenario, play.contender->description, {*server, *clients, time}, stop);
    });
  }
  return players;
}

}  // namespace redial::cli
