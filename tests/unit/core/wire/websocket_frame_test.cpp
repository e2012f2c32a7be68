// Frames as bytes, well-formed and broken on purpose.
#include "core/wire/websocket_frame.hpp"

#include <gtest/gtest.h>

#include "tests/unit/core/wire/hex.hpp"

namespace redial::wire {
namespace {

constexpr MaskKey kRfcKey = {0x37, 0xfa, 0x21, 0x3d};

Bytes header_part(const Bytes& frame, std::size_t payload_size) {
  return {frame.begin(), frame.end() - static_cast<std::ptrdiff_t>(payload_size)};
}

// ---- the examples of RFC 6455 §5.7 ----

TEST(WebSocketFrameTest, AServersTextIsNotMasked) {
  EXPECT_EQ(encode_frame({.opcode = Opcode::text}, bytes_of("Hello")), hex("81 05 48656c6c6f"));
}

TEST(WebSocketFrameTest, AClientsTextIsMasked) {
  EXPECT_EQ(encode_frame({.opcode = Opcode::text, .mask = kRfcKey}, bytes_of("Hello")), hex("81 85 37fa213d 7f9f4d5158"));
}

TEST(WebSocketFrameTest, AMessageMayBeSentInFragments) {
  EXPECT_EQ(encode_frame({.opcode = Opcode::text, .is_final = false}, bytes_of("Hel")), hex("01 03 48656c"));
  EXPECT_EQ(encode_frame({.opcode = Opcode::continuation}, bytes_of("lo")), hex("80 02 6c6f"));
}

TEST(WebSocketFrameTest, LengthsTakeTheShortestOfThreeForms) {
  EXPECT_EQ(header_part(encode_frame({}, Bytes(125)), 125), hex("82 7d"));
  EXPECT_EQ(header_part(encode_frame({}, Bytes(126)), 126), hex("82 7e 007e"));
  EXPECT_EQ(header_part(encode_frame({}, Bytes(256)), 256), hex("82 7e 0100"));
  EXPECT_EQ(header_part(encode_frame({}, Bytes(65535)), 65535), hex("82 7e ffff"));
  EXPECT_EQ(header_part(encode_frame({}, Bytes(65536)), 65536), hex("82 7f 0000000000010000"));
}

// ---- misbehaviour on purpose ----

TEST(WebSocketFrameTest, AnyOpcodeAndReservedBitIsWrittenAsAsked) {
  EXPECT_EQ(encode_frame({.opcode = static_cast<Opcode>(3)}, {}), hex("83 00"));
  EXPECT_EQ(encode_frame({.opcode = static_cast<Opcode>(15), .is_final = false, .reserved_bits = 7}, {}), hex("7f 00"));
  EXPECT_EQ(encode_frame({.reserved_bits = 4}, {}), hex("c2 00"));
}

TEST(WebSocketFrameTest, ALongControlFrameIsWrittenAsAsked) {
  EXPECT_EQ(header_part(encode_frame({.opcode = Opcode::ping}, Bytes(126)), 126), hex("89 7e 007e"));
}

// ---- close ----

TEST(ClosePayloadTest, ACodeAndItsReason) { EXPECT_EQ(close_payload(1000, "bye"), hex("03e8 627965")); }

TEST(ClosePayloadTest, TheReasonIsCutToFitAControlFrame) {
  EXPECT_EQ(close_payload(1000, std::string(123, 'x')).size(), kMaxControlPayloadBytes);
  EXPECT_EQ(close_payload(1000, std::string(124, 'x')).size(), kMaxControlPayloadBytes);
  EXPECT_EQ(close_payload(1000, std::string(122, 'x') + "\xc3\xa9").size(), kMaxControlPayloadBytes - 1) << "no half character";
}

// ---- headers ----

TEST(FrameHeaderTest, IsUnknownUntilItsLastByte) {
  const Bytes header = hex("82 ff 0000000000010000 01020304");
  for (std::size_t size = 0; size < header.size(); ++size)
    EXPECT_FALSE(parse_frame_header(std::span(header).first(size))) << size;
  const auto parsed = parse_frame_header(header);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(header.size(), kMaxFrameHeaderBytes);
  EXPECT_EQ(parsed->payload_size, 65536u);
  EXPECT_EQ(parsed->mask, (MaskKey{1, 2, 3, 4}));
}

TEST(FrameHeaderTest, SaysWhatTheBitsSay) {
  const auto header = parse_frame_header(hex("5a 05"));
  ASSERT_TRUE(header);
  EXPECT_FALSE(header->is_final);
  EXPECT_EQ(header->reserved_bits, 5);
  EXPECT_EQ(header->opcode, Opcode::pong);
  EXPECT_EQ(header->mask, std::nullopt);
  EXPECT_EQ(header->payload_size, 5u);
}

TEST(FrameHeaderTest, TellsLengthsThatAreNotInTheShortestForm) {
  EXPECT_TRUE(parse_frame_header(hex("82 7e 007e"))->has_shortest_length);
  EXPECT_FALSE(parse_frame_header(hex("82 7e 007d"))->has_shortest_length);
  EXPECT_FALSE(parse_frame_header(hex("82 7f 000000000000ffff"))->has_shortest_length);
}

TEST(MaskTest, AppliedTwiceItIsGone) {
  Bytes bytes = bytes_of("any text of any length");
  apply_mask(kRfcKey, bytes);
  EXPECT_NE(bytes, bytes_of("any text of any length"));
  apply_mask(kRfcKey, bytes);
  EXPECT_EQ(bytes, bytes_of("any text of any length"));
}

TEST(MaskTest, TheOffsetContinuesAPayloadThatCameInParts) {
  Bytes whole = bytes_of("abcdefghij");
  Bytes parts = whole;
  apply_mask(kRfcKey, whole);
  apply_mask(kRfcKey, std::span(parts).first(3));
  apply_mask(kRfcKey, std::span(parts).subspan(3), 3);
  EXPECT_EQ(parts, whole);
}

}  // namespace
}  // namespace redial::wire
