// Headers below TCP, byte for byte.
#include "doctor/artefacts/capture/ip_packet.hpp"

#include <gmock/gmock.h>

#include "doctor/artefacts/capture/dns_answer.hpp"
#include "doctor/artefacts/capture/ip_fragments.hpp"
#include "doctor/artefacts/capture/link_layer.hpp"
#include "doctor/artefacts/capture/tcp_segment.hpp"
#include "tests/unit/core/wire/hex.hpp"

namespace redial::doctor::capture {
namespace {

using wire::hex;

const std::string kMacs = "001122334455 66778899aabb ";

TEST(LinkLayerTest, EthernetWithAndWithoutTags) {
  EXPECT_EQ(ip_offset(1, hex(kMacs + "0800 45")), 14u);
  EXPECT_EQ(ip_offset(1, hex(kMacs + "8100 0001 86dd 60")), 18u);
  EXPECT_EQ(ip_offset(1, hex(kMacs + "88a8 0001 8100 0002 0800 45")), 22u);
  EXPECT_EQ(ip_offset(1, hex(kMacs + "8864 11000001 0010 0021 45")), 22u);  // PPPoE
}

TEST(LinkLayerTest, FramesWithoutIpHaveNone) {
  EXPECT_EQ(ip_offset(1, hex(kMacs + "0806 0001")), std::nullopt);  // ARP
  EXPECT_EQ(ip_offset(1, hex(kMacs)), std::nullopt);
  EXPECT_EQ(ip_offset(1, hex(kMacs + "8100 0001 8100 0001 8100 0001 8100 0001 8100 0001 0800 45")), std::nullopt);
}

TEST(LinkLayerTest, CookedRawAndLoopback) {
  EXPECT_EQ(ip_offset(113, hex("0000 0304 0006 0000000000000000 0800 45")), 16u);
  EXPECT_EQ(ip_offset(276, hex("0800 0000 00000001 0304 00 06 0000000000000000 45")), 20u);
  EXPECT_EQ(ip_offset(101, hex("45")), 0u);
  EXPECT_EQ(ip_offset(228, hex("45")), 0u);
  EXPECT_EQ(ip_offset(0, hex("02000000 45")), 4u);
  EXPECT_EQ(ip_offset(0, hex("0000001e 60")), 4u);
  EXPECT_EQ(ip_offset(108, hex("00000002 45")), 4u);
  EXPECT_EQ(ip_offset(0, hex("07000000 45")), std::nullopt);
  EXPECT_FALSE(is_known_link(127));
  EXPECT_EQ(ip_offset(127, hex("45")), std::nullopt);
}

TEST(IpPacketTest, Ipv4WithOptionsAndPadding) {
  // 28 bytes by its header, and two that pad the frame
  const auto bytes = hex("46 00 001c 0000 4000 40 06 0000 0a000001 0a000002 01010101 61626364 0000");
  const auto packet = parse_ip(bytes, bytes.size());
  ASSERT_TRUE(packet);
  EXPECT_EQ(text_of(packet->payload), "abcd");
  EXPECT_EQ(packet->protocol, kTcp);
  EXPECT_EQ(packet->source[3], 1);
  EXPECT_FALSE(packet->fragment);
}

TEST(IpPacketTest, LengthZeroMeansWhatWasThere) {
  const auto bytes = hex("45 00 0000 0000 4000 40 06 0000 0a000001 0a000002 61626364");
  const auto packet = parse_ip(bytes, 100);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->payload.size(), 4u);
  EXPECT_EQ(packet->size, 80u);
}

TEST(IpPacketTest, Ipv6WithExtensionHeaders) {
  const std::string addresses = "20010db8000000000000000000000001 20010db8000000000000000000000002";
  const auto bytes = hex("60000000 0014 00 40 " + addresses + "3c 00 000000000000 06 00 000000000000 61626364");
  const auto packet = parse_ip(bytes, bytes.size());
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->is_v6);
  EXPECT_EQ(packet->protocol, kTcp);
  EXPECT_EQ(text_of(packet->payload), "abcd");
  EXPECT_EQ(host_text({true, packet->source, 0}), "2001:db8::1");
}

TEST(IpPacketTest, EndlessExtensionHeadersAreGivenUp) {
  std::string headers;
  for (std::size_t i = 0; i <= kMaxExtensionHeaders; ++i) headers += "0000000000000000";
  const auto bytes = hex("60000000 0100 00 40 " + std::string(64, '0') + headers);
  EXPECT_FALSE(parse_ip(bytes, bytes.size()));
}

