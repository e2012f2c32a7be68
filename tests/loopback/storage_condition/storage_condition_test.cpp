// What a client finds that knows nothing of the library in front of libc, in a data directory of each condition.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace redial {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;

using Lines = std::vector<std::string>;

class StorageCondition : public testing::Test {
 protected:
  StorageCondition() {
    std::filesystem::create_directory(data);
    std::ofstream(data / "file") << "abcd";
    std::ofstream(condition) << 'i';
  }
  ~StorageCondition() override { std::filesystem::remove_all(root); }

  // What the client says in one scene. `variables` instead of the agent's.
  Lines play(const std::string& scene) { return play(scene, "REDIAL_STORAGE_DIRECTORY=" + data.string()); }
  Lines play(const std::string& scene, const std::string& variables) {
    const std::string command = "REDIAL_STORAGE_CONDITION=" + condition.string() + " " + variables +
                                " LD_PRELOAD=" REDIAL_STORAGE_CONDITION_LIBRARY " " REDIAL_STORAGE_CLIENT " " + scene + " " +
                                data.string() + " " + condition.string();
    Lines lines;
    FILE* pipe = popen(command.c_str(), "r");
    std::array<char, 256> line{};
    while (std::fgets(line.data(), line.size(), pipe) != nullptr) lines.emplace_back(line.data(), std::strlen(line.data()) - 1);
    EXPECT_EQ(pclose(pipe), 0) << scene;
    return lines;
  }

  static std::filesystem::path temporary() {
    std::string name = testing::TempDir() + "redial-storage-XXXXXX";
    return mkdtemp(name.data());
  }

  std::filesystem::path root = temporary();
  std::filesystem::path data = root / "data";
  std::filesystem::path condition = root / "condition";
};

TEST_F(StorageCondition, IntactAllowsEverything) { EXPECT_THAT(play("open-intact"), Each(EndsWith(" 0"))); }

TEST_F(StorageCondition, ReadOnlyOpensFilesOnlyToRead) {
  EXPECT_THAT(play("open-read-only"),
              ElementsAre("open to read 0", "open to write EROFS", "open64 to read and write EROFS", "openat to truncate EROFS",
                          "open there or new 0", "open new EROFS", "open64 new EROFS", "openat64 new EROFS", "fopen to read 0",
                          "fopen64 to write EROFS", "fopen new EROFS"));
}

TEST_F(StorageCondition, FullMakesNoFile) {
  EXPECT_THAT(play("open-full"),
              ElementsAre("open to read 0", "open to write 0", "open64 to read and write 0", "openat to truncate 0",
                          "open there or new 0", "open new ENOSPC", "open64 new ENOSPC", "openat64 new ENOSPC", "fopen to read 0",
                          "fopen64 to write 0", "fopen new ENOSPC"));
}

TEST_F(StorageCondition, ReadOnlyKeepsNames) {
  EXPECT_THAT(play("names-read-only"),
              ElementsAre("mkdir EROFS", "mkdir of one that is there EEXIST", "access to read 0", "access to write EROFS",
                          "rename EROFS", "rename out of it EROFS", "rename into it EROFS", "unlink EROFS", "rmdir EROFS"));
}

TEST_F(StorageCondition, FullMakesNoDirectoryAndRemovesWhatIsThere) {
  EXPECT_THAT(play("names-full"),
              ElementsAre("mkdir ENOSPC", "mkdir of one that is there EEXIST", "access to read 0", "access to write 0",
                          "rename 0", "rename out of it 0", "rename into it 0", "unlink 0", "rmdir ENOENT"));
}

TEST_F(StorageCondition, ReadOnlyEndsWritingToOpenFiles) {
  const Lines lines = play("write-read-only");
  EXPECT_THAT(lines, Each(EndsWith(" EROFS")));
  EXPECT_EQ(lines.size(), 12u);
}

TEST_F(StorageCondition, FullOverwritesAndDoesNotGrow) {
  EXPECT_THAT(play("write-full"),
              ElementsAre("pwrite inside 0", "pwrite64 inside 0", "pwrite beyond ENOSPC", "pwrite64 beyond ENOSPC",
                          "write inside 0", "writev inside 0", "write beyond ENOSPC", "writev beyond ENOSPC", "shrink 0",
                          "grow ENOSPC", "grow by 64 ENOSPC", "allocate ENOSPC"));
}

TEST_F(StorageCondition, FullAppendsNothing) { EXPECT_THAT(play("append"), ElementsAre("append ENOSPC")); }

TEST_F(StorageCondition, FilesBesideTheDirectoryAreLeftAlone) {
  EXPECT_THAT(play("outside-read-only"), Each(EndsWith(" 0")));
  EXPECT_THAT(play("outside-full"), Each(EndsWith(" 0")));
}

TEST_F(StorageCondition, ChangesWhileAFileIsOpen) {
  EXPECT_THAT(play("change"), ElementsAre("i 0", "r EROFS", "i 0", "f ENOSPC", "i 0"));
}

TEST_F(StorageCondition, HoldsForARemovedFileThatIsStillOpen) { EXPECT_THAT(play("removed"), ElementsAre("write EROFS")); }

TEST_F(StorageCondition, CallsThatGoOnLeaveErrnoAlone) { EXPECT_THAT(play("keep-errno"), ElementsAre("errno ENOTTY")); }

TEST_F(StorageCondition, IsHiddenFromTheClient) { EXPECT_THAT(play("look-around"), ElementsAre("variable hidden")); }

TEST_F(StorageCondition, WithoutADirectoryEverythingIsAllowed) { EXPECT_THAT(play("open-read-only", ""), Each(EndsWith(" 0"))); }

TEST_F(StorageCondition, OfADirectoryIsNotThatOfOneWhoseNameBeginsAlike) {
  EXPECT_THAT(play("open-read-only", "REDIAL_STORAGE_DIRECTORY=" + data.string().substr(0, data.string().size() - 1)),
              Each(EndsWith(" 0")));
}

}  // namespace
}  // namespace redial
