// The native framing against captured bytes, cut anywhere, and at its limits.
#include "core/wire/native_frame.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <span>

#include "core/wire/connect.hpp"
#include "tests/unit/core/wire/native_capture.hpp"

namespace redial::wire {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const NativeEvent kWrongChecksum = NativeViolation{"a wrong checksum"};

std::vector<NativeEvent> read_by_client(const Bytes& bytes) { return NativeReader(kUsualNativeKey).read(bytes); }

Bytes connect_with_token(std::size_t size) {
  Connect connect = decode_connect(captured_connect()).value();
  connect.token = std::string(size, 't');
  return encode(connect);
}

// ---- what was captured ----

struct Captured {
  std::string name;
  Bytes message, frame;
};

class CapturedFrameTest : public testing::TestWithParam<Captured> {};

INSTANTIATE_TEST_SUITE_P(Captured, CapturedFrameTest,
                         testing::Values(Captured{"connect", captured_connect(), captured_connect_frame()},
                                         Captured{"connack", hex("20 0000 0002 7531 0006 736573732d31 000001a1fff06994"),
                                                  hex("20 36 16 6c4d1523651616711f2866523d1616776decead179b3")},
                                         Captured{"refusal", hex("20 0004"), hex("20 22 02 6c49")},
                                         Captured{"query", hex("52 cfce494ec5730b55 0007 71417070426f74 0000 0001"),
                                                  hex("52 47 15 a3835c6fd5541d226c4a646060575418184d152111")},
                                         Captured{"ping", hex("c0"), hex("c0 c0 00")},
                                         Captured{"pong", hex("d0"), hex("d0 d0 00")}),
                         [](const auto& one) { return one.param.name; });

TEST_P(CapturedFrameTest, IsWritten) { EXPECT_EQ(encode_native_frame(GetParam().message, kUsualNativeKey), GetParam().frame); }

TEST_P(CapturedFrameTest, IsRead) { EXPECT_THAT(read_by_client(GetParam().frame), ElementsAre(NativeEvent(GetParam().message))); }

TEST_P(CapturedFrameTest, CutOffAnywhereIsNotReadYet) {
  const auto& [name, message, frame] = GetParam();
  for (std::size_t size = 0; size < frame.size(); ++size) {
    NativeReader reader(kUsualNativeKey);
    EXPECT_THAT(reader.read(std::span(frame).first(size)), IsEmpty()) << size;
    EXPECT_THAT(reader.read(std::span(frame).subspan(size)), ElementsAre(NativeEvent(message))) << size;
  }
}

TEST(NativeFrameTest, ALongLengthTakesSeveralBytesTheLowBitsFirst) {
  const Bytes frame = encode_native_frame(connect_with_token(301), kUsualNativeKey);
  EXPECT_EQ(Bytes(frame.begin(), frame.begin() + 4), hex("14 f9 ef 02"));
}

// ---- the key ----

TEST(NativeReaderTest, TheFirstFrameTellsTheServerTheKey) {
  NativeReader reader;
  EXPECT_EQ(reader.key(), std::nullopt);
  EXPECT_THAT(reader.read(captured_connect_frame()), ElementsAre(NativeEvent(captured_connect())));
  EXPECT_EQ(reader.key(), kUsualNativeKey);
}

TEST(NativeReaderTest, AKeyOfTheClientsChoiceIsLearntToo) {
  const NativeKey key{1, 2, 3, 4, 5, 6, 7, 8};
  NativeReader reader;
  const Bytes query = hex("52 cfce494ec5730b55 0007 71417070426f74 0000 0001");
  EXPECT_THAT(reader.read(encode_native_frame(captured_connect(), key)), ElementsAre(NativeEvent(captured_connect())));
  EXPECT_THAT(reader.read(encode_native_frame(query, key)), ElementsAre(NativeEvent(query)));
}

TEST(NativeReaderTest, AFirstFrameTooShortForAKeyIsAViolation) {
  EXPECT_THAT(NativeReader().read(hex("c0 c0 00")),
              ElementsAre(NativeEvent(NativeViolation{"a first frame that is too short for CONNECT"})));
}

// ---- several frames, and the end ----

TEST(NativeReaderTest, FramesThatArriveTogetherAreReadInOrder) {
  EXPECT_THAT(read_by_client(hex("d0 d0 00  20 22 02 6c49  d0")),
              ElementsAre(NativeEvent(hex("d0")), NativeEvent(hex("20 0004"))));
}

TEST(NativeReaderTest, AfterAViolationNothingIsRead) {
  NativeReader reader(kUsualNativeKey);
  EXPECT_THAT(reader.read(hex("d0 d1 00 d0 d0 00")), ElementsAre(kWrongChecksum));
  EXPECT_THAT(reader.read(hex("d0 d0 00")), IsEmpty());
}

TEST(NativeReaderTest, ALengthOfFiveBytesIsAViolation) {
  EXPECT_THAT(read_by_client(hex("20 20 80 80 80 80")),
              ElementsAre(NativeEvent(NativeViolation{"a length of more than 4 bytes"})));
}

TEST(NativeReaderTest, TheLargestMessageIsAcceptedAndOneByteMoreIsNot) {
  Bytes message(kMaxMessageBytes);
  message[0] = 0x60;
  EXPECT_THAT(read_by_client(encode_native_frame(message, kUsualNativeKey)), ElementsAre(NativeEvent(message)));
  message.push_back(0);
  EXPECT_THAT(read_by_client(encode_native_frame(message, kUsualNativeKey)),
              ElementsAre(NativeEvent(NativeViolation{"a frame of more than 1048576 bytes"})));
}

}  // namespace
}  // namespace redial::wire
