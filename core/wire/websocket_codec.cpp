// See websocket_codec.hpp.
#include "core/wire/websocket_codec.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/wire/utf8.hpp"

namespace redial::wire {
namespace {

bool is_known(Opcode opcode) { return opcode <= Opcode::binary || (opcode >= Opcode::close && opcode <= Opcode::pong); }

// RFC 6455 §7.4 and IANA's registry: what may stand in a close frame.
bool is_valid_close_code(std::uint16_t code) {
  return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

WebSocketViolation protocol_error(std::string what) { return {kCloseProtocolError, std::move(what)}; }

std::optional<WebSocketViolation> judge_control(const FrameHeader& frame) {
  if (!frame.is_final) return protocol_error("control frame is fragmented");
  if (frame.payload_size > kMaxControlPayloadBytes) return protocol_error("control frame is too long");
  return std::nullopt;
}

std::string_view as_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::vector<WebSocketEvent> WebSocketReader::read(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty() && !finished_) bytes = frame_ ? take_payload(bytes) : take_header(bytes);
  return std::exchange(events_, {});
}

std::span<const std::uint8_t> WebSocketReader::take_header(std::span<const std::uint8_t> bytes) {
  header_[header_taken_++] = bytes.front();
  frame_ = parse_frame_header(std::span(header_).first(header_taken_));
  if (frame_) {
    header_taken_ = 0;
    if (auto violation = judge(*frame_)) {
      end_with(*std::move(violation));
    } else if (frame_->payload_size == 0) {
      finish_frame();
    }
  }
  return bytes.subspan(1);
}

std::span<const std::uint8_t> WebSocketReader::take_payload(std::span<const std::uint8_t> bytes) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), frame_->payload_size - payload_taken_));
  Bytes& target = is_control(frame_->opcode) ? control_ : message_;
  const std::span<const std::uint8_t> taken = bytes.first(size);
  target.insert(target.end(), taken.begin(), taken.end());
  if (frame_->mask) apply_mask(*frame_->mask, std::span(target).last(size), payload_taken_);
  payload_taken_ += size;
  if (payload_taken_ == frame_->payload_size) finish_frame();
  return bytes.subspan(size);
}

std::optional<WebSocketViolation> WebSocketReader::judge(const FrameHeader& frame) const {
  if (frame.reserved_bits != 0) return protocol_error("reserved bits are set");
  if (!is_known(frame.opcode)) return protocol_error("opcode is reserved");
  if (frame.mask && role_ == Role::client) return protocol_error("frame from a server is masked");
  if (!frame.mask && role_ == Role::server) return protocol_error("frame from a client is not masked");
  if (!frame.has_shortest_length) return protocol_error("length is not in its shortest form");
  return is_control(frame.opcode) ? judge_control(frame) : judge_data(frame);
}

std::optional<WebSocketViolation> WebSocketReader::judge_data(const FrameHeader& frame) const {
  const bool continues = frame.opcode == Opcode::continuation;
  if (continues && !message_opcode_) return protocol_error("nothing to continue");
  if (!continues && message_opcode_) return protocol_error("message begins inside another");
  if (frame.payload_size > max_message_bytes_ - message_.size())
    return WebSocketViolation{kCloseTooBig, "message is longer than " + std::to_string(max_message_bytes_) + " bytes"};
  return std::nullopt;
}

void WebSocketReader::finish_frame() {
  const FrameHeader frame = *std::exchange(frame_, std::nullopt);
  payload_taken_ = 0;
  if (is_control(frame.opcode)) return finish_control(frame.opcode);
  if (frame.opcode != Opcode::continuation) message_opcode_ = frame.opcode;
  if (frame.is_final) finish_message();
}

void WebSocketReader::finish_control(Opcode opcode) {
  if (opcode == Opcode::close) return finish_close();
  Bytes payload = std::exchange(control_, {});
  if (opcode == Opcode::ping) {
    events_.emplace_back(WebSocketPing{std::move(payload)});
  } else {
    events_.emplace_back(WebSocketPong{std::move(payload)});
  }
}

void WebSocketReader::finish_message() {
  const bool is_text = std::exchange(message_opcode_, std::nullopt) == Opcode::text;
  if (is_text && !is_utf8(as_text(message_))) return end_with(WebSocketViolation{kCloseInvalidText, "text is not UTF-8"});
  events_.emplace_back(WebSocketMessage{is_text, std::exchange(message_, {})});
}

void WebSocketReader::finish_close() {
  if (control_.empty()) return end_with(WebSocketClose{});
  if (control_.size() == 1) return end_with(protocol_error("close code is cut short"));
  const auto code = static_cast<std::uint16_t>(control_[0] << 8 | control_[1]);
  const std::string_view reason = as_text(control_).substr(sizeof(code));
  if (!is_valid_close_code(code)) return end_with(protocol_error("close code " + std::to_string(code) + " is not for the wire"));
  if (!is_utf8(reason)) return end_with(WebSocketViolation{kCloseInvalidText, "close reason is not UTF-8"});
  end_with(WebSocketClose{code, std::string(reason)});
}

void WebSocketReader::end_with(WebSocketEvent last) {
  finished_ = true;
  events_.push_back(std::move(last));
}

}  // namespace redial::wire
