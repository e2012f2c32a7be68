// Comparing what was written with a file of expected/, byte for byte; REDIAL_UPDATE_GOLDEN=1 writes that file anew.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace redial {

inline void expect_golden(const std::string& name, const std::string& written) {
  const std::string path = std::string(REDIAL_SOURCE_DIR) + "/tests/golden/expected/" + name;
  if (std::getenv("REDIAL_UPDATE_GOLDEN")) std::ofstream(path, std::ios::binary) << written;
  std::ifstream file(path, std::ios::binary);
  const std::string expected(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(written, expected) << "if the change is meant: REDIAL_UPDATE_GOLDEN=1 golden_test";
}

}  // namespace redial
