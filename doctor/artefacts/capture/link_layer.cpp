// See link_layer.hpp.
#include "doctor/artefacts/capture/link_layer.hpp"

#include <algorithm>

namespace redial::doctor::capture {
namespace {

constexpr std::uint32_t kLoopbackNull = 0, kEthernet = 1, kRaw = 101, kLoopbackBig = 108, kCooked = 113, kIpv4 = 228, kIpv6 = 229,
                        kCooked2 = 276;
constexpr std::uint32_t kRawOfBsd[] = {12, 14};  // what some systems write for raw IP

constexpr std::uint16_t kTypeIpv4 = 0x0800, kTypeIpv6 = 0x86dd, kTypePppoe = 0x8864;
constexpr std::uint16_t kTags[] = {0x8100, 0x88a8, 0x9100};  // VLAN, one or more
constexpr std::size_t kMaxTags = 4;

bool is_ip(std::uint16_t type) { return type == kTypeIpv4 || type == kTypeIpv6; }

// A type at `at`, perhaps behind tags or PPPoE.
std::optional<std::size_t> behind_type(View frame, std::size_t at) {
  for (std::size_t tags = 0; at + 2 <= frame.size(); ++tags, at += 4) {
    const std::uint16_t type = be16(frame, at);
    if (is_ip(type)) return at + 2;
    if (type == kTypePppoe && at + 10 <= frame.size()) {
      const std::uint16_t protocol = be16(frame, at + 8);
      if (protocol == 0x0021 || protocol == 0x0057) return at + 10;  // IPv4, IPv6
    }
    if (tags == kMaxTags || std::ranges::find(kTags, type) == std::end(kTags)) return std::nullopt;
  }
  return std::nullopt;
}

// The family's number is the capturing system's, in its byte order; the packet's own first byte says more.
std::optional<std::size_t> behind_family(View frame) {
  if (frame.size() <= 4) return std::nullopt;
  const std::uint32_t family = std::min(be32(frame, 0), le32(frame, 0));
  const bool is_inet = family == 2 || family == 10 || family == 24 || family == 28 || family == 30;
  return is_inet ? std::optional<std::size_t>(4) : std::nullopt;
}

}  // namespace

bool is_known_link(std::uint32_t link) {
  constexpr std::uint32_t kKnown[] = {kLoopbackNull, kEthernet, kRaw, kLoopbackBig, kCooked, kIpv4, kIpv6, kCooked2};
  return std::ranges::find(kKnown, link) != std::end(kKnown) || std::ranges::find(kRawOfBsd, link) != std::end(kRawOfBsd);
}

std::optional<std::size_t> ip_offset(std::uint32_t link, View frame) {
  switch (link) {
    case kEthernet:
      return behind_type(frame, 12);
    case kCooked:
      return behind_type(frame, 14);
    case kCooked2:
      return frame.size() >= 20 && is_ip(be16(frame, 0)) ? std::optional<std::size_t>(20) : std::nullopt;
    case kLoopbackNull:
    case kLoopbackBig:
      return behind_family(frame);
    default:
      return is_known_link(link) ? std::optional<std::size_t>(0) : std::nullopt;
  }
}

}  // namespace redial::doctor::capture
