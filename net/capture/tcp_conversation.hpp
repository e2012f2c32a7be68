// The packets that could have carried what passed a TCP connection. What a socket does not show is made up: the handshake,
// numbers, window. There are no acknowledgements of their own and no retransmissions: packets acknowledge all that came before
// them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/wire/bytes.hpp"
#include "net/endpoint.hpp"

namespace redial::net::capture {

enum class Side : std::uint8_t { client, server };

struct Packet {
  Side from = Side::client;
  wire::Bytes bytes;
};
using Packets = std::vector<Packet>;

// Begins before the handshake.
class TcpConversation {
 public:
  TcpConversation(const Endpoint& client, const Endpoint& server) : ends_{client, server} {}

  // First. Sequence numbers begin with 0, so that a reader's relative ones are the same.
  Packets handshake();
  // In segments of at most kMaxSegmentBytes.
  Packets data(Side from, std::span<const std::uint8_t> bytes);
  // None if that side has said it before. The second one is acknowledged: the conversation is complete.
  Packets fin(Side from);
  // None if both have said FIN. Nothing comes after it.
  Packets reset(Side from);

 private:
  Packet packet(Side from, std::uint8_t flags, std::span<const std::uint8_t> payload = {});
  std::uint32_t& next(Side side) { return next_[static_cast<std::size_t>(side)]; }
  bool& finished(Side side) { return finished_[static_cast<std::size_t>(side)]; }
  bool is_over() const { return reset_ || (finished_[0] && finished_[1]); }

  std::array<Endpoint, 2> ends_;
  std::array<std::uint32_t, 2> next_{};  // sequence numbers
  std::array<bool, 2> finished_{};
  bool reset_ = false;
};

}  // namespace redial::net::capture
