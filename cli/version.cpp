// `redial version`.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "redial_version.hpp"

namespace redial::cli {

void add_version(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("version", "Print the version and the commit it was built from");
  command->callback([action] {
    action([] {
      std::cout << "redial " << kVersion << " (" << kCommit << ")\n";
      return kKept;
    });
  });
}

}  // namespace redial::cli
