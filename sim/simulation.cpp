// Putting the parts of a world together.
#include "sim/simulation.hpp"

#include <utility>

#include "sim/client.hpp"

namespace redial::sim {

control::ClientDescription describe(const agent::reference::Kind& kind) {
  auto description = agent::reference::describe(kind);
  description.host = "simulated";
  description.clock_id = "virtual";
  description.capabilities.emplace_back("virtual-time");
  return description;
}

Simulation::Simulation(const agent::reference::Kind& kind, const Options& options)
    : world_(options.seed, options.shuffles_orders),
      network_(world_, options.delays),
      server_(world_, network_, options.digests),
      clients_(world_, network_, kind) {}

Result<std::unique_ptr<agent::ClientPort>> Simulation::Clients::create(const control::CreateClient& client,
                                                                       agent::ObservationSink sink) {
  agent::reference::ClientSetup setup{client, kind_.profile, "redial" + std::to_string(++created_), world_.random().next(),
                                      agent::reference::make_defect(kind_)};
  return std::unique_ptr<agent::ClientPort>(std::make_unique<Client>(world_, network_, std::move(setup), std::move(sink)));
}

}  // namespace redial::sim
