// How a command that cannot go on says so.
#pragma once

#include <iostream>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "core/base/result.hpp"

namespace redial::cli {

// Says on standard error what is wrong, and gives back `code`.
inline ExitCode fail(const Error& error, ExitCode code = kWrongUse) {
  std::cerr << "redial: " << to_text(error) << "\n";
  return code;
}

}  // namespace redial::cli
