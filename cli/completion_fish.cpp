// The script for fish: where the line stands is found by one function, and every `complete` is for one such place.
#include <sstream>

#include "cli/completion_scripts.hpp"
#include "cli/shell_word.hpp"

namespace redial::cli {
namespace {

constexpr const char* kHead = R"(# Completes the command line of redial in fish. Written by `redial completions fish`.

)";

constexpr const char* kFunctions = R"(
# Is the line at command $argv[1], and, if they are given, at one of the places $argv[2] to $argv[3] of its arguments?
function __redial_at
    set -l place (__redial_place)
    test "$place[1]" = "$argv[1]"; or return
    set -q argv[2]; or return 0
    test $place[2] -ge $argv[2] -a $place[2] -le $argv[3]
end

# Words for a value that takes several, with $argv[1] between them.
function __redial_several
    set -l typed (commandline -ct | string replace -r -- '^--[^=]*=' '')
    set -l certain (string match -r -- '.*'(string escape --style=regex -- $argv[1]) $typed)
    for word in $argv[2..-1]
        echo "$certain$word"
    end
end

complete -c redial -f
)";

constexpr int kNoEnd = 1000;  // of the places where an argument that repeats can stand

std::string cases(const std::vector<std::string>& keys) { return word_list(keys, fish_word, " \\\n                "); }

// Prints the command that the line so far names, and at which place among the arguments without a name it is.
void write_place(const Command& root, std::ostream& out) {
  std::vector<std::string> commands, valued;
  for (const Place& place : places(root)) {
    for (const Command& below : place.command->commands) commands.push_back(place.path + " " + below.name);
    for (const Argument& option : place.command->options)
      for (const std::string& typed : option.typed)
        if (option.takes_value) valued.push_back(place.path + " " + typed);
  }
  out << "# The command that the line so far names, and the place among its arguments where the line ends.\n"
      << "function __redial_place\n    set -l command " << fish_word(root.name) << "\n    set -l place 1\n"
      << "    set -l value_follows no\n    set -l words (commandline -opc)\n    for word in $words[2..-1]\n"
      << "        if test $value_follows = yes\n            set value_follows no\n            continue\n        end\n"
      << "        switch \"$command $word\"\n";
  if (!commands.empty())
    out << "            case " << cases(commands) << "\n                set command \"$command $word\"\n"
        << "                set place 1\n";
  if (!valued.empty()) out << "            case " << cases(valued) << "\n                set value_follows yes\n";
  out << "            case '* -*'\n            case '*'\n                set place (math $place + 1)\n"
      << "        end\n    end\n    printf '%s\\n' $command $place\nend\n";
}

void write_values(const Values& values, std::size_t number, std::ostream& out) {
  if (values.words.empty()) return;
  out << "\nfunction __redial_values_" << number << "\n    "
      << (values.separator ? "__redial_several " + fish_word({values.separator}) : std::string("printf '%s\\n'")) << " "
      << word_list(values.words, fish_word, " \\\n        ") << "\nend\n";
}

// How a value is completed: the end of a `complete` for an option.
std::string completing(const Values& values, const std::vector<Values>& all) {
  const std::string words = values.words.empty() ? "" : "(__redial_values_" + std::to_string(number_of(values, all)) + ")";
  const std::string folders = values.paths == Paths::folders ? "(__fish_complete_directories (commandline -ct))" : "";
  std::string text;
  if (!words.empty() || !folders.empty())
    text += " -a " + fish_word(words + (words.empty() || folders.empty() ? "" : " ") + folders);
  if (values.paths == Paths::files) text += " -F";
  return text;
}

std::string at(const std::string& path, const std::string& places = {}) {
  return "complete -c redial -n " + fish_word("__redial_at " + fish_word(path) + places);
}

void write_option(const Place& place, const Argument& option, const std::vector<Values>& all, std::ostream& out) {
  out << at(place.path);
  for (const std::string& typed : option.typed)
    out << (typed.starts_with("--") ? " -l " + fish_word(typed.substr(2)) : " -s " + fish_word(typed.substr(1)));
  // -x: no other value than those; without it fish offers files.
  if (option.takes_value) out << (option.values.paths == Paths::files ? " -r" : " -x") << completing(option.values, all);
  out << " -d " << fish_word(option.help) << "\n";
}

void write_completions(const Place& place, const std::vector<Values>& all, std::ostream& out) {
  const Command& command = *place.command;
  for (const Command& below : command.commands)
    out << at(place.path, " 1 1") << " -a " << fish_word(below.name) << " -d " << fish_word(below.help) << "\n";
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    if (command.arguments[i].values.empty()) continue;
    const auto last = command.arguments[i].repeats ? kNoEnd : i + 1;
    out << at(place.path, " " + std::to_string(i + 1) + " " + std::to_string(last))
        << completing(command.arguments[i].values, all) << "\n";
  }
  for (const Argument& option : command.options) write_option(place, option, all, out);
}

}  // namespace

std::string fish_completion(const Command& root) {
  const auto all = different_values(root);
  std::ostringstream out;
  out << kHead;
  write_place(root, out);
  for (std::size_t i = 0; i < all.size(); ++i) write_values(all[i], i + 1, out);
  out << kFunctions;
  for (const Place& place : places(root)) write_completions(place, all, out);
  return out.str();
}

}  // namespace redial::cli
