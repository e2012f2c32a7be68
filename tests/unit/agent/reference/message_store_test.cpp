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
    return MessageStore::open(MessageStore::file(directory.path(), app, user));
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
  EXPECT_TRUE(*store->keep({"bob", "hello", "uid-1", 5}));
  EXPECT_FALSE(*store->keep({"bob", "hello", "uid-1", 5}));
  EXPECT_EQ(*store->count(), 1u);
}

TEST_F(MessageStoreTest, EachUserAndAppHasAStoreOfItsOwn) {
  ASSERT_TRUE(open("alice")->keep({"bob", "hello", "uid-1", 5}));
  EXPECT_EQ(*open("bob")->count(), 0u);
  EXPECT_EQ(*open("alice", AppKey("other"))->count(), 0u);
}

TEST_F(MessageStoreTest, UserIdsThatAreNoFileNamesAreFine) { EXPECT_TRUE(open("../../etc/passwd")); }

TEST_F(MessageStoreTest, AMissingDirectoryIsAnErrorWithAdvice) {
  const auto store = MessageStore::open(directory.path() / "missing" / "alice.db");
  ASSERT_FALSE(store);
  EXPECT_EQ(to_text(store.error()),
            "message store: cannot open: unable to open database file; check the agent's temporary directory");
}

TEST_F(MessageStoreTest, AnOverwrittenStoreIsNoDatabase) {
  ASSERT_TRUE(open("alice"));
  ASSERT_TRUE(overwrite_databases(directory.path()));
  const auto store = open("alice");
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().what, "cannot prepare: file is not a database");
}

TEST_F(MessageStoreTest, ADeletedStoreIsMadeAnew) {
  ASSERT_TRUE(open("alice")->keep({"bob", "hello", "uid-1", 5}));
  ASSERT_TRUE(delete_databases(directory.path()));
  EXPECT_EQ(*open("alice")->count(), 0u);
}

TEST_F(MessageStoreTest, WhereNoStoreIsNoneCanBeDamaged) {
  for (const auto& damage : {overwrite_databases, delete_databases}) {
    const auto damaged = damage(directory.path());
    ASSERT_FALSE(damaged);
    EXPECT_EQ(to_text(damaged.error()), "storage: there is no database yet; connect the client first");
  }
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
