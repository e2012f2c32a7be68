// Which fault descriptions are possible, and what is said of those that are not.
#include "core/fault/validate.hpp"

#include <gtest/gtest.h>

namespace redial::fault {
namespace {

using namespace std::chrono_literals;

// A spec of this kind with what it requires.
FaultSpec least(FaultKind kind) {
  FaultSpec spec{.kind = kind};
  if (describe(kind).takes_by) spec.by = 1ms;
  if (describe(kind).takes_bytes) spec.bytes = kind == FaultKind::oversized_frame ? kMinOversizedFrame : 1;
  switch (describe(kind).status) {
    case StatusRange::none:
      break;
    case StatusRange::close:
      spec.status = kMinCloseCode;
      break;
    default:
      spec.status = kMinHttpStatus;
  }
  return spec;
}

std::string complaint(const FaultSpec& spec) {
  const auto valid = validate(spec);
  return valid ? "" : to_text(valid.error());
}

TEST(ValidateFault, EveryKindIsValidWithWhatItRequires) {
  for (const FaultKindInfo& info : all_fault_kinds()) EXPECT_EQ(complaint(least(info.kind)), "") << info.name;
}

TEST(ValidateFault, EveryKindRefusesParametersItDoesNotTake) {
  for (const FaultKindInfo& info : all_fault_kinds()) {
    const auto refuses = [&](auto change) {
      FaultSpec spec = least(info.kind);
      change(spec);
      return !validate(spec).ok();
    };
    EXPECT_EQ(refuses([](FaultSpec& s) { s.by = 1ms; }), !info.takes_by) << info.name;
    EXPECT_TRUE(info.status != StatusRange::none || refuses([](FaultSpec& s) { s.status = 200; })) << info.name;
    EXPECT_TRUE(info.takes_bytes || refuses([](FaultSpec& s) { s.bytes = 1; })) << info.name;
    EXPECT_EQ(refuses([](FaultSpec& s) { s.times = 1; }), !info.takes_times) << info.name;
    EXPECT_EQ(refuses([](FaultSpec& s) { s.direction = Direction::to_client; }), !info.takes_direction) << info.name;
    EXPECT_EQ(refuses([](FaultSpec& s) { s.plane = Plane::all; }), !info.takes_plane) << info.name;
    EXPECT_EQ(refuses([](FaultSpec& s) { s.moment = Moment::now; }), !info.takes_moment) << info.name;
    EXPECT_EQ(refuses([](FaultSpec& s) { s.after = 1ms; }), !info.takes_moment) << info.name;
  }
}

TEST(ValidateFault, EveryKindRefusesToGoWithoutWhatItRequires) {
  for (const FaultKindInfo& info : all_fault_kinds()) {
    const auto missed = [&](auto FaultSpec::*parameter) {
      FaultSpec spec = least(info.kind);
      (spec.*parameter).reset();
      return !validate(spec).ok();
    };
    EXPECT_EQ(missed(&FaultSpec::by), info.takes_by) << info.name;
    EXPECT_EQ(missed(&FaultSpec::status), info.status != StatusRange::none) << info.name;
    EXPECT_EQ(missed(&FaultSpec::bytes), info.takes_bytes) << info.name;
    EXPECT_FALSE(missed(&FaultSpec::times)) << info.name;
  }
}

TEST(ValidateFault, MissingParameterIsNamed) {
  EXPECT_EQ(complaint({.kind = FaultKind::delay}), "by: 'delay' needs by; say how much later");
  EXPECT_EQ(complaint({.kind = FaultKind::connack_status}),
            "status: 'connack-status' needs status; a status of CONNACK or DISCONNECT, 0 to 255");
  EXPECT_EQ(complaint({.kind = FaultKind::cut}), "bytes: 'cut' needs bytes; a number of bytes, 1 to 16777216");
}

TEST(ValidateFault, SuperfluousParameterIsNamed) {
  EXPECT_EQ(complaint({.kind = FaultKind::reset, .by = 1ms}), "by: 'reset' takes no by; remove it");
}

TEST(ValidateFault, StatusesStayInRange) {
  struct Limits {
    FaultKind kind;
    std::int32_t least, most;
  };
  for (const Limits& limits :
       {Limits{FaultKind::navigation_status, kMinHttpStatus, kMaxHttpStatus},
        Limits{FaultKind::upgrade_status, kMinHttpStatus, kMaxHttpStatus}, Limits{FaultKind::navigation_code, 0, kMaxBodyCode},
        Limits{FaultKind::close_code, kMinCloseCode, kMaxCloseCode}, Limits{FaultKind::connack_status, 0, kMaxWireStatus},
        Limits{FaultKind::disconnect, 0, kMaxWireStatus}, Limits{FaultKind::puback_status, 0, kMaxAckStatus},
        Limits{FaultKind::queryack_status, 0, kMaxAckStatus}}) {
    const auto valid = [&](std::int32_t status) { return validate({.kind = limits.kind, .status = status}).ok(); };
    EXPECT_TRUE(valid(limits.least) && valid(limits.most)) << describe(limits.kind).name;
    EXPECT_FALSE(valid(limits.least - 1) || valid(limits.most + 1)) << describe(limits.kind).name;
  }
}

TEST(ValidateFault, BytesStayInRange) {
  const auto valid = [](FaultKind kind, std::uint32_t bytes) { return validate({.kind = kind, .bytes = bytes}).ok(); };
  EXPECT_FALSE(valid(FaultKind::slice, 0));
  EXPECT_TRUE(valid(FaultKind::slice, 1));
  EXPECT_TRUE(valid(FaultKind::throttle, kMaxFaultBytes));
  EXPECT_FALSE(valid(FaultKind::throttle, kMaxFaultBytes + 1));
  EXPECT_FALSE(valid(FaultKind::oversized_frame, kMinOversizedFrame - 1));
  EXPECT_TRUE(valid(FaultKind::oversized_frame, 0xffffffff));
}

TEST(ValidateFault, NumberOfTimesStaysInRange) {
  const auto valid = [](std::uint32_t times) { return validate({.kind = FaultKind::ping_unanswered, .times = times}).ok(); };
  EXPECT_FALSE(valid(0));
  EXPECT_TRUE(valid(1));
  EXPECT_TRUE(valid(kMaxFaultTimes));
  EXPECT_FALSE(valid(kMaxFaultTimes + 1));
}

TEST(ValidateFault, LastRequestIsSaidOnce) {
  EXPECT_FALSE(validate({.kind = FaultKind::navigation_hang, .times = 1, .last = 2}).ok());
  EXPECT_TRUE(validate({.kind = FaultKind::navigation_hang, .times = 1, .first = 2}).ok());
  EXPECT_TRUE(validate({.kind = FaultKind::ping_unanswered, .times = 1, .last = 2}).ok());
}

TEST(ValidateFault, TimesStayInRange) {
  const auto lasts = [](Duration time) { return validate({.kind = FaultKind::blackhole, .lasts = time}).ok(); };
  EXPECT_FALSE(lasts(0ms));
  EXPECT_TRUE(lasts(kMaxFaultTime));
  EXPECT_FALSE(lasts(kMaxFaultTime + 1ns));
  EXPECT_FALSE(validate({.kind = FaultKind::delay, .by = 0ms}).ok());
  EXPECT_FALSE(validate({.kind = FaultKind::reset, .after = -1ms}).ok());
}

TEST(ValidateFault, CountsStartAtOneAndAscend) {
  EXPECT_FALSE(validate({.kind = FaultKind::reset, .first = 0}).ok());
  EXPECT_FALSE(validate({.kind = FaultKind::reset, .first = 3, .last = 2}).ok());
  EXPECT_TRUE(validate({.kind = FaultKind::reset, .first = 2, .last = 2}).ok());
}

TEST(ValidateFault, RefuseAndNowCountNothing) {
  EXPECT_FALSE(validate({.kind = FaultKind::refuse, .last = 1}).ok());
  EXPECT_FALSE(validate({.kind = FaultKind::reset, .moment = Moment::now, .last = 1}).ok());
}

TEST(ValidateFault, UserIsUnknownAtAcceptAndToRefuse) {
  EXPECT_FALSE(validate({.kind = FaultKind::reset, .moment = Moment::accept, .user = "u1"}).ok());
  EXPECT_FALSE(validate({.kind = FaultKind::refuse, .user = "u1"}).ok());
  EXPECT_TRUE(validate({.kind = FaultKind::reset, .moment = Moment::open, .user = "u1"}).ok());
  EXPECT_TRUE(validate({.kind = FaultKind::navigation_hang, .user = "u1"}).ok());
}

TEST(ValidateFault, HandshakesHaveNoUser) { EXPECT_FALSE(validate({.kind = FaultKind::tls_hang, .user = "u1"}).ok()); }

TEST(ValidateFault, WhatSpeaksCannotStrikeAtAccept) {
  for (const FaultKindInfo& info : all_fault_kinds()) {
    if (!info.takes_moment) continue;
    FaultSpec spec = least(info.kind);
    spec.moment = Moment::accept;
    const bool speaks = info.kind != FaultKind::reset && info.kind != FaultKind::close && info.kind != FaultKind::blackhole;
    EXPECT_EQ(validate(spec).ok(), !speaks) << info.name;
  }
}

TEST(ValidateFault, ConnAckComesAgainOnlyAfterTheFirst) {
  EXPECT_FALSE(validate({.kind = FaultKind::connack_again, .moment = Moment::open}).ok());
  EXPECT_TRUE(validate({.kind = FaultKind::connack_again}).ok());
}

TEST(ValidateFault, LongestNameIsTaken) {
  EXPECT_TRUE(validate({.name = std::string(kMaxFaultNameBytes, 'n')}).ok());
  EXPECT_FALSE(validate({.name = std::string(kMaxFaultNameBytes + 1, 'n')}).ok());
}

}  // namespace
}  // namespace redial::fault
