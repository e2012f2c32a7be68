// One play in virtual time, all of it: world, network, mock server and reference clients. Nothing of it outlives the play.
#pragma once

#include <cstdint>

#include "agent/clients/reference/profiles.hpp"
#include "agent/ports/client_port.hpp"
#include "agent/runner/runner.hpp"
#include "mock_server/chat/digests.hpp"
#include "sim/network.hpp"
#include "sim/server.hpp"
#include "sim/world.hpp"

namespace redial::sim {

struct Options {
  std::uint64_t seed = 1;
  Delays delays{.latency = std::chrono::microseconds(200), .jitter = std::chrono::microseconds(100)};
  bool shuffles_orders = false;  // of what is due at one instant
  mock_server::Digests digests;  // `random` may be empty: the seed is asked instead
};

// What a simulated client of this kind says of itself.
control::ClientDescription describe(const agent::reference::Kind& kind);

// One thread. Same scenario, kind, options and build: the same trace.
class Simulation {
 public:
  // Precondition: agent::reference::check(kind).
  Simulation(const agent::reference::Kind& kind, const Options& options);
  ~Simulation() {
    server_.end();
    world_.end();
  }

  agent::Peers peers() { return {server_, clients_, world_}; }

 private:
  class Clients final : public agent::ClientFactory {
   public:
    Clients(World& world, Network& network, agent::reference::Kind kind)
        : world_(world), network_(network), kind_(std::move(kind)) {}
    Result<control::ClientDescription> describe() override { return sim::describe(kind_); }
    Result<std::unique_ptr<agent::ClientPort>> create(const control::CreateClient& client, agent::ObservationSink sink) override;

   private:
    World& world_;
    Network& network_;
    agent::reference::Kind kind_;
    unsigned created_ = 0;
  };

  World world_;
  Network network_;
  Server server_;
  Clients clients_;
};

}  // namespace redial::sim
