// Segments as IP packets, byte for byte; the checksums were computed by another program.
#include "net/capture/tcp_packet.hpp"

#include <gtest/gtest.h>

namespace redial::net::capture {
namespace {

using wire::Bytes;

const Endpoint kClient{.address{127, 0, 0, 1}, .port = 40'000};
const Endpoint kServer{.address{127, 0, 0, 1}, .port = 443};

TEST(TcpPacket, ASynOverIpv4HasItsOptions) {
  EXPECT_EQ(ip_packet(kClient, kServer, {.flags = kSyn}),
            (Bytes{0x45, 0x00, 0x00, 0x30, 0x00, 0x00, 0x40, 0x00, 0x40, 0x06, 0x3c, 0xc6,  // IPv4, 48 bytes, TCP
                   0x7f, 0x00, 0x00, 0x01, 0x7f, 0x00, 0x00, 0x01,                          // 127.0.0.1 twice
                   0x9c, 0x40, 0x01, 0xbb, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,  // ports, numbers
                   0x70, 0x02, 0xff, 0xff, 0xed, 0xef, 0x00, 0x00,                          // SYN, window, checksum
                   0x02, 0x04, 0xff, 0xd7, 0x01, 0x03, 0x03, 0x0e}));                       // segment size, window scale
}

TEST(TcpPacket, DataOverIpv4StandsBehindTheHeaders) {
  EXPECT_EQ(
      ip_packet(kServer, kClient, {.sequence = 1, .acknowledgement = 4, .flags = kPsh | kAck, .payload = Bytes{'a', 'b', 'c'}}),
      (Bytes{0x45, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x40, 0x00, 0x40, 0x06, 0x3c, 0xcb,  //
             0x7f, 0x00, 0x00, 0x01, 0x7f, 0x00, 0x00, 0x01,                          //
             0x01, 0xbb, 0x9c, 0x40, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x04,  //
             0x50, 0x18, 0xff, 0xff, 0x4f, 0x64, 0x00, 0x00,                          //
             'a',  'b',  'c'}));
}

TEST(TcpPacket, Ipv6HasNoChecksumOfItsOwn) {
  const Endpoint client{.is_v6 = true, .address{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, .port = 40'000};
  Endpoint server = client;
  server.port = 443;
  EXPECT_EQ(ip_packet(client, server, {.sequence = 7, .acknowledgement = 9, .flags = kPsh | kAck, .payload = Bytes{'h', 'i'}}),
            (Bytes{0x60, 0x00, 0x00, 0x00, 0x00, 0x16, 0x06, 0x40,  // IPv6, 22 bytes behind, TCP
                   0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
                   1,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
                   0,    1,    0x9c, 0x40, 0x01, 0xbb, 0x00, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00, 0x09,  //
                   0x50, 0x18, 0xff, 0xff, 0xa9, 0x54, 0x00, 0x00,                                      //
                   'h',  'i'}));
}

TEST(TcpPacket, TheLargestSegmentFillsAnIpv4Packet) {
  const Bytes payload(kMaxSegmentBytes, 'x');
  const Bytes packet = ip_packet(kClient, kServer, {.flags = kAck, .payload = payload});
  EXPECT_EQ(packet.size(), 65'535u);
  EXPECT_EQ(packet[2] * 256 + packet[3], 65'535);
}

}  // namespace
}  // namespace redial::net::capture
