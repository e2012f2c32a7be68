// `redial serve` and `redial agent`: other programs of the product under one name. They take over this process.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/paths.hpp"

namespace redial::cli {
namespace {

ExitCode become(const char* name, const std::vector<std::string>& arguments) {
  const std::string path = program(name).string();
  std::vector<char*> values = {const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments) values.push_back(const_cast<char*>(argument.c_str()));
  values.push_back(nullptr);
  execv(path.c_str(), values.data());
  std::cerr << "redial: " << path << ": " << std::strerror(errno) << "; install the whole package, or build all targets\n";
  return kWrongUse;
}

void add_program(CLI::App& app, const SetAction& action, const char* name, const char* program, const char* help) {
  auto* command = app.add_subcommand(name, help);
  command->prefix_command();
  command->set_help_flag();  // the program has its own
  command->callback([=] { action([=] { return become(program, command->remaining()); }); });
}

}  // namespace

void add_serve(CLI::App& app, const SetAction& action) {
  add_program(app, action, "serve", "redial-mock-server", "Run a mock chat server for SDKs of your own (redial-mock-server)");
}

void add_agent(CLI::App& app, const SetAction& action) {
  add_program(app, action, "agent", "redial-agent",
              "Serve the reference client to a run on this or another machine (redial-agent)");
}

}  // namespace redial::cli
