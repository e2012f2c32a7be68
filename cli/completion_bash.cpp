// The script for bash 4.4 or later: two tables, and a function that reads what was typed and looks it up.
#include <sstream>

#include "cli/completion_scripts.hpp"
#include "cli/shell_word.hpp"

namespace redial::cli {
namespace {

constexpr const char* kHead = R"(# Completes the command line of redial in bash. Written by `redial completions bash`.
# shellcheck shell=bash

)";

constexpr const char* kFunctions = R"(
_redial_has() {
  local one
  for one in "${@:2}"; do [[ $one == "$1" ]] && return; done
  return 1
}

_redial() {
  local -a typed=() found=() words=() commands options valued
  local paths='' separator='' positions endless
  local piece rest=$COMP_LINE
  # bash takes words apart at ':' and '=' too; what no blank parts is one word.
  for piece in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
    if ((${#typed[@]} == 0)) || [[ $rest == [[:blank:]]* ]]; then typed+=("$piece"); else typed[-1]+=$piece; fi
    rest=${rest#*"$piece"}
  done

  # Which command it is, what the value is of that stands here, and at which place among the arguments without a name.
  local command=redial value_of='' place=1 word current=${typed[-1]}
  _redial_command "$command"
  for word in "${typed[@]:1:${#typed[@]}-2}"; do
    if [[ $value_of ]]; then
      value_of=''
    elif _redial_has "$word" "${commands[@]}"; then
      command+=" $word" place=1
      _redial_command "$command"
    elif _redial_has "$word" "${valued[@]}"; then
      value_of=$word
    elif [[ $word != -* ]]; then
      ((place++))
    fi
  done

  local before=''  # what of the current word is certain
  if [[ ! $value_of && $current == --*=* ]]; then value_of=${current%%=*} before=${current%%=*}=; fi
  if [[ $value_of ]]; then
    _redial_values "$command $value_of"
  elif [[ $current == -* ]]; then
    words=("${options[@]}")
  else
    if [[ $endless ]] && ((place > positions)); then place=$positions; fi
    _redial_values "$command $place"
    words+=("${commands[@]}")
  fi
  if [[ $separator && $current == *"$separator"* ]]; then before=${current%"$separator"*}$separator; fi

  for word in "${words[@]}"; do
    if [[ $before$word == "$current"* ]]; then found+=("$before$word"); fi
  done
  if [[ $paths ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do found+=("$before$word"); done < <(compgen "$paths" -- "${current#"$before"}")
  fi

  # bash replaces only what stands behind the last place where it takes words apart.
  local kept='' breaks=${COMP_WORDBREAKS//[!:=]/}
  if [[ $breaks ]]; then kept=${current%"${current##*["$breaks"]}"}; fi
  COMPREPLY=("${found[@]#"$kept"}")
}

complete -F _redial redial
)";

// "      options=(-h --help)", or nothing where there are no words.
void write_list(const std::string& name, const std::vector<std::string>& words, std::ostream& out) {
  const std::string head = "      " + name + "=(";
  if (!words.empty()) out << head << word_list(words, shell_word, "\n" + std::string(head.size(), ' ')) << ")\n";
}

void write_command(const Place& place, std::ostream& out) {
  const Command& command = *place.command;
  std::vector<std::string> commands, options, valued;
  for (const Command& below : command.commands) commands.push_back(below.name);
  for (const Argument& option : command.options) {
    options.insert(options.end(), option.typed.begin(), option.typed.end());
    if (option.takes_value) valued.insert(valued.end(), option.typed.begin(), option.typed.end());
  }
  out << "    " << shell_word(place.path) << ")\n";
  write_list("commands", commands, out);
  write_list("options", options, out);
  write_list("valued", valued, out);
  if (!command.arguments.empty())
    out << "      positions=" << command.arguments.size() << (command.arguments.back().repeats ? " endless=yes" : "") << "\n";
  out << "      ;;\n";
}

// "redial run --client" and "redial run 1": everywhere where these values can stand.
std::vector<std::string> keys_of(const Values& values, const Command& root) {
  std::vector<std::string> keys;
  for (const Place& place : places(root)) {
    for (const Argument& option : place.command->options)
      for (const std::string& typed : option.typed)
        if (option.values == values) keys.push_back(place.path + " " + typed);
    for (std::size_t i = 0; i < place.command->arguments.size(); ++i)
      if (place.command->arguments[i].values == values) keys.push_back(place.path + " " + std::to_string(i + 1));
  }
  return keys;
}

void write_values(const Values& values, const Command& root, std::ostream& out) {
  std::string patterns;
  for (const std::string& key : keys_of(values, root)) patterns += (patterns.empty() ? "" : " | ") + shell_word(key);
  out << "    " << patterns << ")\n";
  write_list("words", values.words, out);
  if (values.paths != Paths::none) out << "      paths=" << (values.paths == Paths::files ? "-f" : "-d") << "\n";
  if (values.separator) out << "      separator=" << shell_word({values.separator}) << "\n";
  out << "      ;;\n";
}

}  // namespace

std::string bash_completion(const Command& root) {
  std::ostringstream out;
  out << kHead << "# What can follow command $1.\n_redial_command() {\n";
  out << "  commands=() options=() valued=() positions=0 endless=''\n  case $1 in\n";
  for (const Place& place : places(root)) write_command(place, out);
  out << "  esac\n}\n\n# What can be the value of an option, \"redial run --client\", or stand at a place, \"redial run 1\".\n";
  out << "_redial_values() {\n  words=() paths='' separator=''\n  case $1 in\n";
  for (const Values& values : different_values(root)) write_values(values, root, out);
  out << "  esac\n}\n" << kFunctions;
  return out.str();
}

}  // namespace redial::cli
