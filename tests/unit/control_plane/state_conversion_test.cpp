// What people look up, field by field, and the bytes of messages.
#include "control_plane/state_conversion.hpp"

#include <gtest/gtest.h>

namespace redial::control_plane {
namespace {

using namespace std::chrono_literals;

TEST(StateConversion, AppWithItsClockAndUsers) {
  control::AppState state;
  state.entry.label = "shop";
  state.entry.app.app_key = AppKey("key");
  state.clock = {UnixMillis(1000), UnixMillis(4000), TimePoint{5ns}};
  state.users = {{.user = UserId("u1"), .online = 2, .blocked_for = 1500ms, .deactivated = true}, {.user = UserId("u2")}};
  state.user_count = 7;
  state.closed = {fault::Plane::chat};
  const auto message = to_proto(state);
  EXPECT_EQ(message.entry().label(), "shop");
  EXPECT_EQ(message.entry().app().app_key(), "key");
  EXPECT_EQ(message.clock().token_unix_ms() - message.clock().server_unix_ms(), 3000);
  EXPECT_EQ(message.clock().at_ns(), 5);
  EXPECT_EQ(message.users(0).online(), 2u);
  EXPECT_EQ(message.users(0).blocked_for_ms(), 1500);
  EXPECT_TRUE(message.users(0).deactivated());
  EXPECT_FALSE(message.users(1).has_blocked_for_ms());
  EXPECT_EQ(message.user_count(), 7u);
  EXPECT_EQ(message.closed_planes(0), "chat");
}

TEST(StateConversion, Tokens) {
  control::AppState state;
  state.tokens = {{.label = TokenLabel("good"),
                   .user = UserId("u1"),
                   .token = Token("text"),
                   .issued = UnixMillis(10),
                   .expires = UnixMillis(20),
                   .one_time = true,
                   .verdict = control::TokenVerdict::old_secret,
                   .cause = "why"}};
  const auto message = to_proto(state).tokens(0);
  EXPECT_EQ(message.label() + " " + message.user() + " " + message.token(), "good u1 text");
  EXPECT_EQ(message.issued_unix_ms(), 10);
  EXPECT_FALSE(message.has_starts_unix_ms());
  EXPECT_EQ(message.expires_unix_ms(), 20);
  EXPECT_TRUE(message.one_time());
  EXPECT_FALSE(message.device_bound());
  EXPECT_EQ(message.verdict() + ": " + message.cause(), "old-secret: why");
}

TEST(StateConversion, Connections) {
  control::AppState state;
  control::ConnectionState connection{.connection = Epoch(3), .dialect = wire::Dialect::native, .tls = true};
  connection.phase = control::ConnectionState::Phase::refused;
  connection.told = control::Told{"CONNACK", 4, 31004, "token incorrect"};
  connection.verdict = control::TokenVerdict::expired;
  connection.cause = "expired 12 s ago";
  state.connections = {connection, {}};
  const auto message = to_proto(state);
  EXPECT_EQ(message.connections(0).connection(), 3u);
  EXPECT_EQ(message.connections(0).dialect(), "native");
  EXPECT_EQ(message.connections(0).phase(), "refused");
  EXPECT_EQ(message.connections(0).told().code(), 31004);
  EXPECT_EQ(message.connections(0).verdict(), "expired");
  EXPECT_EQ(message.connections(0).cause(), "expired 12 s ago");
  EXPECT_FALSE(message.connections(0).has_ended_unix_ms());
  EXPECT_FALSE(message.connections(1).has_told());
  EXPECT_EQ(message.connections(1).verdict(), "");
}

TEST(StateConversion, ArmedFaultsAreTheRequestsThatArmThem) {
  control::AppState state;
  fault::FaultSpec spec;
  spec.kind = fault::FaultKind::delay;
  spec.by = 2s;
  state.faults = {{spec, 4}};
  const auto message = to_proto(state).faults(0);
  EXPECT_EQ(message.fault().kind(), "delay");
  EXPECT_EQ(message.fault().by_us(), 2'000'000);
  EXPECT_EQ(message.counted(), 4u);
}

TEST(StateConversion, EveryKindOfFaultIsListedWithWhatItTakes) {
  const auto message = fault_kinds();
  ASSERT_EQ(static_cast<std::size_t>(message.kinds_size()), fault::all_fault_kinds().size());
  for (const auto& kind : message.kinds()) {
    if (kind.name() != "connack-status") continue;
    EXPECT_EQ(kind.family(), "Protocol");
    EXPECT_EQ(kind.needs(0), "status");
    EXPECT_EQ(kind.statuses(4).code(), 31004);
    EXPECT_EQ(kind.statuses(4).meaning(), "token incorrect");
  }
}

TEST(StateConversion, AFrameIsReadAsItsSenderMeantIt) {
  redial::v1::ReadFrameRequest request;
  request.mutable_frame()->set_format("web/3");
  request.mutable_frame()->set_bytes("\xd0");
  EXPECT_EQ(read_frame(request)->fields(0).value(), "PINGRESP");
  request.mutable_frame()->set_bytes("\xc0");
  request.set_from_client(true);
  EXPECT_EQ(read_frame(request)->fields(0).value(), "PINGREQ");
}

TEST(StateConversion, WhatIsNoFrameIsRefused) {
  redial::v1::ReadFrameRequest request;
  request.mutable_frame()->set_format("morse");
  EXPECT_FALSE(read_frame(request));
  request.mutable_frame()->set_format("web/3");
  EXPECT_FALSE(read_frame(request));
}

}  // namespace
}  // namespace redial::control_plane
