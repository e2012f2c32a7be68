// Messages as the trace names them.
#include <gtest/gtest.h>

#include "core/wire/messages.hpp"

namespace redial::wire {
namespace {

TEST(MessageTextTest, ServerMessagesShowNameAndStatusOrTopic) {
  EXPECT_EQ(to_text(ServerMessage(ConnAck{.status = 4})), "CONNACK 4");
  EXPECT_EQ(to_text(ServerMessage(ServerPublish{.topic = "s_msg", .target = "u1", .payload = {}})), "PUBLISH s_msg");
  EXPECT_EQ(to_text(ServerMessage(ServerPubAck{.status = 405, .message_uid = ""})), "PUBACK 405");
  EXPECT_EQ(to_text(ServerMessage(QueryAck{})), "QUERYACK 0");
  EXPECT_EQ(to_text(ServerMessage(PingResp{})), "PINGRESP");
  EXPECT_EQ(to_text(ServerMessage(ServerDisconnect{1})), "DISCONNECT 1");
}

TEST(MessageTextTest, ClientMessagesShowNameAndStatusOrTopic) {
  EXPECT_EQ(to_text(ClientMessage(ClientPublish{.topic = "ppMsgP", .target = "u2", .payload = {}})), "PUBLISH ppMsgP");
  EXPECT_EQ(to_text(ClientMessage(ClientPubAck{})), "PUBACK");
  EXPECT_EQ(to_text(ClientMessage(Query{.topic = "pullMsg", .target = "u1", .payload = {}})), "QUERY pullMsg");
  EXPECT_EQ(to_text(ClientMessage(QueryCon{})), "QUERYCON");
  EXPECT_EQ(to_text(ClientMessage(PingReq{})), "PINGREQ");
  EXPECT_EQ(to_text(ClientMessage(ClientDisconnect{4})), "DISCONNECT 4");
}

}  // namespace
}  // namespace redial::wire
