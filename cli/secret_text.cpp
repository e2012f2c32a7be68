// See secret_text.hpp.
#include "cli/secret_text.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace redial::cli {

Result<std::string> read_secret(const SecretSource& source, const std::string& what) {
  const int named = !source.given.empty() + !source.variable.empty() + !source.file.empty();
  if (named > 1) return Error{"the " + what + " is given more than once", {}, "use one of the options"};
  if (!source.variable.empty()) {
    const char* value = std::getenv(source.variable.c_str());
    if (!value) return Error{"the environment variable is not set", source.variable, "set it to the " + what};
    return std::string(value);
  }
  if (source.file.empty()) return source.given;
  std::ifstream file(source.file, std::ios::binary);
  if (!file) return Error{"the file with the " + what + " cannot be read", source.file, "check path and permissions"};
  std::string text(std::istreambuf_iterator<char>(file), {});
  while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
  return text;
}

}  // namespace redial::cli
