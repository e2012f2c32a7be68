// Puts fragmented IP packets together, a few at a time. What never becomes whole is forgotten and counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "core/wire/bytes.hpp"
#include "doctor/artefacts/capture/ip_packet.hpp"

namespace redial::doctor::capture {

inline constexpr std::size_t kMaxFragmented = 64;            // packets under way at once
inline constexpr std::size_t kMaxReassembledBytes = 65'535;  // the largest that IP knows
inline constexpr std::size_t kMaxFragments = 512;            // of one packet

class IpFragments {
 public:
  // Precondition: it is a fragment. The whole packet, once the last missing one has come; it is valid until the next call.
  std::optional<IpPacket> add(const IpPacket& fragment);
  std::uint64_t lost() const { return lost_ + parts_.size(); }  // packets that are not whole

 private:
  struct Parts {
    IpPacket about;
    std::map<std::size_t, wire::Bytes> pieces;  // by offset
    std::optional<std::size_t> size;            // known from the last one on
    std::uint64_t number = 0;
  };
  std::optional<IpPacket> join(Parts& parts);

  std::deque<Parts> parts_;  // in the order of their beginning
  wire::Bytes whole_;
  std::uint64_t lost_ = 0;
};

}  // namespace redial::doctor::capture
