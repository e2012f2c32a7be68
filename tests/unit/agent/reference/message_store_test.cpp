// The SQLite message store, in a directory of the test's own.
#include "agent/clients/reference/live/message_store.hpp"

#include <gtest/gtest.h>

#include "agent/clients/reference/live/temporary_directory.hpp"

namespace redial::agent::reference {
namespace {

const AppKey kApp("app/key");

class MessageStoreTest : public testing::Test {
 protected:
  Result<MessageStore> open(const std::string& user, const AppKey& app = kApp) {
    return MessageStore::open(directory.path(), app, user);
  }

  TemporaryDirectory directory{"redial-test"};
};

TEST_F(MessageStoreTest, ANewStoreIsEmpty) { EXPECT_EQ(*open("alice")->count(), 0u); }

TEST_F(MessageStoreTest, MessagesOutliveTheOpenStore) {
  ASSERT_TRUE(open("alice")->keep({"bob", "it's \"quoted\"", "uid-1", 5}));
  EXPECT_EQ(*open("alice")->count(), 1u);
}

TEST_F(MessageStoreTest, AMessageIsKeptOnce) {
  auto store = open("alice");
  ASSERT_TRUE(store->keep({"bob", "hello", "uid-1", 5}));
  ASSERT_TRUE(store->keep({"bob", "hello", "uid-1", 5}));
  EXPECT_EQ(*store->count(), 1u);
}

TEST_F(MessageStoreTest, EachUserAndAppHasAStoreOfItsOwn) {
  ASSERT_TRUE(open("alice")->keep({"bob", "hello", "uid-1", 5}));
  EXPECT_EQ(*open("bob")->count(), 0u);
  EXPECT_EQ(*open("alice", AppKey("other"))->count(), 0u);
}

TEST_F(MessageStoreTest, UserIdsThatAreNoFileNamesAreFine) { EXPECT_TRUE(open("../../etc/passwd")); }

TEST_F(MessageStoreTest, AMissingDirectoryIsAnErrorWithAdvice) {
  const auto store = MessageStore::open(directory.path() / "missing", kApp, "alice");
  ASSERT_FALSE(store);
  EXPECT_EQ(to_text(store.error()),
            "message store: cannot open: unable to open database file; check the agent's temporary directory");
}

TEST_F(MessageStoreTest, TheDirectoryGoesWithItsOwner) {
  std::filesystem::path path;
  {
    const TemporaryDirectory temporary("redial-test");
    path = temporary.path();
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace redial::agent::reference
