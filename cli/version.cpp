// `redial version`, and `redial --version`.
#include <CLI/CLI.hpp>
#include <iostream>
#include <string>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "redial_version.hpp"

namespace redial::cli {
namespace {

std::string version_line() { return std::string("redial ") + kVersion + " (" + kCommit + ")"; }

}  // namespace

void add_version(CLI::App& app, const SetAction& action) {
  app.set_version_flag("--version", version_line(), "The same as the command version");
  auto* command = app.add_subcommand("version", "Print the version and the commit it was built from");
  command->callback([action] {
    action([] {
      std::cout << version_line() << "\n";
      return kKept;
    });
  });
}

}  // namespace redial::cli
