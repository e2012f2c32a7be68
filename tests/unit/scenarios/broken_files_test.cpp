// Every file in broken/ is refused with exactly the text beside it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/engine/parse.hpp"
#include "tests/unit/scenarios/published.hpp"

namespace redial::scenarios {
namespace {

namespace fs = std::filesystem;

const std::string kFolder = "tests/unit/scenarios/broken/";

std::vector<std::string> broken_files() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(REDIAL_SOURCE_DIR) / kFolder)) {
    if (entry.path().extension() == ".yaml") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

class BrokenFile : public testing::TestWithParam<std::string> {};

TEST_P(BrokenFile, IsRefusedWordForWord) {
  const std::string file = GetParam() + ".yaml";
  const auto parsed = parse(published(kFolder + file), file, "id");
  ASSERT_FALSE(parsed.ok());
  const std::string text = to_text(parsed.error()) + "\n";
  EXPECT_EQ(text, updated(kFolder + GetParam() + ".txt", text)) << "if the change is meant: REDIAL_UPDATE_GOLDEN=1";
}

INSTANTIATE_TEST_SUITE_P(All, BrokenFile, testing::ValuesIn(broken_files()), [](const auto& test) { return test.param; });

}  // namespace
}  // namespace redial::scenarios
