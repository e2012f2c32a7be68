// Reading and writing of integers and texts at the edges.
#include "core/wire/byte_reader.hpp"

#include <gtest/gtest.h>

#include "core/wire/byte_writer.hpp"
#include "tests/unit/core/wire/hex.hpp"

namespace redial::wire {
namespace {

TEST(ByteReaderTest, IntegersAreBigEndian) {
  const Bytes bytes = hex("01 0203 fffffffe 8000000000000001");
  ByteReader in(bytes);
  EXPECT_EQ(in.u8(), 1);
  EXPECT_EQ(in.u16(), 0x203);
  EXPECT_EQ(in.i32(), -2);
  EXPECT_EQ(in.i64(), INT64_MIN + 1);
  EXPECT_TRUE(in.at_end());
  EXPECT_EQ(in.error(), std::nullopt);
}

TEST(ByteReaderTest, TheFirstFailureSticksWithItsPlace) {
  const Bytes bytes = hex("01 02");
  ByteReader in(bytes);
  in.u8();
  in.u16();
  in.text();
  in.fail("something else");
  EXPECT_EQ(in.error(), (WireError{"message ends early", 1}));
}

TEST(ByteReaderTest, AfterAFailureNothingMoreIsRead) {
  const Bytes bytes = hex("01 02 03");
  ByteReader in(bytes);
  in.i32();
  EXPECT_EQ(in.u8(), 0);
  EXPECT_EQ(in.text(), "");
  EXPECT_EQ(in.rest(), Bytes{});
}

TEST(ByteReaderTest, ATextLongerThanTheBytesIsAFailure) {
  const Bytes bytes = hex("0003 6162");
  ByteReader in(bytes);
  EXPECT_EQ(in.text(), "");
  EXPECT_EQ(in.error(), (WireError{"message ends early", 2}));
}

TEST(ByteWriterTest, WritesWhatTheReaderReads) {
  ByteWriter out;
  out.u8(1);
  out.u16(0x203);
  out.i32(-2);
  out.i64(INT64_MIN + 1);
  out.text("ab");
  out.bytes(hex("ff"));
  EXPECT_EQ(std::move(out).take(), hex("01 0203 fffffffe 8000000000000001 0002 6162 ff"));
}

}  // namespace
}  // namespace redial::wire
