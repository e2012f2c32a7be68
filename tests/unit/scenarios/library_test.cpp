// Files and folders to scenarios, on a folder of its own for each test.
#include "scenarios/engine/library.hpp"

#include <gmock/gmock.h>
#include <stdlib.h>

#include <fstream>

#include "tests/unit/scenarios/parsed.hpp"

namespace redial::scenarios {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class LibraryTest : public testing::Test {
 protected:
  LibraryTest() {
    std::string pattern = (fs::temp_directory_path() / "redial-library-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    for (const char* id : {"token/good", "token/expired", "connect/good"})
      write(fs::path("library") / (std::string(id) + ".yaml"));
  }
  ~LibraryTest() override { fs::remove_all(folder_); }

  fs::path root() const { return folder_ / "library"; }
  fs::path write(const fs::path& name, const std::string& text = with_head("steps: [disconnect]\n")) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  std::vector<std::string> ids(const std::vector<std::string>& selections) {
    const auto scenarios = load(root(), selections);
    if (!scenarios) return {to_text(scenarios.error())};
    std::vector<std::string> found;
    for (const Scenario& scenario : *scenarios) found.push_back(scenario.id);
    return found;
  }

  fs::path folder_;
};

TEST_F(LibraryTest, HasAllScenariosInTheOrderOfTheirIds) {
  EXPECT_THAT(ids({}), ElementsAre("connect/good", "token/expired", "token/good"));
}

TEST_F(LibraryTest, FindsIdsFamiliesAndGlobs) {
  EXPECT_THAT(ids({"token/good"}), ElementsAre("token/good"));
  EXPECT_THAT(ids({"token"}), ElementsAre("token/expired", "token/good"));
  EXPECT_THAT(ids({"token/"}), ElementsAre("token/expired", "token/good"));
  EXPECT_THAT(ids({"*/good"}), ElementsAre("connect/good", "token/good"));
  EXPECT_THAT(ids({"token/*"}), ElementsAre("token/expired", "token/good"));
}

TEST_F(LibraryTest, FindsACaseByItsFullId) {
  write("library/token/refused.yaml",
        with_head("parameters: {tag: [a, b]}\ntransports: [plain, tls]\ntags: [$tag]\nsteps: [disconnect]\n"));
  EXPECT_THAT(ids({"token/refused"}), ElementsAre("token/refused [tag=a]", "token/refused [tag=a] (tls)", "token/refused [tag=b]",
                                                  "token/refused [tag=b] (tls)"));
  EXPECT_THAT(ids({"token/refused [tag=b]"}), ElementsAre("token/refused [tag=b]"));
  EXPECT_THAT(ids({"token/refused [tag=b] (tls)", "connect"}), ElementsAre("connect/good", "token/refused [tag=b] (tls)"));
  EXPECT_THAT(ids({"token/ref*"}), testing::SizeIs(4));
  EXPECT_THAT(ids({"token/refused [tag=c]"}), ElementsAre(testing::HasSubstr("did you mean 'token/refused [tag=a]'?")));
}

TEST_F(LibraryTest, TakesEachScenarioOnce) {
  EXPECT_THAT(ids({"token", "token/good", (root() / "token/good.yaml").string()}), ElementsAre("token/expired", "token/good"));
}

TEST_F(LibraryTest, FindsFilesAndFoldersByTheirPath) {
  EXPECT_THAT(ids({(root() / "token/good.yaml").string()}), ElementsAre("token/good"));
  EXPECT_THAT(ids({(root() / "token").string()}), ElementsAre("token/expired", "token/good"));
  const fs::path own = write("own/mine.yaml");
  EXPECT_THAT(ids({own.string()}), ElementsAre((folder_ / "own/mine").string()));
  EXPECT_THAT(ids({(folder_ / "own").string()}), ElementsAre((folder_ / "own/mine").string()));
}

TEST_F(LibraryTest, SaysWhatIsNotThere) {
  EXPECT_THAT(ids({"toekn"}), ElementsAre("toekn: error: no scenario, folder or file of this name\ndid you mean 'token'?"));
}

TEST_F(LibraryTest, SaysWhatIsWrongInEveryFile) {
  const fs::path one = write("library/bad/one.yaml", "shows: 1\n");
  const fs::path two = write("library/bad/two.yaml", "");
  const auto scenarios = load(root(), {"bad"});
  ASSERT_FALSE(scenarios.ok());
  EXPECT_EQ(scenarios.error().front().file, one.string());
  EXPECT_EQ(scenarios.error().back().file, two.string());
  EXPECT_EQ(scenarios.error().back().message, "the file is empty");
}

TEST_F(LibraryTest, SaysThatAFolderIsEmpty) {
  const auto scenarios = load(folder_ / "nowhere", {});
  ASSERT_FALSE(scenarios.ok());
  EXPECT_EQ(scenarios.error().front().message, "no scenarios lie below this folder");
}

TEST_F(LibraryTest, DoesNotReadMoreThanAScenarioMayHold) {
  const fs::path file = write("own/large.yaml", std::string(2 * kMaxScenarioBytes, '#'));
  EXPECT_THAT(ids({file.string()}), ElementsAre(file.string() + ": error: too large: 256 KiB at most"));
}

TEST_F(LibraryTest, DoesNotWalkThroughFoldersWithoutEnd) {
  for (std::size_t i = 0; i <= kMaxLibraryEntries; ++i) fs::create_directories(folder_ / "huge" / std::to_string(i));
  const auto scenarios = load(root(), {(folder_ / "huge").string()});
  ASSERT_FALSE(scenarios.ok());
  EXPECT_EQ(scenarios.error().front().message, "more than 2000 files lie below this folder: name a smaller one");
}

TEST_F(LibraryTest, KnowsNoDeviationsWithoutAFileOfThem) {
  const auto none = load_deviations(folder_ / "known_deviations.yaml");
  ASSERT_TRUE(none.ok());
  EXPECT_TRUE(none->empty());
  const auto one =
      load_deviations(write("known.yaml", "- {client: c, versions: \"5\", scenario: s, check: x, evidence: e, source: d}\n"));
  ASSERT_TRUE(one.ok()) << to_text(one.error());
  EXPECT_EQ(one->size(), 1u);
}

TEST(OwnLibrary, IsRight) {
  const fs::path scenarios = fs::path(REDIAL_SOURCE_DIR) / "scenarios";
  const auto loaded = load(scenarios / "library", {});
  EXPECT_TRUE(loaded.ok()) << to_text(loaded.error());
  const auto deviations = load_deviations(scenarios / "known_deviations.yaml");
  EXPECT_TRUE(deviations.ok()) << to_text(deviations.error());
}

}  // namespace
}  // namespace redial::scenarios
