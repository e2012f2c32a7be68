// `redial completions`: scripts that complete the command line in a shell. What this version can complete is written into them.
#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <map>
#include <set>

#include "agent/clients/reference/zoo/zoo.hpp"
#include "cli/clients.hpp"
#include "cli/command_tree.hpp"
#include "cli/commands.hpp"
#include "cli/completion_scripts.hpp"
#include "cli/exit_codes.hpp"
#include "cli/library.hpp"
#include "core/fault/fault_spec.hpp"
#include "scenarios/engine/contract/rule.hpp"

namespace redial::cli {
namespace {

using Script = std::function<std::string(const Command&)>;

const std::map<std::string, Script>& scripts() {
  static const std::map<std::string, Script> kScripts = {
      {"bash", bash_completion}, {"fish", fish_completion}, {"zsh", zsh_completion}};
  return kScripts;
}

std::vector<std::string> shells() {
  std::vector<std::string> names;
  for (const auto& [name, script] : scripts()) names.push_back(name);
  return names;
}

template <class Range, class Name>
Values words_of(const Range& range, Name name) {
  Values values;
  for (const auto& each : range) values.words.emplace_back(name(each));
  return values;
}

// Families and ids of the library, or any file; and the tags that it has.
void add_scenarios(const std::vector<scenarios::Scenario>& library, KnownValues& known) {
  std::set<std::string> ids, tags;
  for (const scenarios::Scenario& scenario : library) {
    ids.insert({scenario.template_id, scenario.template_id.substr(0, scenario.template_id.find('/'))});
    tags.insert(scenario.tags.begin(), scenario.tags.end());
  }
  known["SCENARIO"] = {{ids.begin(), ids.end()}, Paths::files};
  known["TAG"] = {{tags.begin(), tags.end()}};
}

ExitCode print(const CLI::App& app, const std::string& shell) {
  const auto library = read_scenarios({});
  if (!library) return kWrongUse;
  KnownValues known = {{"CLIENT", {client_names()}},
                       {"REFERENCE", {reference_names()}},
                       {"DEFECT", words_of(agent::reference::all_defects(), [](const auto& defect) { return defect.name; })},
                       {"FAULT", words_of(fault::all_fault_kinds(), [](const auto& kind) { return kind.name; })},
                       {"RULE", words_of(scenarios::contract::all_rules(), [](const auto& rule) { return rule.id; })}};
  add_scenarios(*library, known);
  std::cout << scripts().at(shell)(read_commands(app, known));
  return kKept;
}

}  // namespace

void add_completions(CLI::App& app, const SetAction& action) {
  auto* command = app.add_subcommand("completions", "Print a script that completes the command line in a shell");
  auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "bash, fish or zsh; README.md says where to put the script")
      ->required()
      ->check(CLI::IsMember(shells()));
  command->callback([&app, action, shell] { action([&app, shell] { return print(app, *shell); }); });
}

}  // namespace redial::cli
