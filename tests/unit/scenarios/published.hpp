// Files of the repository that are made by the product, such as pages from its tables. Tests compare; with REDIAL_UPDATE_GOLDEN=1
// in the environment they write.
#pragma once

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace redial::scenarios {

// What the file of this name (from the repository's root) says.
inline std::string published(const std::string& name) {
  std::ifstream stream(std::string(REDIAL_SOURCE_DIR) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The same, after it was brought up to date if that was asked for.
inline std::string updated(const std::string& name, const std::string& wanted) {
  if (std::getenv("REDIAL_UPDATE_GOLDEN")) std::ofstream(std::string(REDIAL_SOURCE_DIR) + "/" + name, std::ios::binary) << wanted;
  return published(name);
}

}  // namespace redial::scenarios
