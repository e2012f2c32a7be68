// See websocket_deflate.hpp.
#include "doctor/artefacts/capture/websocket_deflate.hpp"

#include <algorithm>
#include <utility>

namespace redial::doctor::capture {
namespace {

constexpr std::uint8_t kPacked = 4;  // RSV1

}  // namespace

wire::Bytes WebSocketDeflate::add(View bytes) {
  wire::Bytes out;
  while (!is_broken_ && (!bytes.empty() || (frame_ && frame_->payload_size == payload_.size()))) {
    if (!frame_) {
      bytes = take_header(bytes);
      if (!frame_) continue;
      is_broken_ = frame_->payload_size + message_.size() > wire::kMaxMessageBytes;
      if (is_broken_) break;
    }
    const auto missing = static_cast<std::size_t>(frame_->payload_size) - payload_.size();
    const View now = bytes.first(std::min(missing, bytes.size()));
    payload_.insert(payload_.end(), now.begin(), now.end());
    bytes = bytes.subspan(now.size());
    if (now.size() == missing) frame_done(out);
  }
  return out;
}

View WebSocketDeflate::take_header(View bytes) {
  header_[header_taken_++] = bytes[0];
  frame_ = wire::parse_frame_header(View(header_).first(header_taken_));
  if (frame_) header_taken_ = 0;
  return bytes.subspan(1);
}

void WebSocketDeflate::frame_done(wire::Bytes& out) {
  const wire::FrameHeader frame = *std::exchange(frame_, std::nullopt);
  if (frame.mask) wire::apply_mask(*frame.mask, payload_);
  wire::Bytes payload = std::exchange(payload_, {});
  frame_masked_ = frame.mask.has_value();
  if (wire::is_control(frame.opcode)) return put(frame.opcode, payload, out);
  if (frame.opcode != wire::Opcode::continuation) {
    opcode_ = frame.opcode;
    is_packed_ = (frame.reserved_bits & kPacked) != 0;
    message_.clear();
  }
  message_.insert(message_.end(), payload.begin(), payload.end());
  if (frame.is_final) message_done(out);
}

void WebSocketDeflate::message_done(wire::Bytes& out) {
  const wire::Bytes message = std::exchange(message_, {});
  if (!is_packed_) return put(opcode_, message, out);
  const auto plain = inflater_.next(message, wire::kMaxMessageBytes);
  if (plain)
    put(opcode_, *plain, out);
  else
    is_broken_ = true;
}

void WebSocketDeflate::put(wire::Opcode opcode, View payload, wire::Bytes& out) const {
  wire::WebSocketFrame frame{.opcode = opcode};
  if (frame_masked_) frame.mask = wire::MaskKey{};
  const wire::Bytes bytes = wire::encode_frame(frame, payload);
  out.insert(out.end(), bytes.begin(), bytes.end());
}

}  // namespace redial::doctor::capture
