// The message, the mask and the event that measurements of codec and trace take.
#pragma once

#include <cstddef>

#include "core/trace/event.hpp"
#include "core/wire/envelope.hpp"
#include "core/wire/websocket_frame.hpp"

namespace redial::work {

inline constexpr wire::MaskKey kMask = {0x37, 0xfa, 0x21, 0x3d};

inline wire::ServerMessage publish_of(std::size_t payload_bytes) {
  return wire::ServerPublish{
      .seconds = 1'800'000'000, .topic = "s_msg", .target = "user-0001", .id = 1, .payload = wire::Bytes(payload_bytes)};
}

inline trace::Event received_ping(TimePoint at = {}) {
  trace::Event event;
  event.at = at;
  event.lane = trace::Lane::server;
  event.kind = trace::EventKind::server_received;
  event.client = "alice";
  event.epoch = Epoch(1);
  event.name = "PINGREQ";
  return event;
}

}  // namespace redial::work
