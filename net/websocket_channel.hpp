// The open WebSocket over a byte stream that has done its upgrade. For net/ itself.
#pragma once

#include <vector>

#include "core/wire/websocket_codec.hpp"
#include "net/websocket.hpp"

namespace redial::net {

class WebSocketChannel final : public WebSocket, private ByteStream::Handler {
 public:
  // `rest`: bytes that came with the upgrade.
  WebSocketChannel(Loop& loop, std::unique_ptr<ByteStream> stream, wire::WebSocketReader::Role role,
                   std::vector<std::uint8_t> rest);

  void set_handler(WebSocket::Handler* handler) override;
  void send(const wire::Bytes& message) override;
  void send_raw(const wire::Bytes& frames) override;
  void close(std::uint16_t code) override;
  void reset() override;

 private:
  void on_bytes(std::span<const std::uint8_t> bytes) override;
  void on_closed(const std::string& why) override;
  void read(std::span<const std::uint8_t> bytes);
  void handle(const wire::WebSocketMessage& message);
  void handle(const wire::WebSocketPing& ping);
  void handle(const wire::WebSocketPong&) {}
  void handle(const wire::WebSocketClose& close);
  void handle(const wire::WebSocketViolation& violation);
  void send_frame(wire::Opcode opcode, const wire::Bytes& payload);
  void send_close(std::uint16_t code);

  std::unique_ptr<ByteStream> stream_;
  wire::WebSocketReader::Role role_;
  wire::WebSocketReader reader_;
  Timer timer_;  // first to deliver `rest_`, later for the peer's close frame
  std::vector<std::uint8_t> rest_;
  WebSocket::Handler* handler_ = nullptr;
  bool close_sent_ = false;
  std::uint16_t close_code_ = 1006;
  std::string why_;
};

}  // namespace redial::net
