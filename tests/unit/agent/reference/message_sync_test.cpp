// Which messages an app is given, and when the client pulls.
#include "agent/clients/reference/message_sync.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace redial::agent::reference {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

payload::TextMessage message(const std::string& uid) { return {"bob", "text of " + uid, uid, 5}; }

wire::ServerPublish push(const std::string& uid) {
  return {1, false, 0, "s_msg", "alice", 1, payload::encode_downstream_text(message(uid))};
}

const wire::ServerPublish kHint{0, false, 0, "s_ntf", "alice", 1, {}};

class MessageSyncTest : public testing::Test {
 protected:
  MessageSync::Step answer(const std::vector<std::string>& uids, std::int64_t until, bool finished = true) {
    payload::PullAnswer pulled;
    for (const auto& uid : uids) pulled.messages.push_back(message(uid));
    pulled.inbox_until = until;
    pulled.finished = finished;
    return sync.answered(0, payload::encode_pull_answer(pulled));
  }
  static std::vector<std::string> uids(const MessageSync::Step& step) {
    std::vector<std::string> list;
    for (const auto& m : step.messages) list.push_back(m.message_uid);
    return list;
  }
  static std::int64_t position(const MessageSync::Step& step) { return payload::decode_pull_request(*step.pull)->inbox_after; }

  MessageSync sync;
};

TEST_F(MessageSyncTest, ALoginPullsWhatWasMissed) {
  EXPECT_EQ(position(sync.logged_in("alice", false)), 0);
  EXPECT_THAT(uids(answer({"a", "b"}, 10)), ElementsAre("a", "b"));
}

TEST_F(MessageSyncTest, AReconnectPullsFromWhereTheLastPullEnded) {
  sync.logged_in("alice", false);
  answer({"a"}, 10);
  EXPECT_EQ(position(sync.logged_in("alice", false)), 10);
}

TEST_F(MessageSyncTest, AnotherUserStartsAfresh) {
  sync.logged_in("alice", false);
  answer({"a"}, 10);
  EXPECT_EQ(position(sync.logged_in("bob", false)), 0);
}

TEST_F(MessageSyncTest, AHintPulls) {
  sync.logged_in("alice", false);
  answer({}, 10);
  EXPECT_TRUE(sync.pushed(kHint).pull);
}

TEST_F(MessageSyncTest, AHintWhilePullingPullsOnceMoreAfterwards) {
  sync.logged_in("alice", false);
  EXPECT_FALSE(sync.pushed(kHint).pull);
  EXPECT_FALSE(sync.pushed(kHint).pull);
  EXPECT_TRUE(answer({}, 10).pull);
  EXPECT_FALSE(answer({}, 10).pull);
}

TEST_F(MessageSyncTest, APushedMessageIsDelivered) {
  sync.logged_in("alice", false);
  EXPECT_THAT(sync.pushed(push("a")).messages, ElementsAre(message("a")));
}

TEST_F(MessageSyncTest, APushedMessageIsOnlyAHintWhereNavigationSaysSo) {
  sync.logged_in("alice", true);
  answer({}, 10);
  const auto step = sync.pushed(push("a"));
  EXPECT_THAT(step.messages, IsEmpty());
  EXPECT_TRUE(step.pull);
}

TEST_F(MessageSyncTest, AMessagePushedAndPulledIsDeliveredOnce) {
  sync.logged_in("alice", false);
  sync.pushed(push("a"));
  EXPECT_THAT(uids(answer({"a", "b"}, 10)), ElementsAre("b"));
}

TEST_F(MessageSyncTest, AnUnfinishedAnswerIsFollowed) {
  sync.logged_in("alice", false);
  EXPECT_EQ(position(answer({"a"}, 10, false)), 10);
}

TEST_F(MessageSyncTest, AServerThatNeverGetsFurtherIsNotFollowed) {
  sync.logged_in("alice", false);
  answer({"a"}, 10, false);
  EXPECT_FALSE(answer({}, 10, false).pull);
}

TEST_F(MessageSyncTest, AFailedPullIsRepeatedAtTheNextHint) {
  sync.logged_in("alice", false);
  EXPECT_FALSE(sync.answered(30001, {}).pull);
  EXPECT_TRUE(sync.pushed(kHint).pull);
}

TEST_F(MessageSyncTest, GarbageIsNoMessage) {
  sync.logged_in("alice", false);
  EXPECT_THAT(sync.pushed({1, false, 0, "s_msg", "alice", 1, {0xff}}).messages, IsEmpty());
  EXPECT_THAT(sync.pushed({1, false, 0, "s_cmd", "alice", 1, {}}).messages, IsEmpty());
  EXPECT_THAT(sync.answered(0, {0xff}).messages, IsEmpty());
}

TEST_F(MessageSyncTest, TheOldestIdsAreForgottenBeyondTheLimit) {
  sync.logged_in("alice", false);
  for (std::size_t i = 0; i <= kMaxRememberedMessages; ++i) sync.pushed(push(std::to_string(i)));
  EXPECT_THAT(uids(sync.pushed(push("1"))), IsEmpty());
  EXPECT_THAT(uids(sync.pushed(push("0"))), ElementsAre("0"));
}

}  // namespace
}  // namespace redial::agent::reference
