// Scripts that complete the command line of `redial` in a shell, written from its commands. Each is a whole file: to be sourced,
// or to be put where the shell looks for it. Nothing in them runs `redial`: completing may not start a build, nor take time.
#pragma once

#include <string>

#include "cli/command_tree.hpp"

namespace redial::cli {

// Precondition of all: `root` is the tree of the app "redial".
std::string bash_completion(const Command& root);
std::string zsh_completion(const Command& root);
std::string fish_completion(const Command& root);

}  // namespace redial::cli
