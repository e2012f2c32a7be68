// Where a command gets a secret from without its standing on the command line, which every process of the machine can read: an
// environment variable or a file.
#pragma once

#include <string>

#include "core/base/result.hpp"

namespace redial::cli {

struct SecretSource {
  std::string given;     // on the command line itself
  std::string variable;  // name of an environment variable
  std::string file;
  bool is_named() const { return !given.empty() || !variable.empty() || !file.empty(); }
};

// The text, without the line break that an editor puts behind it; blanks stay. Errors: more than one source, a variable that is
// not set, a file that cannot be read. No error says what the text is.
Result<std::string> read_secret(const SecretSource& source, const std::string& what);

}  // namespace redial::cli
