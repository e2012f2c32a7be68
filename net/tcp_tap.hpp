// Listening in on a TCP connection: what passes its socket, below TLS and below every fault. Nothing can be changed from here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "net/endpoint.hpp"

namespace redial::net {

struct TcpEnds {
  Endpoint here, peer;
};

// Told on the stream's loop, in the order of the socket. Must not touch the stream.
class TcpTap {
 public:
  enum class End : std::uint8_t { fin_sent, reset_sent, fin_received, reset_received };

  virtual ~TcpTap() = default;

  // Before whoever reads the stream is told.
  virtual void on_read(std::span<const std::uint8_t> bytes) = 0;
  // So many bytes have been taken for sending, behind all those taken before. Inside the call that sends them.
  virtual void on_queued(std::size_t size) = 0;
  // The kernel has them: part of what was queued, in order. What a reset loses is queued and never written.
  virtual void on_written(std::span<const std::uint8_t> bytes) = 0;
  // Our own end was decided. Its on_end comes now, or behind what the write under way has written.
  virtual void on_ending() = 0;
  // A FIN may be told twice, and whatever follows a reset means nothing. What the kernel says by itself after the socket is
  // closed is not told.
  virtual void on_end(End end) = 0;
};

}  // namespace redial::net
