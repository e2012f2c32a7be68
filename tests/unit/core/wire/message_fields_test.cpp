// What a message carries, read off its literal bytes.
#include "core/wire/message_fields.hpp"

#include <gtest/gtest.h>

#include "core/wire/envelope.hpp"
#include "tests/unit/core/wire/hex.hpp"

namespace redial::wire {
namespace {

using Fields = std::vector<Field>;

constexpr Format kWeb3{Dialect::web, ConnAckLayout::v3};
constexpr Format kWeb4{Dialect::web, ConnAckLayout::v4};

Fields fields(const Bytes& message, Sender sender, Format format = kWeb3) {
  const auto read = read_fields(message, format, sender);
  return read ? *read : Fields{{"error", read.error().what}};
}

TEST(MessageFields, ARefusedLoginIsItsStatus) {
  EXPECT_EQ(fields(hex("20 00 04"), Sender::server), (Fields{{"type", "CONNACK"}, {"status", "4"}}));
}

TEST(MessageFields, ALoginNamesUserSessionAndTime) {
  const Fields expected{{"type", "CONNACK"}, {"status", "0"}, {"user", "u1"}, {"session", "s"}, {"server time, ms", "258"}};
  EXPECT_EQ(fields(hex("20 0000 0002 7531 0001 73 0000000000000102"), Sender::server), expected);
}

TEST(MessageFields, TheLayoutOfVersion4HasFlags) {
  const Fields expected{{"type", "CONNACK"}, {"status", "0"}, {"user", "u1"}, {"first id", "7"}};
  EXPECT_EQ(fields(hex("20 0000 09 0002 7531 0007"), Sender::server, kWeb4), expected);
}

TEST(MessageFields, APayloadIsItsLength) {
  const Bytes query = encode(ClientMessage(Query{.topic = "pullMsg", .target = "u1", .id = 258, .payload = {1, 2, 3}}));
  const Fields expected{{"type", "QUERY"}, {"topic", "pullMsg"}, {"target", "u1"}, {"id", "258"}, {"payload", "3 bytes"}};
  EXPECT_EQ(fields(query, Sender::client), expected);
}

TEST(MessageFields, WhoSentItDecidesHowItIsRead) {
  EXPECT_EQ(fields(hex("40 0001"), Sender::client), (Fields{{"type", "PUBACK"}, {"id", "1"}}));
  EXPECT_EQ(fields(hex("c0"), Sender::client), (Fields{{"type", "PINGREQ"}}));
  EXPECT_EQ(fields(hex("d0"), Sender::server), (Fields{{"type", "PINGRESP"}}));
  EXPECT_EQ(fields(hex("c0"), Sender::server), (Fields{{"error", "unknown message type 12"}}));
}

TEST(MessageFields, EveryTypeHasAFieldForEachOfItsValues) {
  const auto count = [](const auto& message, Sender sender) { return fields(encode(message), sender).size(); };
  EXPECT_EQ(count(ClientMessage(ClientPublish{.topic = "t", .target = "u", .payload = {}}), Sender::client), 6u);
  EXPECT_EQ(count(ClientMessage(QueryCon{.id = 1}), Sender::client), 2u);
  EXPECT_EQ(count(ClientMessage(ClientDisconnect{}), Sender::client), 2u);
  const auto from_server = [](const ServerMessage& message) {
    return fields(encode(message, ConnAckLayout::v3), Sender::server).size();
  };
  EXPECT_EQ(from_server(ServerPublish{.topic = "t", .target = "u", .payload = {}}), 8u);
  EXPECT_EQ(from_server(ServerPubAck{.message_uid = "uid"}), 6u);
  EXPECT_EQ(from_server(QueryAck{.payload = {}}), 6u);
  EXPECT_EQ(from_server(ServerDisconnect{}), 2u);
}

TEST(MessageFields, AFormatIsKnownByItsName) {
  for (const char* name : {"web/3", "web/4", "native/3", "native/4"}) {
    const auto format = format_from_name(name);
    ASSERT_TRUE(format) << name;
    EXPECT_EQ(to_name(*format), name);
  }
  EXPECT_FALSE(format_from_name("web"));
}

}  // namespace
}  // namespace redial::wire
