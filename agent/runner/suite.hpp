// Plays many scenarios with several clients, some of them side by side. Results come in the order asked for, whatever order they
// end in.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "agent/runner/runner.hpp"

namespace redial::agent {

// A kind of client, ready to make clients.
struct Contender {
  std::shared_ptr<ClientFactory> factory;
  control::ClientDescription description;
};

// One play: a scenario with a contender.
struct Play {
  const scenarios::Scenario* scenario = nullptr;
  const Contender* contender = nullptr;
};

// A scenario that a contender cannot play although it is of the right profile.
struct LeftOut {
  const scenarios::Scenario* scenario = nullptr;
  const Contender* contender = nullptr;
  std::vector<control::Capability> missing;
};

struct Plan {
  std::vector<Play> plays;
  std::vector<LeftOut> left_out;
};

// Every scenario with every contender whose profile it is for and who can do what it needs, `repeat` times over.
Plan plan(const std::vector<scenarios::Scenario>& scenarios, const std::vector<Contender>& contenders, unsigned repeat);

// How many scenarios are left out for want of what, one line for each contender and capability; empty if none are.
std::vector<std::string> to_text(const std::vector<LeftOut>& left_out);

// Plays one after the other, on a thread of its own, with whatever server and time it has.
using Player = std::function<reports::ScenarioResult(const Play& play, const std::stop_token& stop)>;

struct SuiteOptions {
  std::vector<Player> players;  // side by side
  // Called for each result as it comes, never by two threads at once; may complete it. May be empty.
  std::function<void(reports::ScenarioResult&)> on_result;
};

// Blocks until all plays are over, or stopped: then the results of those that were finished come back.
std::vector<reports::ScenarioResult> run_suite(const std::vector<Play>& plays, const SuiteOptions& options,
                                               const std::stop_token& stop);

}  // namespace redial::agent
