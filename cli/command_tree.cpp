// Reading a CLI::App.
#include "cli/command_tree.hpp"

#include <algorithm>
#include <sstream>

namespace redial::cli {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

// CLI11 tells the words of IsMember and CheckedTransformer in a description only: "{a,b}" and "value in {a->0,b->1} OR {0,1}".
std::vector<std::string> words_of(const std::string& type) {
  const auto open = type.find('{');
  if (open == type.npos) return {};
  auto words = split(type.substr(open + 1, type.find('}', open) - open - 1), ',');
  for (std::string& word : words) word.resize(std::min(word.size(), word.find("->")));
  return words;
}

// A type that was named ("DIR"), or a check of CLI11's ("TEXT:FILE", "TEXT:PATH(existing)").
Paths paths_of(const std::string& type) {
  for (const std::string& part : split(type, ':')) {
    if (part == "DIR") return Paths::folders;
    if (part == "FILE" || part.starts_with("PATH")) return Paths::files;
  }
  return Paths::none;
}

Values values_of(const CLI::Option& option, const KnownValues& known) {
  const std::string type = option.get_type_name();
  const auto own = known.find(type.substr(0, type.find(':')));
  Values values = own == known.end() ? Values{words_of(type), paths_of(type)} : own->second;
  if (!values.words.empty()) values.separator = option.get_delimiter();
  return values;
}

// What follows the first clause is for those who ask for help.
std::string first_clause(const std::string& help) { return help.substr(0, std::min(help.find(": "), help.find("; "))); }

Argument read_argument(const CLI::Option& option, const KnownValues& known) {
  Argument argument;
  for (const std::string& name : option.get_snames()) argument.typed.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) argument.typed.push_back("--" + name);
  argument.name = option.get_name(option.get_positional());
  argument.name.erase(0, argument.name.find_first_not_of('-'));
  argument.help = first_clause(option.get_description());
  argument.takes_value = option.get_items_expected_max() > 0;
  argument.repeats = option.get_expected_max() > 1;
  if (argument.takes_value) argument.values = values_of(option, known);
  return argument;
}

void collect(const Command& command, const std::string& path, std::vector<Place>& found) {
  found.push_back({path, &command});
  for (const Command& below : command.commands) collect(below, path + " " + below.name, found);
}

}  // namespace

Command read_commands(const CLI::App& app, const KnownValues& known) {
  Command command{app.get_name(), first_clause(app.get_description()), {}, {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;  // hidden
    (option->nonpositional() ? command.options : command.arguments).push_back(read_argument(*option, known));
  }
  // What is passed on to a program may be anything, and names of files are the best guess.
  if (app.get_prefix_command()) command.arguments.push_back({"arguments", {}, {}, true, true, {{}, Paths::files}});
  for (const CLI::App* below : app.get_subcommands([](const CLI::App*) { return true; }))
    if (!below->get_group().empty() && !below->get_disabled()) command.commands.push_back(read_commands(*below, known));
  return command;
}

std::vector<Place> places(const Command& root) {
  std::vector<Place> found;
  collect(root, root.name, found);
  return found;
}

std::vector<Values> different_values(const Command& root) {
  std::vector<Values> different;
  for (const Place& place : places(root)) {
    for (const auto* arguments : {&place.command->options, &place.command->arguments}) {
      for (const Argument& argument : *arguments)
        if (!argument.values.empty() && number_of(argument.values, different) == 0) different.push_back(argument.values);
    }
  }
  return different;
}

std::size_t number_of(const Values& values, const std::vector<Values>& all) {
  const auto found = std::find(all.begin(), all.end(), values);
  return found == all.end() ? 0 : static_cast<std::size_t>(found - all.begin()) + 1;
}

}  // namespace redial::cli
