// The header of an IP packet, of either version, with options and extension headers. Checksums are not looked at: captures on
// the sending machine have none.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "doctor/artefacts/capture/bytes.hpp"

namespace redial::doctor::capture {

inline constexpr std::uint8_t kIcmp = 1, kTcp = 6, kUdp = 17;
inline constexpr std::size_t kMaxExtensionHeaders = 16;

struct IpPacket {
  bool is_v6 = false;
  std::array<std::uint8_t, 16> source{}, destination{};  // of IPv4 the first four bytes
  std::uint8_t protocol = 0;
  View payload;          // what was captured of it
  std::size_t size = 0;  // what there was of it, not less
  struct Fragment {
    std::uint32_t id = 0;
    std::size_t offset = 0;  // in bytes
    bool is_last = false;
  };
  std::optional<Fragment> fragment;
};

// `size`: of the packet on the network, of which `bytes` may be the beginning. Nothing: no IP, or not enough of it.
std::optional<IpPacket> parse_ip(View bytes, std::size_t size);

}  // namespace redial::doctor::capture
