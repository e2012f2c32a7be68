// `redial lint`: are these scenario files right? Says nothing about whether a client keeps them.
#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/library.hpp"

namespace redial::cli {

void add_lint(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("lint", "Check scenario files and say where and how they are wrong");
  auto arguments = std::make_shared<std::vector<std::string>>();
  command
      ->add_option("scenarios", *arguments,
                   "Files, folders, ids, families or globs; default: the whole library and the known deviations")
      ->type_name("SCENARIO");
  command->callback([action, arguments] {
    action([arguments] {
      const auto scenarios = read_scenarios(*arguments);
      if (!scenarios || (arguments->empty() && !read_deviations())) return kWrongUse;
      std::cout << scenarios->size() << " scenarios, no errors\n";
      return kKept;
    });
  });
}

}  // namespace redial::cli
