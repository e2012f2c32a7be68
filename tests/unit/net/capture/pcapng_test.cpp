// The blocks of a capture, byte for byte as the format's draft has them.
#include "net/capture/pcapng.hpp"

#include <gtest/gtest.h>

namespace redial::net::capture {
namespace {

using wire::Bytes;

TEST(Pcapng, ASectionBeginsWithItsByteOrderAndHasCommentAndApplication) {
  EXPECT_EQ(section_header("redial 1", "abc"),
            (Bytes{0x0a, 0x0d, 0x0d, 0x0a, 0x34, 0,    0,    0,                         // type, length
                   0x4d, 0x3c, 0x2b, 0x1a, 1,    0,    0,    0,                         // byte order, version 1.0
                   0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,                      // length not known
                   1,    0,    3,    0,    'a',  'b',  'c',  0,                         // comment
                   4,    0,    8,    0,    'r',  'e',  'd',  'i',  'a', 'l', ' ', '1',  // application
                   0,    0,    0,    0,    0x34, 0,    0,    0}));                      // end of options, length
}

TEST(Pcapng, TheInterfaceIsRawIpInNanosecondsWithoutALimit) {
  EXPECT_EQ(interface_description("mock"), (Bytes{1,   0, 0, 0, 0x28, 0,   0,   0,    // type, length
                                                  101, 0, 0, 0, 0,    0,   0,   0,    // raw IP, no limit
                                                  2,   0, 4, 0, 'm',  'o', 'c', 'k',  // name
                                                  9,   0, 1, 0, 9,    0,   0,   0,    // 10^-9 s
                                                  0,   0, 0, 0, 0x28, 0,   0,   0}));
}

TEST(Pcapng, APacketHasItsTimeItsBytesItsCommentsAndItsWay) {
  EXPECT_EQ(enhanced_packet(UnixTime(0x0102030405060708), Direction::outbound, Bytes{0xaa, 0xbb, 0xcc}, {"x", "yz"}),
            (Bytes{6,    0,    0,    0,    0x40, 0,    0,    0,     // type, length
                   0,    0,    0,    0,                             // the interface
                   0x04, 0x03, 0x02, 0x01, 0x08, 0x07, 0x06, 0x05,  // time, its upper half first
                   3,    0,    0,    0,    3,    0,    0,    0,     // size as captured and as it was
                   0xaa, 0xbb, 0xcc, 0,                             //
                   1,    0,    1,    0,    'x',  0,    0,    0,     // comments
                   1,    0,    2,    0,    'y',  'z',  0,    0,     //
                   2,    0,    4,    0,    2,    0,    0,    0,     // outbound
                   0,    0,    0,    0,    0x40, 0,    0,    0}));
}

TEST(Pcapng, SecretsAreATlsKeyLog) {
  EXPECT_EQ(decryption_secrets("k 1\n\n"), (Bytes{10,   0,    0,    0,    0x1c, 0, 0, 0,  // type, length
                                                  0x4b, 0x53, 0x4c, 0x54, 5,    0, 0, 0,  // "TLSK", size
                                                  'k',  ' ',  '1',  '\n', '\n', 0, 0, 0,  //
                                                  0x1c, 0,    0,    0}));
}

// The comments of a packet without bytes: pairs of size and text.
std::vector<std::string> comments_in(const Bytes& packet) {
  std::vector<std::string> texts;
  for (std::size_t at = 28; packet[at] == 1;) {
    const std::size_t size = packet[at + 2] + packet[at + 3] * 256u;
    texts.emplace_back(packet.begin() + static_cast<long>(at + 4), packet.begin() + static_cast<long>(at + 4 + size));
    at += 4 + (size + 3) / 4 * 4;
  }
  return texts;
}

TEST(Pcapng, ALongCommentIsCutBetweenCharacters) {
  const std::string fits(kMaxCommentBytes, 'x'), half = std::string(kMaxCommentBytes - 1, 'x');
  const auto comments = comments_in(enhanced_packet({}, Direction::inbound, {}, {fits, fits + "y", half + "é"}));
  EXPECT_EQ(comments, (std::vector<std::string>{fits, fits, half}));
}

TEST(Pcapng, TooManyCommentsAreCounted) {
  const std::vector<std::string> most(kMaxComments, "x");
  EXPECT_EQ(comments_in(enhanced_packet({}, Direction::inbound, {}, most)), most);
  auto more = most;
  more.insert(more.end(), {"y", "z"});
  auto shown = most;
  shown.emplace_back("and 2 more");
  EXPECT_EQ(comments_in(enhanced_packet({}, Direction::inbound, {}, more)), shown);
}

}  // namespace
}  // namespace redial::net::capture
