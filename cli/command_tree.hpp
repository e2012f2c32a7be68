// The commands of a CLI::App as plain data: what can be typed where. Knows of no shell and prints nothing.
#pragma once

#include <CLI/App.hpp>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace redial::cli {

enum class Paths { none, files, folders };

// What is known of the values that an argument takes. Empty: nothing.
struct Values {
  std::vector<std::string> words;
  Paths paths = Paths::none;
  char separator = 0;  // between several words in one value; 0: a value is one word

  bool empty() const { return words.empty() && paths == Paths::none; }
  friend bool operator==(const Values&, const Values&) = default;
};

// An option, or an argument that is known by its place.
struct Argument {
  std::string name;                // "client"
  std::vector<std::string> typed;  // "-c", "--client"; none where it is known by its place
  std::string help;                // the first clause of it
  bool takes_value = true;
  bool repeats = false;
  Values values;
};

struct Command {
  std::string name;
  std::string help;
  std::vector<Argument> options;
  std::vector<Argument> arguments;  // by place, in their order
  std::vector<Command> commands;
};

// The values that type names of the product's own stand for: {"CLIENT", …}.
using KnownValues = std::map<std::string, Values>;

// All that `app` and its subcommands take and do not hide. What CLI11 checks a value against is found by itself: IsMember,
// CheckedTransformer, and the types FILE, DIR and PATH.
Command read_commands(const CLI::App& app, const KnownValues& known);

// A command with all that leads to it: "redial run".
struct Place {
  std::string path;
  const Command* command = nullptr;
};

// `root` and every command below it, each before its subcommands. They live as long as `root`.
std::vector<Place> places(const Command& root);

// The different values of all arguments, without empty ones, in the order in which they occur.
std::vector<Values> different_values(const Command& root);

// Which of `all` these are, from 1; 0: none.
std::size_t number_of(const Values& values, const std::vector<Values>& all);

}  // namespace redial::cli
