// The native stack's login against the bytes that it was seen to send.
#include "core/wire/connect.hpp"

#include <gtest/gtest.h>

#include <span>

#include "tests/unit/core/wire/native_capture.hpp"

namespace redial::wire {
namespace {

const Connect kCaptured{.device = "dev-0001", .platform = "PC--5.46.1", .app_key = "spike-key-01", .token = "tok-A@", .baggage{}};

WireError error_of(const Bytes& bytes) {
  const auto message = decode_connect(bytes);
  return message.ok() ? WireError{} : message.error();
}

TEST(ConnectTest, TheCapturedOneIsReadAndWritten) {
  EXPECT_EQ(*decode_connect(captured_connect()), kCaptured);
  EXPECT_EQ(encode(kCaptured), captured_connect());
}

TEST(ConnectTest, CutOffAnywhereItIsNone) {
  const Bytes whole = captured_connect();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto message = decode_connect(std::span(whole).first(size));
    ASSERT_FALSE(message.ok()) << "after " << size << " bytes";
    EXPECT_LE(message.error().offset, size);
  }
}

TEST(ConnectTest, BaggageStandsBehindTheTokenAndIsAnnouncedByAFlag) {
  Bytes bytes = captured_connect();
  bytes[10] = 0xc7;
  const Bytes baggage = hex("001d 626167676167653a7573657249643d75312c6369643d6369642d315f30");
  bytes.insert(bytes.end(), baggage.begin(), baggage.end());
  Connect expected = kCaptured;
  expected.baggage = "baggage:userId=u1,cid=cid-1_0";
  EXPECT_EQ(*decode_connect(bytes), expected);
  EXPECT_EQ(encode(expected), bytes);
}

TEST(ConnectTest, Version4HasMoreFlagsAndEightBytesBehindTheToken) {
  Bytes bytes = captured_connect();
  bytes[9] = 4;
  bytes.insert(bytes.begin() + 11, 0x80);
  bytes.insert(bytes.end(), 8, 0);
  Connect expected = kCaptured;
  expected.version = 4;
  EXPECT_EQ(*decode_connect(bytes), expected);
  EXPECT_EQ(encode(expected), bytes);
}

TEST(ConnectTest, AnyOtherMessageBeforeItIsRefused) {
  EXPECT_EQ(error_of(hex("c0")), (WireError{"message type 12 comes before CONNECT", 1}));
  EXPECT_EQ(error_of({}), (WireError{"message is empty", 0}));
}

TEST(ConnectTest, OtherProtocolsAndVersionsAreRefused) {
  Bytes other_protocol = captured_connect();
  other_protocol[3] = 'r';
  EXPECT_EQ(error_of(other_protocol), (WireError{"the protocol is not RCloud", 9}));
  Bytes other_version = captured_connect();
  other_version[9] = 5;
  EXPECT_EQ(error_of(other_version), (WireError{"version 5", 10}));
}

TEST(ConnectTest, BytesBehindTheEndAreRefused) {
  Bytes bytes = captured_connect();
  bytes.push_back(0);
  EXPECT_EQ(error_of(bytes).what, "bytes behind the end of the message");
}

}  // namespace
}  // namespace redial::wire
