// Counting sequence numbers: SYN and FIN count as one byte each.
#include "net/capture/tcp_conversation.hpp"

#include <algorithm>
#include <utility>

#include "net/capture/tcp_packet.hpp"

namespace redial::net::capture {
namespace {

Side other(Side side) { return side == Side::client ? Side::server : Side::client; }

}  // namespace

Packet TcpConversation::packet(Side from, std::uint8_t flags, std::span<const std::uint8_t> payload) {
  const bool acknowledges = (flags & kAck) != 0;
  const TcpSegment segment{
      .sequence = next(from), .acknowledgement = acknowledges ? next(other(from)) : 0, .flags = flags, .payload = payload};
  next(from) += static_cast<std::uint32_t>(payload.size() + ((flags & (kSyn | kFin)) != 0 ? 1 : 0));
  const auto index = static_cast<std::size_t>(from);
  return {from, ip_packet(ends_[index], ends_[1 - index], segment)};
}

Packets TcpConversation::handshake() {
  Packets packets;
  packets.push_back(packet(Side::client, kSyn));
  packets.push_back(packet(Side::server, kSyn | kAck));
  packets.push_back(packet(Side::client, kAck));
  return packets;
}

Packets TcpConversation::data(Side from, std::span<const std::uint8_t> bytes) {
  Packets packets;
  if (is_over() || finished(from)) return packets;
  while (!bytes.empty()) {
    const auto segment = bytes.first(std::min(bytes.size(), kMaxSegmentBytes));
    packets.push_back(packet(from, kPsh | kAck, segment));
    bytes = bytes.subspan(segment.size());
  }
  return packets;
}

Packets TcpConversation::fin(Side from) {
  Packets packets;
  if (is_over() || std::exchange(finished(from), true)) return packets;
  packets.push_back(packet(from, kFin | kAck));
  if (is_over()) packets.push_back(packet(other(from), kAck));
  return packets;
}

Packets TcpConversation::reset(Side from) {
  Packets packets;
  if (is_over()) return packets;
  packets.push_back(packet(from, kRst | kAck));
  reset_ = true;
  return packets;
}

}  // namespace redial::net::capture
