// See packet_reader.hpp.
#include "doctor/artefacts/capture/packet_reader.hpp"

#include "doctor/artefacts/capture/dns_answer.hpp"
#include "doctor/artefacts/capture/link_layer.hpp"

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kUdpHeader = 8, kIcmpHeader = 8, kPortsOfTcp = 4;
constexpr std::uint8_t kUnreachable = 3;  // of ICMP
constexpr std::uint8_t kIcmpV6 = 58, kUnreachableV6 = 1;
constexpr std::size_t kMaxLinks = 16;  // unknown ones that are named

}  // namespace

void PacketReader::take(const Packet& packet) {
  ++counts_.packets;
  const std::size_t size = std::max(packet.size, packet.bytes.size());
  if (packet.bytes.size() < size) ++counts_.cut;
  const auto offset = ip_offset(packet.link, packet.bytes);
  if (!offset) {
    if (!is_known_link(packet.link) && counts_.unknown_links.size() < kMaxLinks) counts_.unknown_links.insert(packet.link);
    return;
  }
  const auto ip = parse_ip(packet.bytes.subspan(*offset), size - *offset);
  if (!ip) return;
  if (!ip->fragment) return take_ip(*ip, packet.at);
  if (const auto whole = fragments_.add(*ip)) take_ip(*whole, packet.at);
}

void PacketReader::take_ip(const IpPacket& packet, TimePoint at) {
  if (packet.protocol == kTcp) {
    if (const auto segment = parse_tcp(packet)) streams_.take(*segment, at);
  } else if (packet.protocol == kUdp) {
    take_udp(packet, at);
  } else if (packet.protocol == kIcmp || packet.protocol == kIcmpV6) {
    take_icmp(packet, at);
  }
}

void PacketReader::take_udp(const IpPacket& packet, TimePoint at) {
  const View bytes = packet.payload;
  if (bytes.size() < kUdpHeader || be16(bytes, 0) != kDnsPort) return;
  const auto answer = parse_dns_answer(bytes.subspan(kUdpHeader));
  if (!answer) return;
  for (const net::Endpoint& address : answer->addresses) story_.resolved(answer->name, address);
  if (answer->code == 2 || answer->code == 3)
    story_.unresolved(answer->name, at, answer->code == 3 ? "the name server knows no such name" : "the name server failed");
}

// Carries the beginning of the packet that it is about.
void PacketReader::take_icmp(const IpPacket& packet, TimePoint at) {
  const View bytes = packet.payload;
  const std::uint8_t type = packet.is_v6 ? kUnreachableV6 : kUnreachable;
  if (bytes.size() < kIcmpHeader || bytes[0] != type) return;
  const View about = bytes.subspan(kIcmpHeader);
  const auto returned = parse_ip(about, about.size());
  if (!returned || returned->protocol != kTcp || returned->fragment || returned->payload.size() < kPortsOfTcp) return;
  streams_.unreachable({returned->is_v6, returned->source, be16(returned->payload, 0)},
                       {returned->is_v6, returned->destination, be16(returned->payload, 2)}, at);
}

}  // namespace redial::doctor::capture
