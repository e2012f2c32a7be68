// Reads WebSocket (RFC 6455) without I/O, as either end: bytes in, whole messages and control frames out, violations told apart.
// Writing is encode_frame (core/wire/websocket_frame.hpp). The HTTP upgrade, timeouts and the closing dialogue are the driver's;
// extensions are not spoken.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/wire/websocket_frame.hpp"

namespace redial::wire {

struct WebSocketMessage {  // fragments joined, mask removed, text known to be UTF-8
  bool is_text = false;
  Bytes payload;
  friend bool operator==(const WebSocketMessage&, const WebSocketMessage&) = default;
};
struct WebSocketPing {  // to be answered with a pong of the same payload
  Bytes payload;
  friend bool operator==(const WebSocketPing&, const WebSocketPing&) = default;
};
struct WebSocketPong {
  Bytes payload;
  friend bool operator==(const WebSocketPong&, const WebSocketPong&) = default;
};
struct WebSocketClose {
  std::optional<std::uint16_t> code;  // absent: the close frame was empty
  std::string reason;                 // UTF-8
  friend bool operator==(const WebSocketClose&, const WebSocketClose&) = default;
};
struct WebSocketViolation {  // the peer broke the protocol; the connection is to be closed with `close_code`
  std::uint16_t close_code = kCloseProtocolError;
  std::string what;
  friend bool operator==(const WebSocketViolation&, const WebSocketViolation&) = default;
};
using WebSocketEvent = std::variant<WebSocketMessage, WebSocketPing, WebSocketPong, WebSocketClose, WebSocketViolation>;

class WebSocketReader {
 public:
  // Which end reads: a server demands masked frames, a client refuses them.
  enum class Role : std::uint8_t { server, client };

  // `max_message_bytes` bounds a message, all its fragments together.
  explicit WebSocketReader(Role role, std::size_t max_message_bytes = kMaxMessageBytes)
      : role_(role), max_message_bytes_(max_message_bytes) {}

  // Takes the next bytes of the stream, cut anywhere, and gives what they complete, in order. A frame is judged by its header,
  // before its payload arrives. After a close or a violation, which come last, all bytes are ignored.
  std::vector<WebSocketEvent> read(std::span<const std::uint8_t> bytes);

 private:
  // Each takes from the front of `bytes` and gives back the rest.
  std::span<const std::uint8_t> take_header(std::span<const std::uint8_t> bytes);
  std::span<const std::uint8_t> take_payload(std::span<const std::uint8_t> bytes);

  std::optional<WebSocketViolation> judge(const FrameHeader& frame) const;
  std::optional<WebSocketViolation> judge_data(const FrameHeader& frame) const;
  void finish_frame();
  void finish_control(Opcode opcode);
  void finish_message();
  void finish_close();
  void end_with(WebSocketEvent last);

  Role role_;
  std::size_t max_message_bytes_;
  std::array<std::uint8_t, kMaxFrameHeaderBytes> header_{};
  std::size_t header_taken_ = 0;
  std::optional<FrameHeader> frame_;  // whose payload is being read
  std::uint64_t payload_taken_ = 0;
  Bytes control_;                         // payload of the control frame being read
  Bytes message_;                         // payload of the message being read, across its fragments
  std::optional<Opcode> message_opcode_;  // text or binary while a message is incomplete
  bool finished_ = false;
  std::vector<WebSocketEvent> events_;
};

}  // namespace redial::wire
