// Frames of a WebSocket with permessage-deflate (RFC 7692) as they would be without it: for the reader of plain frames, which
// judges them.
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "core/wire/websocket_frame.hpp"
#include "doctor/artefacts/capture/bytes.hpp"
#include "doctor/artefacts/capture/inflate.hpp"

namespace redial::doctor::capture {

class WebSocketDeflate {
 public:
  // Bytes of one direction in, cut anywhere; whole frames out, unpacked and without a mask of any effect.
  wire::Bytes add(View bytes);
  // A message that cannot be unpacked, or longer than any of ours: nothing more comes out.
  bool is_broken() const { return is_broken_; }

 private:
  View take_header(View bytes);
  void frame_done(wire::Bytes& out);
  void message_done(wire::Bytes& out);
  void put(wire::Opcode opcode, View payload, wire::Bytes& out) const;

  std::array<std::uint8_t, wire::kMaxFrameHeaderBytes> header_{};
  std::size_t header_taken_ = 0;
  std::optional<wire::FrameHeader> frame_;
  wire::Bytes payload_, message_;
  wire::Opcode opcode_ = wire::Opcode::binary;
  bool is_packed_ = false, frame_masked_ = false, is_broken_ = false;
  MessageInflater inflater_;
};

}  // namespace redial::doctor::capture
