// What an agent or a server observed arrives as it was.
#include "control_plane/event_conversion.hpp"

#include <gtest/gtest.h>

namespace redial::control_plane {
namespace {

TEST(EventConversion, EveryAttributeComesBack) {
  trace::Event event;
  event.at = TimePoint(Duration(123'456'789));
  event.lane = trace::Lane::server;
  event.kind = trace::EventKind::server_sent;
  event.client = "alice";
  event.epoch = Epoch(2);
  event.call = CallId(3);
  event.code = -1;
  event.status = trace::ConnectionStatus::suspended;
  event.user = "u1";
  event.token = "good";
  event.name = "CONNACK 4";
  event.via = "listener";
  event.detail = "truncated";
  event.nesting = 1;
  event.thread = "main";
  event.frame = {"web/3", std::string("\x20\x00\xff", 3)};

  redial::v1::Event message;
  to_proto(event, message);
  const auto back = from_proto(message);
  ASSERT_TRUE(back) << to_text(back.error());
  EXPECT_EQ(*back, event);
}

TEST(EventConversion, AnUnknownKindIsRefused) {
  redial::v1::Event message;
  message.set_kind("sneezed");
  EXPECT_FALSE(from_proto(message).ok());
}

}  // namespace
}  // namespace redial::control_plane
