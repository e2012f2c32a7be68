// Holds the whole tree against the rules of docs/CONTRIBUTING.md. That the rules bite is shown in rules_test.cpp.
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <string_view>

#include "tests/tidy/call_rule.hpp"
#include "tests/tidy/include_rule.hpp"
#include "tests/tidy/include_table.hpp"
#include "tests/tidy/size_rule.hpp"
#include "tests/tidy/source_file.hpp"
#include "tests/tidy/text_rule.hpp"
#include "tests/tidy/type_rule.hpp"

namespace redial::tidy {
namespace {

const std::vector<SourceFile>& tree() {
  static const std::vector<SourceFile> kTree = read_tree(REDIAL_SOURCE_DIR);
  return kTree;
}

void expect_none(const std::function<Findings(const SourceFile&)>& rule, const std::function<bool(std::string_view)>& applies) {
  std::string text;
  for (const SourceFile& file : tree()) {
    if (!applies(file.path)) continue;
    for (const std::string& finding : rule(file)) text += "\n" + finding;
  }
  EXPECT_TRUE(text.empty()) << text;
}

bool is_source(std::string_view path) {
  static constexpr std::string_view kEndings[] = {".cpp", ".hpp", ".js", ".mjs", ".proto", ".cmake", ".sh", "CMakeLists.txt"};
  return std::ranges::any_of(kEndings, [&](auto ending) { return path.ends_with(ending); });
}

bool is_cpp_file(std::string_view path) { return is_cpp(std::string(path)); }
bool is_any(std::string_view) { return true; }

// Tests are programs of their own, many of them.
bool is_product(std::string_view path) {
  return is_cpp_file(path) && !path.starts_with("tests/") && !path.starts_with("benchmarks/");
}

TEST(Tree, IncludesGoOnlyInTheDirectionsOfTheTable) { expect_none(check_includes, is_cpp_file); }

TEST(Tree, EveryRoomOfTheTableExists) {
  for (const Room& room : all_rooms()) {
    EXPECT_TRUE(std::ranges::any_of(tree(), [&](const auto& file) { return file.path.starts_with(room.path); })) << room.path;
  }
}

TEST(Tree, TimeChanceAndEnvironmentComeInByTheFrontDoor) { expect_none(check_calls, is_cpp_file); }

TEST(Tree, FilesAndLinesAreShort) { expect_none(check_size, is_source); }

TEST(Tree, FunctionsAreShort) { expect_none(check_functions, is_cpp_file); }

TEST(Tree, ATypeIsDefinedOnce) {
  std::vector<SourceFile> product;
  std::ranges::copy_if(tree(), std::back_inserter(product), is_product, &SourceFile::path);
  std::string text;
  for (const std::string& finding : check_types(product)) text += "\n" + finding;
  EXPECT_TRUE(text.empty()) << text;
}

TEST(Tree, EveryCppFileOpensWithWhatItIs) { expect_none(check_opening_comment, is_cpp_file); }

TEST(Tree, NothingNamesOneMachineOrARegistry) { expect_none(check_words, is_any); }

}  // namespace
}  // namespace redial::tidy
