// Headers as RFC 791 and 8200 draw them.
#include "doctor/artefacts/capture/ip_packet.hpp"

#include <algorithm>
#include <cstring>

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kIpv4Header = 20, kIpv6Header = 40;
constexpr std::uint8_t kHopByHop = 0, kRouting = 43, kFragment = 44, kAuthentication = 51, kDestination = 60, kMobility = 135;

bool is_extension(std::uint8_t header) {
  return header == kHopByHop || header == kRouting || header == kFragment || header == kAuthentication ||
         header == kDestination || header == kMobility;
}

// `told` is what the header says; 0 where the network card was to divide the packet later.
void set_payload(IpPacket& packet, View bytes, std::size_t header, std::size_t told, std::size_t size) {
  const std::size_t whole = std::max(told == 0 ? size : told, header);
  packet.size = whole - header;
  packet.payload = bytes.subspan(header, std::min(bytes.size(), whole) - header);  // without what pads a short frame
}

std::optional<IpPacket> parse_v4(View bytes, std::size_t size) {
  if (bytes.size() < kIpv4Header) return std::nullopt;
  const std::size_t header = (bytes[0] & 15u) * 4;
  if (header < kIpv4Header || header > bytes.size()) return std::nullopt;
  IpPacket packet;
  packet.protocol = bytes[9];
  std::memcpy(packet.source.data(), bytes.data() + 12, 4);
  std::memcpy(packet.destination.data(), bytes.data() + 16, 4);
  set_payload(packet, bytes, header, be16(bytes, 2), size);
  const std::uint16_t fragment = be16(bytes, 6);
  const bool more = (fragment & 0x2000) != 0;
  if (more || (fragment & 0x1fff) != 0) packet.fragment = IpPacket::Fragment{be16(bytes, 4), (fragment & 0x1fffu) * 8, !more};
  return packet;
}

// Follows the chain of extension headers.
std::optional<IpPacket> parse_v6(View bytes, std::size_t size) {
  if (bytes.size() < kIpv6Header) return std::nullopt;
  IpPacket packet{.is_v6 = true};
  packet.protocol = bytes[6];
  std::memcpy(packet.source.data(), bytes.data() + 8, 16);
  std::memcpy(packet.destination.data(), bytes.data() + 24, 16);
  const std::size_t told = be16(bytes, 4);
  set_payload(packet, bytes, kIpv6Header, told == 0 ? 0 : told + kIpv6Header, size);
  for (std::size_t i = 0; is_extension(packet.protocol); ++i) {
    const View rest = packet.payload;
    if (i == kMaxExtensionHeaders || rest.size() < 8) return std::nullopt;
    const std::uint8_t header = packet.protocol;
    std::size_t length = header == kFragment ? 8 : header == kAuthentication ? (rest[1] + 2u) * 4 : (rest[1] + 1u) * 8;
    if (length > rest.size() || length > packet.size) return std::nullopt;
    if (header == kFragment) packet.fragment = IpPacket::Fragment{be32(rest, 4), be16(rest, 2) & 0xfff8u, (rest[3] & 1) == 0};
    packet.protocol = rest[0];
    packet.payload = rest.subspan(length);
    packet.size -= length;
    if (packet.fragment && packet.fragment->offset > 0) break;  // what follows is not a header
  }
  return packet;
}

}  // namespace

std::optional<IpPacket> parse_ip(View bytes, std::size_t size) {
  if (bytes.empty()) return std::nullopt;
  const int version = bytes[0] >> 4;
  return version == 4 ? parse_v4(bytes, size) : version == 6 ? parse_v6(bytes, size) : std::nullopt;
}

}  // namespace redial::doctor::capture
