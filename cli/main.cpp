// The `redial` command: hands over to the subcommand called. Exceptions end here.
#include <CLI/CLI.hpp>
#include <exception>
#include <functional>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"

namespace {

constexpr const char* kFooter =
    "Exit codes: 0 all promises kept (or broken as recorded), 1 a promise broken, 2 wrong use or invalid scenario, 3 "
    "inconclusive.";

int run(int argc, char** argv) {
  using namespace redial::cli;
  CLI::App app("Redial tests how chat SDKs connect, fail, are dropped and come back.", "redial");
  app.footer(kFooter);
  app.require_subcommand(1);
  std::function<ExitCode()> chosen;
  const SetAction action = [&chosen](std::function<ExitCode()> what) { chosen = std::move(what); };
  for (const auto add :
       {add_run, add_bench, add_report, add_judge, add_compare, add_history, add_doctor, add_repro, add_serve, add_agent,
        add_list, add_lint, add_explore, add_faults, add_rules, add_schema, add_completions, add_version, add_zoo})
    add(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kKept : kWrongUse;
  }
  return chosen();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "redial: " << error.what() << "\n";
    return redial::cli::kInconclusive;
  }
}
