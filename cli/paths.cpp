// The look-up.
#include "cli/paths.hpp"

#include <system_error>

namespace redial::cli {
namespace {

std::filesystem::path own_directory() {
  std::error_code error;
  const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  return error ? std::filesystem::path(".") : self.parent_path();
}

}  // namespace

std::filesystem::path data_directory() {
  const auto installed = own_directory().parent_path() / "share" / "redial";
  std::error_code error;
  return std::filesystem::is_directory(installed / "scenarios", error) ? installed : std::filesystem::path(REDIAL_SOURCE_DIR);
}

std::filesystem::path program(const char* name) { return own_directory() / name; }

std::filesystem::path library(const char* name) { return own_directory().parent_path() / "lib" / "redial" / name; }

}  // namespace redial::cli
