// See websocket.hpp.
#include "sim/websocket.hpp"

#include <utility>

namespace redial::sim {
namespace {

constexpr std::uint16_t kNoCodeGiven = 1005;

}  // namespace

WebSocket::WebSocket(World& world, std::unique_ptr<Stream> stream, wire::WebSocketReader::Role role, Handler* handler)
    : world_(world), stream_(std::move(stream)), role_(role), handler_(handler), reader_(role), timer_(world) {
  stream_->set_handler(this);
}

WebSocket::~WebSocket() { world_.dispose(std::move(stream_)); }

void WebSocket::set_handler(Handler* handler) {
  handler_ = handler;
  stream_->set_handler(handler ? this : nullptr);
}

void WebSocket::read(std::span<const std::uint8_t> bytes) {
  for (const wire::WebSocketEvent& event : reader_.read(bytes)) {
    std::visit([this](const auto& known) { handle(known); }, event);
  }
}

void WebSocket::send(const wire::Bytes& message, const fault::Framing& framing) {
  if (close_sent_) return;
  if (role_ == wire::WebSocketReader::Role::client) return send_frame(wire::Opcode::binary, message);
  stream_->send(fault::encode_framed(message, framing));
}

void WebSocket::close(std::uint16_t code) {
  if (close_sent_) return;
  send_close(code);
  timer_.start(world_.now() + kCloseFrameTimeout, [this] { stream_->close(); });
}

void WebSocket::on_closed(const std::string& why) {
  timer_.cancel();
  if (handler_) handler_->on_closed(close_code_, why_.empty() ? why : why_);
}

void WebSocket::handle(const wire::WebSocketMessage& message) {
  if (!message.is_text && handler_) handler_->on_message(message.payload);
}

void WebSocket::handle(const wire::WebSocketPing& ping) {
  if (!close_sent_) send_frame(wire::Opcode::pong, ping.payload);
}

void WebSocket::handle(const wire::WebSocketClose& close) {
  close_code_ = close.code.value_or(kNoCodeGiven);
  if (!close_sent_) {
    why_ = "closed by peer";
    send_close(close.code.value_or(wire::kCloseNormal));
  }
  stream_->close();
}

void WebSocket::handle(const wire::WebSocketViolation& violation) {
  why_ = "WebSocket protocol violated by peer: " + violation.what;
  if (!close_sent_) send_close(violation.close_code);
  stream_->close();
}

void WebSocket::send_frame(wire::Opcode opcode, const wire::Bytes& payload) {
  wire::WebSocketFrame frame;
  frame.opcode = opcode;
  if (role_ == wire::WebSocketReader::Role::client) {
    const std::uint64_t drawn = world_.random().next();
    frame.mask = wire::MaskKey{};
    for (std::size_t i = 0; i < frame.mask->size(); ++i) (*frame.mask)[i] = static_cast<std::uint8_t>(drawn >> (8 * i));
  }
  stream_->send(wire::encode_frame(frame, payload));
}

void WebSocket::send_close(std::uint16_t code) {
  send_frame(wire::Opcode::close, wire::close_payload(code));
  close_sent_ = true;
}

}  // namespace redial::sim
