// Keeps the documents in step with the code: the glossary knows every word of the closed lists, and links lead somewhere.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>
#include <string_view>

#include "core/trace/event.hpp"
#include "tests/tidy/source_file.hpp"

namespace redial::tidy {
namespace {

namespace fs = std::filesystem;

bool glossary_explains(std::string_view word) {
  static const std::string kGlossary = read_text(fs::path(REDIAL_SOURCE_DIR) / "docs/GLOSSARY.md");
  return kGlossary.find("`" + std::string(word) + "` |") != std::string::npos;
}

TEST(Docs, TheGlossaryExplainsEveryKindOfEvent) {
  for (const auto& info : trace::all_kinds()) EXPECT_TRUE(glossary_explains(info.name)) << info.name;
}

TEST(Docs, TheGlossaryExplainsEveryConnectionStatus) {
  for (const auto status : trace::all_statuses())
    EXPECT_TRUE(glossary_explains(trace::to_name(status))) << trace::to_name(status);
}

TEST(Docs, LinksToOtherFilesLeadSomewhere) {
  static const std::regex kLink(R"(\]\(([^)#:]+)(#[^)]*)?\))");
  for (const SourceFile& file : read_tree(REDIAL_SOURCE_DIR)) {
    if (!file.path.ends_with(".md")) continue;
    const fs::path folder = (fs::path(REDIAL_SOURCE_DIR) / file.path).parent_path();
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (std::sregex_iterator link(file.lines[i].begin(), file.lines[i].end(), kLink), end; link != end; ++link) {
        EXPECT_TRUE(fs::exists(folder / (*link)[1].str())) << place(file, i) << " links to " << (*link)[1];
      }
    }
  }
}

}  // namespace
}  // namespace redial::tidy
