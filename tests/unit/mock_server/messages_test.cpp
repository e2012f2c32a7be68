// Text messages and the queries after login.
#include "mock_server/chat/mailboxes.hpp"
#include "tests/unit/mock_server/chat_world.hpp"

namespace redial::mock_server {
namespace {

using namespace std::chrono_literals;

class Messages : public ChatWorld {
 protected:
  payload::PullAnswer pulled(ConnectionId by, std::int64_t after) {
    take();
    pull(by, after);
    const auto ack = sent<wire::QueryAck>();
    EXPECT_TRUE(ack.has_value());
    const auto answer = payload::decode_pull_answer(ack ? ack->payload : wire::Bytes{});
    EXPECT_TRUE(answer.ok());
    return answer ? *answer : payload::PullAnswer{};
  }
  Texts texts(const payload::PullAnswer& answer) {
    Texts all;
    for (const auto& message : answer.messages) all.push_back(message.text);
    return all;
  }
};

TEST_F(Messages, LaggingAnswersSayALowerVersionSoManyTimes) {
  const auto alice = dial(issue("alice"));
  arm({.kind = fault::FaultKind::queryack_lower_version, .times = 1});
  send(alice, wire::Query{.topic = "qAppBot", .target = "", .id = 4});  // has no version: not counted
  EXPECT_EQ(pulled(alice, 100).inbox_until, 99);
  EXPECT_EQ(pulled(alice, 100).inbox_until, 100);
  EXPECT_EQ(observed(trace::EventKind::fault_fired).size(), 1u);
}

TEST_F(Messages, LaggingAnswerToTheQueriesAfterLogin) {
  const auto alice = dial(issue("alice"));
  arm({.kind = fault::FaultKind::queryack_lower_version});
  take();
  send(alice, wire::Query{.topic = "pullSeAtts", .target = "", .id = 4, .payload = {0x08, 0x07}});
  EXPECT_EQ(sent<wire::QueryAck>()->payload, (wire::Bytes{0x08, 0x06}));
}

TEST_F(Messages, PingIsAnswered) {
  const auto alice = dial(issue("alice"));
  outputs();
  send(alice, wire::PingReq{});
  EXPECT_EQ(outputs(), (Texts{"1 PINGRESP"}));
}

TEST_F(Messages, SenderGetsAnAcknowledgementAndReceiverThePush) {
  const auto alice = dial(issue("alice"));
  dial(issue("bob"));
  outputs();
  publish(alice, "bob", "hi");
  EXPECT_EQ(outputs(), (Texts{"1 PUBACK 0", "2 PUBLISH s_msg"}));
}

TEST_F(Messages, AcknowledgementAndPushAgreeOnTimeAndUid) {
  const auto alice = dial(issue("alice"));
  dial(issue("bob"));
  take();
  publish(alice, "bob", "hi");
  const auto outputs = take();
  const auto ack = wire::decode_server_message(std::get<SendBytes>(outputs[0]).message, wire::ConnAckLayout::v3);
  const auto push = wire::decode_server_message(std::get<SendBytes>(outputs[1]).message, wire::ConnAckLayout::v3);
  const auto& acked = std::get<wire::ServerPubAck>(*ack);
  const auto message = payload::decode_downstream_text(std::get<wire::ServerPublish>(*push).payload);
  EXPECT_EQ(acked.id, 9);
  EXPECT_EQ(message->message_uid, acked.message_uid);
  EXPECT_EQ(message->time_ms, acked.seconds * 1000LL + acked.milliseconds);
  EXPECT_EQ(message->from, "alice");
  EXPECT_EQ(message->text, "hi");
}

TEST_F(Messages, EveryConnectionOfTheReceiverGetsIt) {
  const auto alice = dial(issue("alice"));
  dial(issue("bob"), "", "browser");
  dial(issue("bob"), "", "android");
  outputs();
  publish(alice, "bob", "hi");
  EXPECT_EQ(outputs(), (Texts{"1 PUBACK 0", "2 PUBLISH s_msg", "3 PUBLISH s_msg"}));
}

TEST_F(Messages, NotifyPolicyAnnouncesAndIsPulled) {
  set_policy({.delivery = control::Delivery::notify});
  const auto alice = dial(issue("alice"));
  const auto bob = dial(issue("bob"));
  outputs();
  publish(alice, "bob", "hi");
  EXPECT_EQ(outputs(), (Texts{"1 PUBACK 0", "2 PUBLISH s_ntf"}));
  EXPECT_EQ(texts(pulled(bob, 0)), (Texts{"hi"}));
}

TEST_F(Messages, NotificationIsOfQualityZero) {
  set_policy({.delivery = control::Delivery::notify});
  dial(issue("bob"));
  take();
  perform(control::DeliverMessage{UserId("alice"), UserId("bob"), "hi"});
  EXPECT_EQ(sent<wire::ServerPublish>()->qos, 0);
}

TEST_F(Messages, OfflineMessagesWaitForThePull) {
  const auto alice = dial(issue("alice"));
  publish(alice, "bob", "one");
  publish(alice, "bob", "two");
  const auto answer = pulled(dial(issue("bob")), 0);
  EXPECT_EQ(texts(answer), (Texts{"one", "two"}));
  EXPECT_TRUE(answer.finished);
}

TEST_F(Messages, PullGivesWhatIsLaterThanAskedFor) {
  const auto bob = dial(issue("bob"));
  perform(control::DeliverMessage{UserId("alice"), UserId("bob"), "one"});
  const auto first = pulled(bob, 0);
  perform(control::DeliverMessage{UserId("alice"), UserId("bob"), "two"});
  EXPECT_EQ(texts(pulled(bob, first.inbox_until)), (Texts{"two"}));
}

TEST_F(Messages, PullAnswerNeverFallsBehindTheRequest) {
  const auto bob = dial(issue("bob"));
  perform(control::DeliverMessage{UserId("alice"), UserId("bob"), "one"});
  const std::int64_t future = kEpoch.count() + 1'000'000;
  EXPECT_EQ(pulled(bob, future).inbox_until, future);
}

TEST_F(Messages, TimesGrowEvenWithinOneInstant) {
  const auto bob = dial(issue("bob"));
  for (const char* text : {"one", "two", "three"}) perform(control::DeliverMessage{UserId("alice"), UserId("bob"), text});
  const auto messages = pulled(bob, 0).messages;
  ASSERT_EQ(messages.size(), 3u);
  EXPECT_LT(messages[0].time_ms, messages[1].time_ms);
  EXPECT_LT(messages[1].time_ms, messages[2].time_ms);
}

TEST_F(Messages, RepeatedSendIsAcknowledgedAlikeAndDeliveredOnce) {
  const auto alice = dial(issue("alice"));
  dial(issue("bob"));
  take();
  publish(alice, "bob", "hi", 77);
  const auto first = sent<wire::ServerPubAck>();
  publish(alice, "bob", "hi", 77);
  const auto outputs = take();
  ASSERT_EQ(outputs.size(), 1u);
  const auto again = wire::decode_server_message(std::get<SendBytes>(outputs[0]).message, wire::ConnAckLayout::v3);
  EXPECT_EQ(std::get<wire::ServerPubAck>(*again).message_uid, first->message_uid);
}

TEST_F(Messages, SameClientIdOfAnotherSenderIsAnotherMessage) {
  publish(dial(issue("alice")), "bob", "hi", 77);
  publish(dial(issue("carol")), "bob", "hi", 77);
  EXPECT_EQ(pulled(dial(issue("bob")), 0).messages.size(), 2u);
}

TEST_F(Messages, OtherTopicsAreRefused) {
  const auto alice = dial(issue("alice"));
  take();
  send(alice, wire::ClientPublish{.topic = "pgMsgP", .target = "g1", .id = 9, .payload = payload::encode_upstream_text("hi", 0)});
  EXPECT_EQ(sent<wire::ServerPubAck>()->status, 1);
}

TEST_F(Messages, UnreadablePayloadIsRefused) {
  const auto alice = dial(issue("alice"));
  take();
  send(alice, wire::ClientPublish{.topic = "ppMsgP", .target = "bob", .id = 9, .payload = {0xff}});
  EXPECT_EQ(sent<wire::ServerPubAck>()->status, 1);
}

TEST_F(Messages, ReceiverThatIsNoUserIdIsRefused) {
  const auto alice = dial(issue("alice"));
  take();
  publish(alice, std::string(65, 'x'), "hi");
  EXPECT_EQ(sent<wire::ServerPubAck>()->status, 1);
}

TEST_F(Messages, PublishOfQualityZeroGetsNoAcknowledgement) {
  const auto alice = dial(issue("alice"));
  outputs();
  send(alice, wire::ClientPublish{.qos = 0, .topic = "ppMsgS", .target = "bob", .id = 9, .payload{}});
  EXPECT_EQ(outputs(), Texts{});
}

TEST_F(Messages, QueriesAfterLoginAreAnswered) {
  const auto alice = dial(issue("alice"));
  for (const char* topic : {"qAppBot", "pullEventChange", "pullModifyMsg"}) {
    take();
    send(alice, wire::Query{.topic = topic, .target = "alice", .id = 3});
    const auto ack = sent<wire::QueryAck>();
    EXPECT_EQ(ack->id, 3) << topic;
    EXPECT_EQ(ack->status, 0) << topic;
    EXPECT_EQ(ack->seconds, (kEpoch.count() + 1000) / 1000);
  }
}

TEST_F(Messages, UnknownQueryGetsAStatus) {
  const auto alice = dial(issue("alice"));
  take();
  send(alice, wire::Query{.topic = "pullStars", .target = "alice", .id = 3});
  EXPECT_EQ(sent<wire::QueryAck>()->status, 1);
}

TEST_F(Messages, UndecodableBytesEndTheConnection) {
  const auto alice = dial(issue("alice"));
  outputs();
  server.receive(alice, {0xff}, now);
  EXPECT_EQ(outputs(), (Texts{"1 end"}));
  EXPECT_EQ(last(trace::EventKind::server_received).name, "undecodable");
}

TEST_F(Messages, LogoutEndsTheConnection) {
  const auto alice = dial(issue("alice"));
  outputs();
  send(alice, wire::ClientDisconnect{});
  EXPECT_EQ(outputs(), (Texts{"1 end"}));
  server.closed(alice, "closed by the client", now);
  EXPECT_EQ(last(trace::EventKind::server_closed).detail, "by the server, gracefully: the client logged out");
}

TEST_F(Messages, TrafficIsObservedByName) {
  const auto alice = dial(issue("alice"));
  trace.clear();
  send(alice, wire::PingReq{});
  ASSERT_EQ(trace.size(), 2u);
  EXPECT_EQ(trace[0].kind, trace::EventKind::server_received);
  EXPECT_EQ(trace[0].name, "PINGREQ");
  EXPECT_EQ(trace[1].kind, trace::EventKind::server_sent);
  EXPECT_EQ(trace[1].name, "PINGRESP");
}

// ---- limits of a mailbox ----

payload::UpstreamText text_of(std::size_t bytes) { return {std::string(bytes, 'x'), 0}; }
const UserId kAlice("alice"), kBob("bob");

TEST(Mailboxes, LongestTextIsKept) {
  Mailboxes boxes;
  EXPECT_TRUE(boxes.post(kAlice, kBob, text_of(kMaxTextMessageBytes), 1, "").ok());
  EXPECT_FALSE(boxes.post(kAlice, kBob, text_of(kMaxTextMessageBytes + 1), 1, "").ok());
}

TEST(Mailboxes, FullMailboxForgetsItsOldestMessage) {
  Mailboxes boxes;
  for (std::size_t i = 0; i <= kMaxMailbox; ++i) ASSERT_TRUE(boxes.post(kAlice, kBob, text_of(1), 1, std::to_string(i)).ok());
  EXPECT_EQ(boxes.pull(kBob, {}).messages.front().message_uid, "1");
}

TEST(Mailboxes, PullComesInBatchesOfMessages) {
  Mailboxes boxes;
  for (std::size_t i = 0; i <= kMaxPulledMessages; ++i) ASSERT_TRUE(boxes.post(kAlice, kBob, text_of(1), 1, "").ok());
  const auto batch = boxes.pull(kBob, {});
  EXPECT_EQ(batch.messages.size(), kMaxPulledMessages);
  EXPECT_FALSE(batch.finished);
  const auto rest = boxes.pull(kBob, {.inbox_after = batch.inbox_until});
  EXPECT_EQ(rest.messages.size(), 1u);
  EXPECT_TRUE(rest.finished);
}

TEST(Mailboxes, PullComesInBatchesOfBytes) {
  Mailboxes boxes;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(boxes.post(kAlice, kBob, text_of(kMaxPulledBytes / 2), 1, "").ok());
  EXPECT_EQ(boxes.pull(kBob, {}).messages.size(), 2u);
}

}  // namespace
}  // namespace redial::mock_server
