// Every message against the bytes seen on the wire, cut at every byte, and at its limits.
#include "core/wire/envelope.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/wire/hex.hpp"

namespace redial::wire {
namespace {

constexpr auto kV3 = ConnAckLayout::v3;
constexpr auto kV4 = ConnAckLayout::v4;

WireError server_error(const Bytes& bytes, ConnAckLayout layout = kV3) {
  const auto message = decode_server_message(bytes, layout);
  return message.ok() ? WireError{} : message.error();
}

WireError client_error(const Bytes& bytes) {
  const auto message = decode_client_message(bytes);
  return message.ok() ? WireError{} : message.error();
}

// ---- what is refused ----

TEST(EnvelopeTest, NothingIsNoMessage) {
  EXPECT_EQ(client_error({}), (WireError{"message is empty", 0}));
  EXPECT_EQ(server_error({}), (WireError{"message is empty", 0}));
}

TEST(EnvelopeTest, TypesOfTheOtherDirectionAndUnassignedOnesAreRefused) {
  EXPECT_EQ(client_error(hex("20 00 00")), (WireError{"unknown message type 2", 1}));
  EXPECT_EQ(client_error(hex("10")), (WireError{"unknown message type 1", 1}));
  EXPECT_EQ(server_error(hex("50 0000 0000 0001")), (WireError{"unknown message type 5", 1}));
  EXPECT_EQ(server_error(hex("f0")), (WireError{"unknown message type 15", 1}));
}

TEST(EnvelopeTest, BytesBehindTheEndAreRefused) {
  EXPECT_EQ(client_error(hex("40 0001 00")), (WireError{"bytes behind the end of the message", 3}));
  EXPECT_EQ(client_error(hex("c0 00")), (WireError{"bytes behind the end of the message", 1}));
  EXPECT_EQ(server_error(hex("20 00 00 0000 0000 0000000000000000 00")), (WireError{"bytes behind the end of the message", 15}));
}

TEST(EnvelopeTest, BytesBehindPingRespAndDisconnectAreIgnored) {
  EXPECT_EQ(*decode_server_message(hex("d0 01 02"), kV3), ServerMessage(PingResp{}));
  EXPECT_EQ(*decode_server_message(hex("e0 00 06 aa"), kV3), ServerMessage(ServerDisconnect{6}));
  EXPECT_EQ(*decode_client_message(hex("e0 00 04 aa")), ClientMessage(ClientDisconnect{4}));
}

TEST(EnvelopeTest, ATextThatIsNotUtf8IsRefusedWhereItStarts) {
  EXPECT_EQ(client_error(hex("50 0002 ff41 0000 0001")), (WireError{"text is not UTF-8", 3}));
}

TEST(EnvelopeTest, FlagsOfConnAckThatNobodyKnowsAreRefused) {
  EXPECT_EQ(server_error(hex("20 00 00 10"), kV4), (WireError{"unknown CONNACK flags", 4}));
}

TEST(EnvelopeTest, TheLargestMessageIsAcceptedAndOneByteMoreIsNot) {
  Bytes bytes = hex("50 0000 0000 0001");
  bytes.resize(kMaxMessageBytes);
  EXPECT_TRUE(decode_client_message(bytes).ok());
  bytes.push_back(0);
  EXPECT_EQ(client_error(bytes), (WireError{"message is longer than 1048576 bytes", 0}));
}

// ---- what is understood ----

TEST(EnvelopeTest, TheReservedByteBeforeAStatusIsNotLookedAt) {
  EXPECT_EQ(*decode_server_message(hex("20 07 04"), kV3), ServerMessage(ConnAck{.status = 4}));
  EXPECT_EQ(*decode_server_message(hex("e0 07 01"), kV3), ServerMessage(ServerDisconnect{1}));
  EXPECT_EQ(*decode_client_message(hex("e0 07 04")), ClientMessage(ClientDisconnect{4}));
}

TEST(EnvelopeTest, ConnAckMayEndBehindAnyField) {
  EXPECT_EQ(*decode_server_message(hex("20 00 00"), kV3), ServerMessage(ConnAck{}));
  EXPECT_EQ(*decode_server_message(hex("20 00 00 0002 7531"), kV3), ServerMessage(ConnAck{.user = "u1"}));
  EXPECT_EQ(*decode_server_message(hex("20 00 00 0002 7531 0001 73"), kV3), ServerMessage(ConnAck{.user = "u1", .session = "s"}));
}

TEST(EnvelopeTest, ConnAckV4HasTheFieldsThatItsFlagsName) {
  EXPECT_EQ(*decode_server_message(hex("20 00 00 00"), kV4), ServerMessage(ConnAck{}));
  EXPECT_EQ(*decode_server_message(hex("20 00 00 08 0007"), kV4), ServerMessage(ConnAck{.first_id = 7}));
  EXPECT_EQ(encode(ServerMessage(ConnAck{.session = "s", .first_id = 7}), kV4), hex("20 00 00 0a 0001 73 0007"));
}

TEST(EnvelopeTest, ConnAckV3StopsAtTheFirstAbsentField) {
  EXPECT_EQ(encode(ServerMessage(ConnAck{.session = "s", .server_time_ms = 1}), kV3), hex("20 00 00"));
  EXPECT_EQ(encode(ServerMessage(ConnAck{.user = "u", .server_time_ms = 1}), kV3), hex("20 00 00 0001 75"));
}

TEST(EnvelopeTest, SurrogatePairsOfTheOfficialSdkBecomeUtf8) {
  const auto message = decode_client_message(hex("50 0006 eda0bdedb880 0000 0001"));
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(std::get<Query>(*message).topic, "\xf0\x9f\x98\x80");
}

TEST(EnvelopeTest, SecondsMayBeNegative) {
  EXPECT_EQ(std::get<QueryAck>(*decode_server_message(hex("60 0001 ffffffff 0000"), kV3)).seconds, -1);
}

TEST(EnvelopeTest, TextsLongerThanTheirLengthFieldAreCut) {
  const Query query{.topic = std::string(kMaxTextBytes + 1, 'x'), .target = "", .id = 1, .payload = {}};
  const auto message = decode_client_message(encode(ClientMessage(query)));
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(std::get<Query>(*message).topic, std::string(kMaxTextBytes, 'x'));
}

TEST(EnvelopeTest, ACutTextKeepsItsLastCharacterWhole) {
  const Query query{.topic = std::string(kMaxTextBytes - 1, 'x') + "\xc3\xa9", .target = "", .id = 1, .payload = {}};
  const auto message = decode_client_message(encode(ClientMessage(query)));
  ASSERT_TRUE(message.ok());
  EXPECT_EQ(std::get<Query>(*message).topic, std::string(kMaxTextBytes - 1, 'x'));
}

// ---- the native dialect ----

constexpr auto kNative = Dialect::native;

TEST(EnvelopeTest, OnNativeStatusesHave16Bits) {
  EXPECT_EQ(*decode_server_message(hex("20 0704"), kV3, kNative), ServerMessage(ConnAck{.status = 0x704}));
  EXPECT_EQ(*decode_server_message(hex("e0 0701"), kV3, kNative), ServerMessage(ServerDisconnect{0x701}));
  EXPECT_EQ(*decode_client_message(hex("e0 0704"), kNative), ClientMessage(ClientDisconnect{0x704}));
}

TEST(EnvelopeTest, OnNativeADigestStandsBeforeTheBodyOfAQuery) {
  const Query query{.topic = "qAppBot", .target{}, .id = 1, .payload{}};
  EXPECT_EQ(*decode_client_message(hex("52 cfce494ec5730b55 0007 71417070426f74 0000 0001"), kNative), ClientMessage(query));
  EXPECT_EQ(encode(ClientMessage(query), kNative), hex("52 0000000000000000 0007 71417070426f74 0000 0001"));
}

TEST(EnvelopeTest, OnNativeADigestStandsBeforeTheBodyOfAPublish) {
  const ClientPublish up{.topic = "p", .target = "u", .id = 2, .payload = {7}};
  EXPECT_EQ(encode(ClientMessage(up), kNative), hex("32 0000000000000000 0001 70 0001 75 0002 07"));
  EXPECT_EQ(*decode_client_message(hex("32 0102030405060708 0001 70 0001 75 0002 07"), kNative), ClientMessage(up));
  const ServerPublish down{.seconds = 5, .topic = "s", .target = "u", .id = 3, .payload = {7}};
  EXPECT_EQ(encode(ServerMessage(down), kV3, kNative), hex("32 0000000000000000 00000005 0001 73 0001 75 0003 07"));
  EXPECT_EQ(*decode_server_message(hex("32 0102030405060708 00000005 0001 73 0001 75 0003 07"), kV3, kNative),
            ServerMessage(down));
}

TEST(EnvelopeTest, OnNativeAMessageThatEndsInItsDigestIsRefused) {
  EXPECT_FALSE(decode_client_message(hex("52 01020304050607"), kNative).ok());
  EXPECT_FALSE(decode_server_message(hex("32 01020304050607"), kV3, kNative).ok());
}

TEST(EnvelopeTest, OnNativeAllOtherBodiesAreThoseOfTheWeb) {
  for (const char* bytes : {"40 0009 6b020439 0000 0386 0001 55", "60 0005 6b020358 0000 1001", "d0"}) {
    const auto native = decode_server_message(hex(bytes), kV3, kNative);
    ASSERT_TRUE(native.ok()) << bytes;
    EXPECT_EQ(*native, *decode_server_message(hex(bytes), kV3));
    EXPECT_EQ(encode(*native, kV3, kNative), hex(bytes));
  }
}

}  // namespace
}  // namespace redial::wire