TEST(IpPacketTest, EveryCutIsSurvived) {
  const auto bytes = hex("60000000 0014 00 40 " + std::string(64, '0') + "3c 00 000000000000 06 00 000000000000 61626364");
  for (std::size_t size = 0; size < 56; ++size) EXPECT_FALSE(parse_ip(View(bytes).first(size), bytes.size())) << size;
}

IpPacket fragment(std::size_t offset, const std::string& text, bool is_last, std::uint32_t id = 7) {
  IpPacket packet;
  packet.protocol = kTcp;
  packet.payload = bytes_of(text);
  packet.size = text.size();
  packet.fragment = IpPacket::Fragment{id, offset, is_last};
  return packet;
}

TEST(IpFragmentsTest, AreJoinedInAnyOrder) {
  const std::string first = "abcdefgh", second = "ijklmnop", last = "q";
  IpFragments fragments;
  EXPECT_FALSE(fragments.add(fragment(16, last, true)));
  EXPECT_FALSE(fragments.add(fragment(0, first, false)));
  EXPECT_EQ(fragments.lost(), 1u);
  const auto whole = fragments.add(fragment(8, second, false));
  ASSERT_TRUE(whole);
  EXPECT_EQ(text_of(whole->payload), "abcdefghijklmnopq");
  EXPECT_EQ(fragments.lost(), 0u);
}

TEST(IpFragmentsTest, OldestIsForgottenWhenThereAreTooMany) {
  const std::string text = "abcdefgh";
  IpFragments fragments;
  for (std::uint32_t id = 0; id <= kMaxFragmented; ++id) EXPECT_FALSE(fragments.add(fragment(0, text, false, id)));
  EXPECT_FALSE(fragments.add(fragment(8, text, true, 0)));  // the first part is gone
  EXPECT_TRUE(fragments.add(fragment(8, text, true, kMaxFragmented)));
}

TEST(IpFragmentsTest, LongerThanAnyPacketAreRefused) {
  const std::string text = "abcdefgh";
  IpFragments fragments;
  EXPECT_FALSE(fragments.add(fragment(kMaxReassembledBytes - 7, text, true)));
  EXPECT_EQ(fragments.lost(), 1u);
}

TEST(TcpSegmentTest, HeaderWithOptions) {
  const auto bytes = hex("01bb 9c40 00000005 00000007 60 12 ffff 0000 0000 020405b4 6162");
  IpPacket packet;
  packet.protocol = kTcp;
  packet.payload = bytes;
  packet.size = bytes.size() + 3;  // three bytes were not captured
  const auto segment = parse_tcp(packet);
  ASSERT_TRUE(segment);
  EXPECT_EQ(to_text(segment->from), "0.0.0.0:443");
  EXPECT_EQ(segment->sequence, 5u);
  EXPECT_TRUE(segment->has(kSyn));
  EXPECT_TRUE(segment->has(kAck));
  EXPECT_EQ(text_of(segment->payload), "ab");
  EXPECT_EQ(segment->missing, 3u);
}

TEST(TcpSegmentTest, AddressesAsText) {
  EXPECT_EQ(to_text(net::Endpoint{.is_v6 = true, .address{}, .port = 1}), "[::]:1");
  EXPECT_EQ(to_text(net::Endpoint{.is_v6 = true, .address{0x20, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1}, .port = 2}),
            "[2001:0:0:1::1]:2");
}

TEST(DnsAnswerTest, NameWithItsAddresses) {
  const auto answer =
      parse_dns_answer(hex("1234 8180 0001 0002 0000 0000 036e6176 0743 4f4d4d4f4e41 00 0001 0001"
                           "c00c 0005 0001 00000001 0002 c00c"
                           "c00c 0001 0001 00000001 0004 0a000001"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->name, "nav.commona");
  EXPECT_EQ(answer->code, 0);
  ASSERT_EQ(answer->addresses.size(), 1u);
  EXPECT_EQ(host_text(answer->addresses[0]), "10.0.0.1");
}

TEST(DnsAnswerTest, NoSuchName) {
  const auto answer = parse_dns_answer(hex("1234 8183 0001 0000 0000 0000 036e6176 00 0001 0001"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->code, 3);
}

TEST(DnsAnswerTest, QuestionsAndDamagedOnesAreNone) {
  EXPECT_FALSE(parse_dns_answer(hex("1234 0100 0001 0000 0000 0000 036e6176 00 0001 0001")));
  EXPECT_FALSE(parse_dns_answer(hex("1234 8183 0001 0000 0000 0000 c00c 0001 0001")));  // a name that points at itself
  EXPECT_FALSE(parse_dns_answer(hex("1234 8183")));
}

}  // namespace
}  // namespace redial::doctor::capture
