// Frames in and out, pongs, and the closing dialogue of RFC 6455, section 7.
#include "net/websocket_channel.hpp"

#include <algorithm>

#include "net/digests.hpp"

namespace redial::net {
namespace {

constexpr std::uint16_t kNoCodeGiven = 1005;

wire::MaskKey fresh_mask() {
  const std::string bytes = random_bytes(wire::MaskKey{}.size());
  wire::MaskKey key;
  std::copy_n(bytes.begin(), key.size(), key.begin());
  return key;
}

}  // namespace

WebSocketChannel::WebSocketChannel(Loop& loop, std::unique_ptr<ByteStream> stream, wire::WebSocketReader::Role role,
                                   std::vector<std::uint8_t> rest)
    : stream_(std::move(stream)), role_(role), reader_(role), timer_(loop), rest_(std::move(rest)) {}

void WebSocketChannel::set_handler(WebSocket::Handler* handler) {
  handler_ = handler;
  stream_->set_handler(handler ? this : nullptr);
  if (handler && !rest_.empty()) timer_.start_in({}, [this] { on_bytes({}); });
}

void WebSocketChannel::send(const wire::Bytes& message) {
  if (!close_sent_) send_frame(wire::Opcode::binary, message);
}

void WebSocketChannel::send_raw(const wire::Bytes& frames) {
  if (!close_sent_) stream_->send(frames);
}

void WebSocketChannel::close(std::uint16_t code) {
  if (close_sent_) return;
  send_close(code);
  timer_.start_in(kCloseFrameTimeout, [this] { stream_->close(); });
}

void WebSocketChannel::reset() { stream_->reset(); }

void WebSocketChannel::on_bytes(std::span<const std::uint8_t> bytes) {
  const std::vector<std::uint8_t> rest = std::move(rest_);
  rest_.clear();
  read(rest);
  read(bytes);
}

void WebSocketChannel::on_closed(const std::string& why) {
  timer_.cancel();
  if (handler_) handler_->on_closed(close_code_, why_.empty() ? why : why_);
}

void WebSocketChannel::read(std::span<const std::uint8_t> bytes) {
  for (const wire::WebSocketEvent& event : reader_.read(bytes)) {
    std::visit([this](const auto& known) { handle(known); }, event);
  }
}

void WebSocketChannel::handle(const wire::WebSocketMessage& message) {
  if (!message.is_text && handler_) handler_->on_message(message.payload);
}

void WebSocketChannel::handle(const wire::WebSocketPing& ping) {
  if (!close_sent_) send_frame(wire::Opcode::pong, ping.payload);
}

void WebSocketChannel::handle(const wire::WebSocketClose& close) {
  close_code_ = close.code.value_or(kNoCodeGiven);
  if (!close_sent_) {
    why_ = "closed by peer";
    send_close(close.code.value_or(wire::kCloseNormal));
  }
  stream_->close();
}

void WebSocketChannel::handle(const wire::WebSocketViolation& violation) {
  why_ = "WebSocket protocol violated by peer: " + violation.what;
  if (!close_sent_) send_close(violation.close_code);
  stream_->close();
}

void WebSocketChannel::send_frame(wire::Opcode opcode, const wire::Bytes& payload) {
  wire::WebSocketFrame frame;
  frame.opcode = opcode;
  if (role_ == wire::WebSocketReader::Role::client) frame.mask = fresh_mask();
  stream_->send(wire::encode_frame(frame, payload));
}

void WebSocketChannel::send_close(std::uint16_t code) {
  send_frame(wire::Opcode::close, wire::close_payload(code));
  close_sent_ = true;
}

}  // namespace redial::net
