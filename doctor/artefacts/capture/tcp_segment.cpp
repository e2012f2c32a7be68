// The header as RFC 9293 draws it.
#include "doctor/artefacts/capture/tcp_segment.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <tuple>
#include <utility>

namespace redial::doctor::capture {
namespace {

constexpr std::size_t kTcpHeader = 20;

// The longest run of zero groups, which is written as "::" (RFC 5952).
std::pair<std::size_t, std::size_t> longest_zeros(const std::array<std::uint16_t, 8>& groups) {
  std::size_t best = 0, best_size = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    std::size_t end = i;
    while (end < groups.size() && groups[end] == 0) ++end;
    if (end - i > best_size) std::tie(best, best_size) = std::pair(i, end - i);
  }
  return best_size < 2 ? std::pair<std::size_t, std::size_t>(0, 0) : std::pair(best, best_size);
}

std::string v6_text(const std::array<std::uint8_t, 16>& address) {
  std::array<std::uint16_t, 8> groups;
  for (std::size_t i = 0; i < 8; ++i) groups[i] = be16(address, 2 * i);
  const auto [first, size] = longest_zeros(groups);
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    if (size > 0 && i == first) {
      text += i == 0 ? "::" : ":";
      i += size - 1;
      continue;
    }
    char group[8];
    std::snprintf(group, sizeof group, "%x", groups[i]);
    text += group;
    if (i < 7) text += ':';
  }
  return text;
}

}  // namespace

std::optional<TcpSegment> parse_tcp(const IpPacket& packet) {
  const View bytes = packet.payload;
  if (bytes.size() < kTcpHeader) return std::nullopt;
  const std::size_t header = (bytes[12] >> 4) * std::size_t{4};
  if (header < kTcpHeader || header > packet.size) return std::nullopt;
  TcpSegment segment;
  segment.from = {packet.is_v6, packet.source, be16(bytes, 0)};
  segment.to = {packet.is_v6, packet.destination, be16(bytes, 2)};
  segment.sequence = be32(bytes, 4);
  segment.acknowledgement = be32(bytes, 8);
  segment.flags = bytes[13];
  segment.payload = bytes.subspan(std::min(header, bytes.size()));
  segment.missing = packet.size - header - segment.payload.size();
  return segment;
}

std::string host_text(const net::Endpoint& end) {
  if (end.is_v6) return v6_text(end.address);
  std::string text;
  for (std::size_t i = 0; i < 4; ++i) text += (i > 0 ? "." : "") + std::to_string(end.address[i]);
  return text;
}

std::string to_text(const net::Endpoint& end) {
  const std::string host = host_text(end);
  return (end.is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(end.port);
}

}  // namespace redial::doctor::capture
