// What an app sees of each API profile of the reference client.
#include "agent/clients/reference/api_profile.hpp"

#include <gtest/gtest.h>

#include "core/session/connection_codes.hpp"
#include "tests/unit/agent/reference/data_by_hand.hpp"

namespace redial::agent::reference {
namespace {

namespace code = session::code;
using trace::ConnectionStatus;
using trace::EventKind;

std::unique_ptr<ApiProfile> api(const char* profile) {
  static DataByHand data;
  data = DataByHand();
  auto made = make_api(profile, data);
  made->listeners_registered();
  return made;
}

control::Connect connect(std::chrono::seconds timeout = {}) {
  return {.call = CallId(1), .token = Token{"secret"}, .label = TokenLabel{"good"}, .timeout = timeout, .with_callback = false};
}

TEST(ApiProfiles, AreMadeByTheirNames) {
  DataByHand data;
  for (const std::string_view profile : control::kApiProfiles) EXPECT_EQ(make_api(profile, data)->name(), profile);
  EXPECT_EQ(make_api("teletext", data), nullptr);
}

TEST(NexconnWebApi, TellsIsOkBesideTheCode) {
  const auto nexconn = api("nexconn-web");
  nexconn->connect_called(connect(), code::kOk);
  EXPECT_EQ(nexconn->connected({"alice"}).back().detail, "isOk=true");
  EXPECT_EQ(nexconn->connect_called(connect(), code::kConnectionExists).observations.back().detail, "isOk=false");
}

TEST(NexconnWebApi, TellsTheAppsOwnEndAsSignedOut) {
  const auto told = api("nexconn-web")->disconnected({code::kDisconnectedByApp, ""});
  EXPECT_EQ(told.front().status, ConnectionStatus::signed_out);
  EXPECT_EQ(told.front().name, "SIGNED_OUT");
  EXPECT_EQ(told.front().code, code::kDisconnectedByApp);
}

TEST(WebApi, TellsTheAppsOwnEndAsADisconnectWithCode2) {
  const auto told = api("web")->disconnected({code::kDisconnectedByApp, ""});
  EXPECT_EQ(told.front().status, ConnectionStatus::disconnected);
  EXPECT_EQ(told.front().code, code::kDisconnectedByApp);
}

TEST(NativeApi, ReturnsNothingAndTellsARefusalByCallback) {
  const auto refused = api("native")->connect_called(connect(), code::kConnectionExists);
  EXPECT_EQ(refused.reply.code, std::nullopt);
  EXPECT_EQ(refused.observations.back().kind, EventKind::result);
  EXPECT_EQ(refused.observations.back().code, code::kConnectionExists);
}

TEST(UniappApi, ReturnsTheRefusalAndFiresNothing) {
  const auto refused = api("uniapp")->connect_called(connect(), code::kConnectionExists);
  EXPECT_EQ(refused.reply.code, code::kConnectionExists);
  EXPECT_EQ(refused.observations.back().kind, EventKind::call_returned);
}

TEST(NativeApi, AlwaysHasACallback) {
  const auto native = api("native");
  EXPECT_EQ(native->connect_called(connect(), code::kOk).observations.front().via, "callback");
  const auto told = native->connected({"alice"});
  EXPECT_EQ(told.front().kind, EventKind::database_opened);
  EXPECT_EQ(told.back().via, "callback");
}

TEST(TwoStageApis, SayWhichLimitTheCallPassed) {
  for (const char* profile : {"uniapp", "native"}) {
    const auto called = api(profile)->connect_called(connect(std::chrono::seconds(2)), code::kOk);
    EXPECT_EQ(called.observations.front().detail, "timeout=2");
    EXPECT_EQ(api(profile)->limit(connect()), std::nullopt);
  }
}

}  // namespace
}  // namespace redial::agent::reference
