// Plays one scenario with one kind of client: obeys the engine, keeps the trace, asks the judge. It decides nothing itself.
#pragma once

#include <functional>
#include <stop_token>

#include "agent/ports/client_port.hpp"
#include "agent/ports/inbox.hpp"
#include "agent/ports/server_port.hpp"
#include "reports/model.hpp"
#include "scenarios/engine/model.hpp"

namespace redial::agent {

struct Peers {
  ServerPort& server;
  ClientFactory& clients;
  Inbox& inbox;  // of this run alone
};

// Blocks until the scenario is over. A stop request ends it at the next event or heartbeat; the result is then inconclusive.
reports::ScenarioResult run_scenario(const scenarios::Scenario& scenario, const control::ClientDescription& client, Peers peers,
                                     const std::stop_token& stop);

}  // namespace redial::agent
