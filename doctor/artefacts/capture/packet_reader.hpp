// From the packets of a capture to what reads them: TCP connections, answers of name servers, and routers' complaints.
#pragma once

#include <cstdint>
#include <set>

#include "doctor/artefacts/capture/ip_fragments.hpp"
#include "doctor/artefacts/capture/packet_file.hpp"
#include "doctor/artefacts/capture/story.hpp"
#include "doctor/artefacts/capture/tcp_streams.hpp"

namespace redial::doctor::capture {

struct PacketCounts {
  std::uint64_t packets = 0, cut = 0;     // cut by the snap length
  std::set<std::uint32_t> unknown_links;  // types of link that cannot be read
};

class PacketReader {
 public:
  PacketReader(TcpStreams& streams, Story& story) : streams_(streams), story_(story) {}

  void take(const Packet& packet);
  const PacketCounts& counts() const { return counts_; }
  std::uint64_t lost_fragments() const { return fragments_.lost(); }

 private:
  void take_ip(const IpPacket& packet, TimePoint at);
  void take_udp(const IpPacket& packet, TimePoint at);
  void take_icmp(const IpPacket& packet, TimePoint at);

  TcpStreams& streams_;
  Story& story_;
  IpFragments fragments_;
  PacketCounts counts_;
};

}  // namespace redial::doctor::capture
