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
  if (describe(kind).takes_status) spec.status = 200;
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
    EXPECT_EQ(refuses([](FaultSpec& s) { s.status = 200; }), !info.takes_status) << info.name;
    EXPECT_EQ(refuses([](FaultSpec& s) { s.direction = Direction::to_client; }), !info.takes_direction) << info.name;
    EXPECT_EQ(refuses([](FaultSpec& s) { s.plane = Plane::all; }), !info.takes_plane) << info.name;
    EXPECT_EQ(refuses([](FaultSpec& s) { s.moment = Moment::open; }), !info.takes_moment) << info.name;
    EXPECT_EQ(refuses([](FaultSpec& s) { s.after = 1ms; }), !info.takes_moment) << info.name;
  }
}

TEST(ValidateFault, MissingParameterIsNamed) {
  EXPECT_EQ(complaint({.kind = FaultKind::delay}), "by: 'delay' needs by; say how much later");
  EXPECT_EQ(complaint({.kind = FaultKind::connack_status}),
            "status: 'connack-status' needs status; a status of the chat protocol, 0 to 255");
}

TEST(ValidateFault, SuperfluousParameterIsNamed) {
  EXPECT_EQ(complaint({.kind = FaultKind::reset, .by = 1ms}), "by: 'reset' takes no by; remove it");
}

TEST(ValidateFault, StatusesStayInRange) {
  const auto valid = [](FaultKind kind, std::int32_t status) { return validate({.kind = kind, .status = status}).ok(); };
  EXPECT_TRUE(valid(FaultKind::connack_status, 0));
  EXPECT_TRUE(valid(FaultKind::connack_status, kMaxWireStatus));
  EXPECT_FALSE(valid(FaultKind::connack_status, kMaxWireStatus + 1));
  EXPECT_FALSE(valid(FaultKind::disconnect, -1));
  EXPECT_TRUE(valid(FaultKind::navigation_status, kMinHttpStatus));
  EXPECT_FALSE(valid(FaultKind::navigation_status, kMinHttpStatus - 1));
  EXPECT_TRUE(valid(FaultKind::navigation_status, kMaxHttpStatus));
  EXPECT_FALSE(valid(FaultKind::navigation_status, kMaxHttpStatus + 1));
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

TEST(ValidateFault, DisconnectCannotStrikeAtAccept) {
  EXPECT_FALSE(validate({.kind = FaultKind::disconnect, .status = 1, .moment = Moment::accept}).ok());
}

TEST(ValidateFault, LongestNameIsTaken) {
  EXPECT_TRUE(validate({.name = std::string(kMaxFaultNameBytes, 'n')}).ok());
  EXPECT_FALSE(validate({.name = std::string(kMaxFaultNameBytes + 1, 'n')}).ok());
}

}  // namespace
}  // namespace redial::fault
