// The clients under test that a run asks for by name, and the agent programs started for them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agent/clients/reference/profiles.hpp"
#include "agent/runner/suite.hpp"
#include "cli/child_process.hpp"
#include "core/base/result.hpp"

namespace redial::cli {

// Which reference client "reference" or "reference:PROFILE" is, "+DEFECT" behind it or not; nothing for any other name.
std::optional<agent::reference::Kind> reference_kind(const std::string& name);

// "reference" or "reference:PROFILE" with one of control::kApiProfiles, "+DEFECT" behind it or not; "web" for "web:node";
// "web:node" or "web:chromium", "@VERSION" of the SDK behind it or not; "native"; or "HOST:PORT". Error: anything else.
Result<Done> check_client_name(const std::string& name);

// The names of clients that need nothing filled in, for those who choose from a list.
std::vector<std::string> client_names();
// Those of them that are reference clients.
std::vector<std::string> reference_names();

// Why the native client cannot run on this machine: another platform than its addon's, or the addon is not installed.
std::optional<std::string> native_is_missing();
// Who plays when nobody is named: reference, web, and native where it can run. What is left out is told on stderr.
std::vector<std::string> default_clients();

// A client under test that is ready to play, and the program behind it, if it is ours.
struct ClientUnderTest {
  std::unique_ptr<ChildProcess> program;
  agent::Contender contender;
};

// Starts the agent programs, then asks each agent what it drives. Main thread (see ChildProcess::start).
Result<std::vector<ClientUnderTest>> start_clients(const std::vector<std::string>& names);

}  // namespace redial::cli
