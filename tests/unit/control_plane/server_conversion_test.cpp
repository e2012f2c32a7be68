// What a scenario asks for arrives at the server as it was meant.
#include "control_plane/server_conversion.hpp"

#include <gtest/gtest.h>

namespace redial::control_plane {
namespace {

using namespace std::chrono_literals;
using fault::FaultSpec;

FaultSpec through(const FaultSpec& spec) {
  const auto back = from_proto(to_proto(spec));
  EXPECT_TRUE(back.ok());
  return back ? *back : FaultSpec{};
}

TEST(FaultConversion, EveryKindComesBack) {
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds())
    EXPECT_EQ(through({.kind = info.kind}), FaultSpec{.kind = info.kind}) << info.name;
}

TEST(FaultConversion, EveryFieldComesBack) {
  const FaultSpec spec{.name = "mine",
                       .kind = fault::FaultKind::delay,
                       .by = 3ms,
                       .status = 4,
                       .bytes = 4'000'000'000,
                       .times = 2,
                       .direction = fault::Direction::to_server,
                       .plane = fault::Plane::all,
                       .moment = fault::Moment::open,
                       .after = 5ms,
                       .first = 2,
                       .last = 7,
                       .lasts = 8s,
                       .user = "alice"};
  EXPECT_EQ(through(spec), spec);
}

TEST(FaultConversion, UnknownKindIsNamed) {
  redial::v1::ArmFaultRequest request;
  request.set_kind("explode");
  EXPECT_EQ(from_proto(request).error().where, "kind");
}

TEST(AppConversion, SeedComesBack) {
  control::CreateApp app;
  app.seed = 0xffff'ffff'ffff'ffff;
  EXPECT_EQ(from_proto(to_proto(app))->seed, app.seed);
}

TEST(AppConversion, WhatItIsMadeForComesBack) {
  control::CreateApp app;
  app.label = "main";
  app.play = "network/reset (tls), rongcloud-web 5.38.0";
  const auto back = from_proto(to_proto(app)).value();
  EXPECT_EQ(back.label, app.label);
  EXPECT_EQ(back.play, app.play);
}

}  // namespace
}  // namespace redial::control_plane
