// `redial schema`: the JSON schema of scenario files, for editors.
#include "scenarios/engine/schema.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"

namespace redial::cli {

void add_schema(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("schema", "Print the JSON schema of scenario files, for editors");
  command->callback([action] {
    action([] {
      std::cout << scenarios::to_json_schema();
      return kKept;
    });
  });
}

}  // namespace redial::cli
