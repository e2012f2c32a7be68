// An open WebSocket over a stream that has done its upgrade, as either end: frames in and out, pongs, and the closing dialogue of
// RFC 6455, section 7.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/fault/framing.hpp"
#include "core/wire/websocket_codec.hpp"
#include "sim/stream.hpp"
#include "sim/world.hpp"

namespace redial::sim {

// How long a close frame waits for the peer's answer before the connection goes.
inline constexpr Duration kCloseFrameTimeout = std::chrono::seconds(2);

class WebSocket final : private Stream::Handler {
 public:
  class Handler {
   public:
    virtual void on_message(const wire::Bytes& message) = 0;
    // Once and last. `code` is the peer's close code, 1005 for a close frame without one, 1006 when none came.
    virtual void on_closed(std::uint16_t code, const std::string& why) = 0;

   protected:
    ~Handler() = default;
  };

  WebSocket(World& world, std::unique_ptr<Stream> stream, wire::WebSocketReader::Role role, Handler* handler);
  ~WebSocket();

  void set_handler(Handler* handler);  // null silences it

  void read(std::span<const std::uint8_t> bytes);  // what came with the upgrade
  void send(const wire::Bytes& message, const fault::Framing& framing = {});
  void close(std::uint16_t code = wire::kCloseNormal);
  void reset() { stream_->reset(); }

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override { read(bytes); }
  void on_closed(const std::string& why) override;
  void handle(const wire::WebSocketMessage& message);
  void handle(const wire::WebSocketPing& ping);
  void handle(const wire::WebSocketPong&) {}
  void handle(const wire::WebSocketClose& close);
  void handle(const wire::WebSocketViolation& violation);
  void send_frame(wire::Opcode opcode, const wire::Bytes& payload);
  void send_close(std::uint16_t code);

  World& world_;
  std::unique_ptr<Stream> stream_;
  wire::WebSocketReader::Role role_;
  Handler* handler_;
  wire::WebSocketReader reader_;
  Timer timer_;  // for the peer's close frame
  bool close_sent_ = false;
  std::uint16_t close_code_ = 1006;
  std::string why_;
};

}  // namespace redial::sim
