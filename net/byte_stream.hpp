// A connected stream of bytes whatever carries it: TCP, TLS over it, a filter around it. It knows no messages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/time/time.hpp"

namespace redial::net {

// A peer that lets more than this pile up unread has stopped reading; the next send resets the stream.
inline constexpr std::size_t kMaxQueuedBytes = 8u << 20;
// How long a graceful close waits for the peer's end before the socket goes.
inline constexpr Duration kCloseTimeout = std::chrono::seconds(2);

// Everything happens on the loop's thread. Callbacks are never made inside a call of the owner.
// Destroying the stream closes it at once; not inside its own callbacks (Loop::dispose is for that).
class ByteStream {
 public:
  class Handler {
   public:
    // Of a TLS client: the handshake is done. Once, before any bytes; other streams do not tell.
    virtual void on_secured() {}
    virtual void on_bytes(std::span<const std::uint8_t> bytes) = 0;
    // Once and last, whoever ended the stream: "closed by peer", "reset by peer", "closed", "reset", or an error in words.
    virtual void on_closed(const std::string& why) = 0;

   protected:
    ~Handler() = default;
  };

  virtual ~ByteStream() = default;

  // Reading starts with the first handler. Null, set inside on_bytes, pauses: what has not been delivered waits for the next
  // handler. Null at any other time silences the stream: what is under way is lost.
  virtual void set_handler(Handler* handler) = 0;

  // Queues bytes behind those sent before; ignored once the stream is closing. Over TLS this may be called during the handshake.
  virtual void send(std::span<const std::uint8_t> bytes) = 0;

  // Graceful: sends what is queued, then FIN (over TLS: close_notify before it); on_closed when the peer has closed too, or after
  // kCloseTimeout. Bytes that arrive meanwhile are still delivered.
  virtual void close() = 0;

  // TCP RST, at once; queued bytes are lost.
  virtual void reset() = 0;
};

inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace redial::net
