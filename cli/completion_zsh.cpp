// The script for zsh: a function for each command, which hands its options to _arguments, and one for each list of values.
#include <algorithm>
#include <cctype>
#include <sstream>

#include "cli/completion_scripts.hpp"
#include "cli/shell_word.hpp"

namespace redial::cli {
namespace {

constexpr const char* kHead = R"(#compdef redial
# Completes the command line of redial in zsh. Written by `redial completions zsh`.
)";

// Found by its name on $fpath, the file is the function; sourced, it says what the function is for.
constexpr const char* kEnd = R"(
if [[ $funcstack[1] == _redial ]]; then
  _redial "$@"
else
  compdef _redial redial
fi
)";

// "redial run" is completed by _redial_run.
std::string function_of(std::string path) {
  std::replace_if(
      path.begin(), path.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return "_" + path;
}

std::string values_function(std::size_t number) { return "_redial__values_" + std::to_string(number); }

// With a backslash before everything that _arguments and _describe would read as an end.
std::string escaped(const std::string& text) {
  std::string plain;
  for (const char c : text) plain += (std::string("[]:\\").find(c) == std::string::npos ? "" : "\\") + std::string(1, c);
  return plain;
}

// ":client:_redial__values_1": what a value is called, and how it is completed.
std::string action_of(const Argument& argument, const std::vector<Values>& all) {
  std::string action = " ";  // says what it is called, and completes nothing
  if (argument.values.words.empty() && argument.values.paths == Paths::files) action = "_files";
  if (argument.values.words.empty() && argument.values.paths == Paths::folders) action = "_files -/";
  if (!argument.values.words.empty()) action = values_function(number_of(argument.values, all));
  return ":" + escaped(argument.name) + ":" + action;
}

// One argument of _arguments, which the shell makes from several where an option has several names.
std::string option_spec(const Argument& option, const std::vector<Values>& all) {
  std::string names, others;
  for (const std::string& typed : option.typed) {
    const bool is_long = typed.starts_with("--");
    names += (names.empty() ? "" : ",") + typed + (option.takes_value ? (is_long ? "=" : "+") : "");
    others += (others.empty() ? "" : " ") + typed;
  }
  const bool several = option.typed.size() > 1;
  std::string spec = option.repeats ? "'*'" : several ? shell_word("(" + others + ")") : "";
  spec += several ? "{" + names + "}" : names;
  return spec + shell_word("[" + escaped(option.help) + "]" + (option.takes_value ? action_of(option, all) : ""));
}

std::vector<std::string> specs_of(const Command& command, const std::vector<Values>& all) {
  std::vector<std::string> specs;
  for (const Argument& option : command.options) specs.push_back(option_spec(option, all));
  for (std::size_t i = 0; i < command.arguments.size(); ++i) {
    const std::string place = command.arguments[i].repeats ? "*" : std::to_string(i + 1);
    specs.push_back(shell_word(place + action_of(command.arguments[i], all)));
  }
  return specs;
}

void write_commands(const Place& place, std::ostream& out) {
  out << "\n" << function_of(place.path) << "__commands() {\n  local -a commands=(\n";
  for (const Command& below : place.command->commands)
    out << "    " << shell_word(escaped(below.name) + ":" + below.help) << "\n";
  out << "  )\n  _describe -t commands command commands\n}\n";
}

void write_function(const Place& place, const std::vector<Values>& all, std::ostream& out) {
  const std::string name = function_of(place.path);
  const bool has_commands = !place.command->commands.empty();
  if (has_commands) write_commands(place, out);
  auto specs = specs_of(*place.command, all);
  if (has_commands) specs.insert(specs.end(), {shell_word("1: :" + name + "__commands"), shell_word("*:: :->below")});
  out << "\n" << name << "() {\n  local curcontext=$curcontext state line result=1\n  typeset -A opt_args\n  _arguments -C -s";
  for (const std::string& spec : specs) out << " \\\n    " << spec;
  out << " && result=0\n";
  if (has_commands) {
    out << "  if [[ $state == below ]]; then\n    case $line[1] in\n";
    for (const Command& below : place.command->commands)
      out << "      " << shell_word(below.name) << ") " << function_of(place.path + " " + below.name) << " && result=0 ;;\n";
    out << "    esac\n  fi\n";
  }
  out << "  return result\n}\n";
}

void write_values(const Values& values, std::size_t number, std::ostream& out) {
  if (values.words.empty()) return;
  out << "\n" << values_function(number) << "() {\n  local -a list=(" << word_list(values.words, shell_word, "\n    ") << ")\n";
  if (values.separator)
    out << "  _sequence -s " << shell_word({values.separator}) << " \"$@\" compadd - -a list\n";
  else if (values.paths == Paths::none)
    out << "  compadd \"$@\" -a list\n";
  else
    out << "  _alternative 'words:word:compadd -a list' 'files:file:_files" << (values.paths == Paths::folders ? " -/" : "")
        << "'\n";
  out << "}\n";
}

}  // namespace

std::string zsh_completion(const Command& root) {
  const auto all = different_values(root);
  std::ostringstream out;
  out << kHead;
  for (std::size_t i = 0; i < all.size(); ++i) write_values(all[i], i + 1, out);
  for (const Place& place : places(root)) write_function(place, all, out);
  out << kEnd;
  return out.str();
}

}  // namespace redial::cli
