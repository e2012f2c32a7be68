// Control messages byte by byte, as the kernel lays them out on a machine with 64 bits, least significant byte first.
#include "net/calibration/kernel_timestamp.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace redial::net {
namespace {

using Bytes = std::vector<std::uint8_t>;

// Length 64 (header and three times), level 1 (SOL_SOCKET), type 37 (SCM_TIMESTAMPING).
const Bytes kStampHeader = {0x40, 0, 0, 0, 0, 0, 0, 0, 0x01, 0, 0, 0, 0x25, 0, 0, 0};
// 1'795'396'144 s and 123'456'789 ns; the other two times are those of hardware, and here none.
const Bytes kStampTimes = {0x30, 0x92, 0x03, 0x6b, 0, 0, 0, 0, 0x15, 0xcd, 0x5b, 0x07, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                           0,    0,    0,    0,    0, 0, 0, 0, 0,    0,    0,    0,    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
// Length 20, level 1, another type, four bytes, and four to fill up.
const Bytes kOther = {0x14, 0, 0, 0, 0, 0, 0, 0, 0x01, 0, 0, 0, 0x1c, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0};

Bytes joined(std::initializer_list<Bytes> parts) {
  Bytes all;
  for (const Bytes& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

constexpr KernelTimestamp kExpected = std::chrono::seconds(1'795'396'144) + std::chrono::nanoseconds(123'456'789);

TEST(KernelTimestamp, IsTheFirstOfThreeTimes) { EXPECT_EQ(timestamp_in(joined({kStampHeader, kStampTimes})), kExpected); }

TEST(KernelTimestamp, IsFoundBehindAnotherControlMessage) {
  EXPECT_EQ(timestamp_in(joined({kOther, kStampHeader, kStampTimes})), kExpected);
}

TEST(KernelTimestamp, IsNotInAnotherControlMessage) {
  EXPECT_EQ(timestamp_in(kOther), std::nullopt);
  EXPECT_EQ(timestamp_in({}), std::nullopt);
}

TEST(KernelTimestamp, OfZeroIsNone) { EXPECT_EQ(timestamp_in(joined({kStampHeader, Bytes(48, 0)})), std::nullopt); }

TEST(KernelTimestamp, IsNotReadFromADamagedMessage) {
  const Bytes whole = joined({kStampHeader, kStampTimes});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_EQ(timestamp_in(std::span(whole).first(size)), std::nullopt) << size;
  for (const std::uint8_t length : Bytes{0x00, 0x0f, 0x10, 0x3f, 0x41}) {
    Bytes damaged = whole;
    damaged[0] = length;
    EXPECT_EQ(timestamp_in(damaged), std::nullopt) << int{length};
  }
}

}  // namespace
}  // namespace redial::net
