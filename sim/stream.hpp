// A connected stream of bytes, whatever simulates it: TCP, faults around it, TLS over it. The contract of sockets, without one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/time/time.hpp"

namespace redial::sim {

// How long a graceful close waits for the peer's end before the connection goes.
inline constexpr Duration kCloseTimeout = std::chrono::seconds(2);

// Callbacks are never made inside a call of the owner. Destroying a stream closes it at once.
class Stream {
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

  virtual ~Stream() = default;
  // To be set as soon as there is a stream; null silences it.
  virtual void set_handler(Handler* handler) = 0;
  // Ignored once the stream is closing.
  virtual void send(std::span<const std::uint8_t> bytes) = 0;
  // Sends a FIN behind what was sent; ends when the peer has closed too, or after kCloseTimeout.
  virtual void close() = 0;
  virtual void reset() = 0;
};

inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace redial::sim
