// The folder of captures on a real file system: names, permissions, and what becomes of a disk that is full.
#include "net/capture/folder.hpp"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace redial::net::capture {
namespace {

namespace fs = std::filesystem;
using wire::Bytes;

unsigned mode(const fs::path& path) {
  struct stat info {};
  EXPECT_EQ(stat(path.c_str(), &info), 0) << path;
  return info.st_mode & 0777;
}

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class FolderTest : public ::testing::Test {
 protected:
  FolderTest() { fs::remove_all(root); }
  ~FolderTest() override { fs::remove_all(root); }
  Result<std::shared_ptr<Folder>> make() {
    return Folder::make(
        {.path = path, .application = "redial", .unix_epoch = UnixMillis(5), .on_trouble = [this](const Error& error) {
           troubles.push_back(to_text(error));
         }});
  }

  const fs::path root =
      fs::path(::testing::TempDir()) / "redial-captures" / ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const fs::path path = root / "deep" / "captures";
  std::vector<std::string> troubles;
};

TEST_F(FolderTest, IsMadeForItsOwnerAlone) {
  const auto folder = make().value();
  folder->create(folder->add("token/expired"), "chat-1-wss")(Bytes{1, 2});
  EXPECT_EQ(mode(path), 0700u);
  EXPECT_EQ(mode(path / "tls-keys.log"), 0600u);
  EXPECT_EQ(mode(path / "token.expired"), 0700u);
  EXPECT_EQ(mode(path / "token.expired/chat-1-wss.pcapng"), 0600u);
}

TEST_F(FolderTest, BlocksAreAppended) {
  const auto folder = make().value();
  const auto write = folder->create(folder->add("x"), "chat-1-ws");
  write(Bytes{'a', 'b'});
  write(Bytes{'c'});
  EXPECT_EQ(content(path / "x/chat-1-ws.pcapng"), "abc");
}

std::ptrdiff_t open_descriptors() { return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator()); }

TEST_F(FolderTest, FilesStayOpenUntilTheirConnectionsEnd) {
  const auto folder = make().value();
  const std::string app = folder->add("x");
  const auto before = open_descriptors();
  auto write = folder->create(app, "chat-1-ws");
  write(Bytes{'a'});
  EXPECT_EQ(open_descriptors(), before + 1);
  EXPECT_EQ(content(path / "x/chat-1-ws.pcapng"), "a");  // readable meanwhile
  write = nullptr;
  EXPECT_EQ(open_descriptors(), before);
}

TEST_F(FolderTest, ManyConnectionsHaveTheirFilesWithFewOpen) {
  constexpr int kMore = 50;
  const auto before = open_descriptors();
  const auto folder = make().value();
  const std::string app = folder->add("x");
  std::vector<std::function<void(std::span<const std::uint8_t>)>> connections;
  for (int i = 0; i < kMaxOpenFiles + kMore; ++i) connections.push_back(folder->create(app, "chat-" + std::to_string(i)));
  for (const std::uint8_t byte : {'a', 'b'})
    for (const auto& write : connections) write(Bytes{byte});
  EXPECT_EQ(open_descriptors(), before + kMaxOpenFiles);
  connections.erase(connections.begin(), connections.begin() + kMore);
  for (const auto& write : connections) write(Bytes{'c'});  // there is room now
  EXPECT_EQ(open_descriptors(), before + kMaxOpenFiles);
  connections.clear();
  EXPECT_EQ(content(path / "x/chat-0.pcapng"), "ab");
  for (int i = kMore; i < kMaxOpenFiles + kMore; ++i)
    EXPECT_EQ(content(path / ("x/chat-" + std::to_string(i) + ".pcapng")), "abc") << i;
  EXPECT_EQ(troubles, std::vector<std::string>{});
}

TEST_F(FolderTest, SecretsAreLinesOfOneKeyLog) {
  const auto folder = make().value();
  folder->log_key("CLIENT_RANDOM 1 2");
  folder->log_key("CLIENT_RANDOM 3 4");
  EXPECT_EQ(content(path / "tls-keys.log"), "CLIENT_RANDOM 1 2\nCLIENT_RANDOM 3 4\n");
}

TEST_F(FolderTest, EqualNamesAreCounted) {
  const auto folder = make().value();
  EXPECT_EQ(folder->add("token/expired"), path / "token.expired");
  EXPECT_EQ(folder->add("token/expired.2"), path / "token.expired.2");
  EXPECT_EQ(folder->add("token/expired"), path / "token.expired.3");
}

TEST_F(FolderTest, TimesAreTheMachinesWallClock) {
  EXPECT_EQ(make().value()->unix_time(TimePoint(Duration(7))), UnixTime(5'000'007));
}

TEST_F(FolderTest, CapturesOfAnotherRunAreNotMixedIn) {
  (void)make();
  const auto second = make();
  ASSERT_FALSE(second);
  EXPECT_EQ(to_text(second.error()),
            path.string() + ": has captures of another run in it; name another folder, or remove this one");
}

TEST_F(FolderTest, WhatCannotBeAFolderIsAnError) {
  fs::create_directories(root);
  std::ofstream(root / "deep") << "a file";
  const auto made = make();
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().what, "captures cannot be written: File exists");
}

TEST_F(FolderTest, AFullDiskIsToldOnceAndLeavesWholeBlocks) {
  signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto folder = make().value();
  const auto write = folder->create(folder->add("x"), "chat-1-ws");
  write(Bytes(60, 'a'));
  const rlimit full{100, before.rlim_max};  // the kernel refuses what is beyond, as it does when the disk is full
  setrlimit(RLIMIT_FSIZE, &full);
  write(Bytes(60, 'b'));
  setrlimit(RLIMIT_FSIZE, &before);
  write(Bytes(1, 'c'));
  EXPECT_EQ(content(path / "x/chat-1-ws.pcapng"), std::string(60, 'a'));
  ASSERT_EQ(troubles.size(), 1u);
  EXPECT_EQ(troubles[0], (path / "x/chat-1-ws.pcapng").string() +
                             ": captures cannot be written: File too large; check the folder, and the space left");
}

TEST_F(FolderTest, AFileThatIsGoneIsNotMadeAgain) {
  const auto folder = make().value();
  const auto write = folder->create(folder->add("x"), "chat-1-ws");
  write(Bytes{'a'});
  fs::remove(path / "x/chat-1-ws.pcapng");
  write(Bytes{'b'});
  EXPECT_FALSE(fs::exists(path / "x/chat-1-ws.pcapng"));
  EXPECT_EQ(troubles.size(), 1u);
}

}  // namespace
}  // namespace redial::net::capture
