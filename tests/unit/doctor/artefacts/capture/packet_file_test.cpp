// Both forms of capture files, byte for byte.
#include "doctor/artefacts/capture/packet_file.hpp"

#include <gmock/gmock.h>

#include "tests/unit/core/wire/hex.hpp"

namespace redial::doctor::capture {
namespace {

using std::chrono::nanoseconds;
using testing::ElementsAre;
using wire::hex;

struct Seen {
  std::vector<std::string> records;  // "1000000001.5 link 101: abc of 3", "keys …"
  std::string trouble;
};

Seen read(const wire::Bytes& file) {
  MemorySource source(file);
  Window window(source);
  const auto opened = open_packets(window, "x.pcap");
  if (!opened) return {.records = {}, .trouble = opened.error().what};
  Seen seen;
  while (const auto record = (*opened)->next()) {
    if (const auto* keys = std::get_if<KeyLines>(&*record)) {
      seen.records.push_back("keys " + std::string(keys->text));
      continue;
    }
    const auto& packet = std::get<Packet>(*record);
    seen.records.push_back(std::to_string(packet.at.time_since_epoch().count()) + " link " + std::to_string(packet.link) + ": " +
                           std::string(text_of(packet.bytes)) + " of " + std::to_string(packet.size));
  }
  seen.trouble = (*opened)->trouble();
  return seen;
}

const std::string kLittle = "d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000";

TEST(PcapFileTest, LittleEndianWithMicroseconds) {
  const Seen seen = read(hex(kLittle + "02000000 07000000 03000000 05000000 616263"));
  EXPECT_THAT(seen.records, ElementsAre("2000007000 link 1: abc of 5"));
  EXPECT_EQ(seen.trouble, "");
}

TEST(PcapFileTest, BigEndianWithMicroseconds) {
  const Seen seen = read(hex("a1b2c3d4 0002 0004 00000000 00000000 00040000 00000065 00000002 00000007 00000001 00000001 61"));
  EXPECT_THAT(seen.records, ElementsAre("2000007000 link 101: a of 1"));
}

TEST(PcapFileTest, NanosecondsOfBothOrders) {
  EXPECT_THAT(read(hex("4d3cb2a1 0200 0400 00000000 00000000 00000400 01000000 02000000 07000000 01000000 01000000 61")).records,
              ElementsAre("2000000007 link 1: a of 1"));
  EXPECT_THAT(read(hex("a1b23c4d 0002 0004 00000000 00000000 00040000 00000001 00000002 00000007 00000001 00000001 61")).records,
              ElementsAre("2000000007 link 1: a of 1"));
}

TEST(PcapFileTest, WhatStandsAheadOfACutIsRead) {
  const wire::Bytes whole = hex(kLittle + "02000000 07000000 01000000 01000000 61 03000000 00000000 02000000 02000000 6262");
  for (std::size_t size = 41; size < whole.size(); ++size) {
    const Seen seen = read({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)});
    EXPECT_EQ(seen.records.size(), 1u) << size;
    EXPECT_EQ(seen.trouble, size == 41 ? "" : "breaks off in a packet at byte 41") << size;
  }
}

TEST(PcapFileTest, PacketTooLongToBeTrueEndsIt) {
  EXPECT_EQ(read(hex(kLittle + "02000000 07000000 01000800 01000800 61")).trouble,
            "is damaged: a packet of 524289 bytes at byte 24");
}

TEST(PacketFileTest, OtherFilesAreNoCapture) {
  EXPECT_EQ(read(hex("7b226c6f67223a7b7d7d0a0a")).trouble, "is no capture: neither pcap nor pcapng");
  EXPECT_EQ(read({}).trouble, "is no capture: neither pcap nor pcapng");
}

const std::string kSection = "0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000";
const std::string kInterface = "01000000 14000000 6500 0000 00000000 14000000";

TEST(PcapngFileTest, EnhancedPacketWithMicroseconds) {
  const Seen seen =
      read(hex(kSection + kInterface + "06000000 24000000 00000000 00000000 80841e00 03000000 09000000 61626300 24000000"));
  EXPECT_THAT(seen.records, ElementsAre("2000000000 link 101: abc of 9"));
  EXPECT_EQ(seen.trouble, "");
}

TEST(PcapngFileTest, BigEndianSectionBehindALittleOne) {
  const Seen seen = read(hex(kSection + kInterface +
                             "0a0d0d0a 0000001c 1a2b3c4d 0001 0000 ffffffffffffffff 0000001c"
                             "00000001 00000014 0071 0000 00000000 00000014"
                             "00000006 00000024 00000000 00000000 001e8480 00000001 00000001 61000000 00000024"));
  EXPECT_THAT(seen.records, ElementsAre("2000000000 link 113: a of 1"));
}

TEST(PcapngFileTest, ResolutionAndOffsetOfAnInterface) {
  // if_tsresol 9, if_tsoffset 5 s; and if_tsresol 2^-1
  const Seen seen =
      read(hex(kSection + "01000000 2c000000 6500 0000 00000000 0900 0100 09000000 0e00 0800 0500000000000000 0000 0000 2c000000"
                          "01000000 20000000 0100 0000 00000000 0900 0100 81000000 0000 0000 20000000"
                          "06000000 24000000 00000000 00000000 07000000 01000000 01000000 61000000 24000000"
                          "06000000 24000000 01000000 00000000 07000000 01000000 01000000 62000000 24000000"));
  EXPECT_THAT(seen.records, ElementsAre("5000000007 link 101: a of 1", "3500000000 link 1: b of 1"));
}

TEST(PcapngFileTest, FinestResolutionsDoNotOverflow) {
  const Seen seen = read(hex(kSection + "01000000 20000000 6500 0000 00000000 0900 0100 0c000000 0000 0000 20000000"
                                        "01000000 20000000 6500 0000 00000000 0900 0100 bf000000 0000 0000 20000000"
                                        "06000000 24000000 00000000 e8000000 00a5d4e8 01000000 01000000 61000000 24000000"
                                        "06000000 24000000 01000000 00000040 00000000 01000000 01000000 62000000 24000000"));
  ASSERT_EQ(seen.records.size(), 2u);
  EXPECT_EQ(seen.records[1], "500000000 link 101: b of 1");  // 2^62 of 2^63
}

TEST(PcapngFileTest, SimpleAndObsoletePackets) {
  const Seen seen = read(hex(kSection + "01000000 14000000 6500 0000 02000000 14000000"
                                        "03000000 14000000 03000000 61620000 14000000"
                                        "02000000 24000000 0000 0000 00000000 80841e00 01000000 01000000 63000000 24000000"));
  EXPECT_THAT(seen.records, ElementsAre("0 link 101: ab of 3", "2000000000 link 101: c of 1"));
}

TEST(PcapngFileTest, SecretsAreGivenAndUnknownBlocksSkipped) {
  const Seen seen = read(hex(kSection + "ad0b0000 10000000 deadbeef 10000000"
                                        "0a000000 18000000 4b534c54 03000000 61620a00 18000000"
                                        "0a000000 18000000 4b535b57 03000000 61620a00 18000000"));
  EXPECT_THAT(seen.records, ElementsAre("keys ab\n"));
}

TEST(PcapngFileTest, PacketOfAnUnknownInterfaceIsSkipped) {
  EXPECT_THAT(read(hex(kSection + "06000000 24000000 00000000 00000000 80841e00 01000000 01000000 61000000 24000000")).records,
              ElementsAre());
}

TEST(PcapngFileTest, DamageIsToldWithItsPlace) {
  EXPECT_EQ(read(hex(kSection + "06000000 0b000000 00000000")).trouble, "is damaged: a block of 11 bytes at byte 28");
  EXPECT_EQ(read(hex(kSection + "ad0b0000 10000000 deadbeef 14000000")).trouble,
            "is damaged: a block that does not end as it began at byte 28");
  EXPECT_EQ(read(hex(kSection + "ad0b0000 10000000 dead")).trouble, "breaks off in a block at byte 28");
}

}  // namespace
}  // namespace redial::doctor::capture
