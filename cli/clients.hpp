// The clients under test that a run asks for by name, and the agent programs started for them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agent/runner/suite.hpp"
#include "cli/child_process.hpp"
#include "core/base/result.hpp"

namespace redial::cli {

// "reference", "reference:web", "web" for "web:node", "web:node" or "web:chromium" with or without "@VERSION" of the SDK behind
// it, or "HOST:PORT". Error: anything else.
Result<Done> check_client_name(const std::string& name);

// A client under test that is ready to play, and the program behind it, if it is ours.
struct ClientUnderTest {
  std::unique_ptr<ChildProcess> program;
  agent::Contender contender;
};

// Starts the agent programs, then asks each agent what it drives. Main thread (see ChildProcess::start).
Result<std::vector<ClientUnderTest>> start_clients(const std::vector<std::string>& names);

}  // namespace redial::cli
