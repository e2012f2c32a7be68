// A command line made by hand, with one of everything that a script for a shell has to get right. Nothing parses with it.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <string>
#include <vector>

#include "cli/command_tree.hpp"

namespace redial::cli {

struct SampleApp {
  SampleApp();

  CLI::App app{"Tests chat SDKs", "redial"};
  std::vector<std::string> scenarios, clients, formats;
  std::string out, base, changed, gate, address;
  unsigned jobs = 1;
  int time = 0;
  bool quiet = false;
};

// Values of the sample's own types: SCENARIO, of which any file is one too, and CLIENT.
inline KnownValues sample_values() {
  return {{"SCENARIO", {{"token", "token/expired", "it's [odd]: $HOME\\"}, Paths::files}},
          {"CLIENT", {{"reference", "web:node"}}}};
}

inline SampleApp::SampleApp() {
  app.add_flag("--quiet,-q", quiet, "Say less; all else stays");
  auto* run = app.add_subcommand("run", "Play scenarios: all of them, or some");
  run->add_option("scenarios", scenarios, "What to play")->type_name("SCENARIO");
  run->add_option("--client", clients, "Client under test, repeatable: one of ours")
      ->type_name("CLIENT")
      ->allow_extra_args(false);
  run->add_option("--format", formats, "Reports to write")->delimiter(',')->check(CLI::IsMember({"console", "junit", "json"}));
  run->add_option("--time", time, "Which clock")
      ->transform(CLI::CheckedTransformer(std::map<std::string, int>{{"compressed", 1}, {"real", 0}}));
  run->add_option("-o,--out", out, "Folder for reports")->type_name("DIR");
  run->add_option("--jobs", jobs, "Side by side")->check(CLI::Range(1, 64));
  run->add_option("--hidden", jobs, "Not for everybody")->group("");
  auto* compare = app.add_subcommand("compare", "Compare two runs");
  compare->add_option("base", base, "The run before")->check(CLI::ExistingFile);
  compare->add_option("new", changed, "The run behind")->type_name("FILE");
  compare->add_option("--gate", gate, "What the tester's `run` may [not] cost, in $");
  auto* remote = app.add_subcommand("remote", "Agents on other machines");
  remote->add_subcommand("add", "Add one")->add_option("address", address, "Where it listens")->type_name("HOST:PORT");
  remote->add_subcommand("list", "List them");
  app.add_subcommand("serve", "Run the server")->prefix_command()->set_help_flag();
  app.add_subcommand("secret", "Not for everybody")->group("");
}

}  // namespace redial::cli
