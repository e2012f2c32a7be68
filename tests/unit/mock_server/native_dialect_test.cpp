// The chat service and the native stack: navigation, login, messages, logging out, and what is kept from it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "payload/navigation_json.hpp"
#include "tests/unit/mock_server/chat_world.hpp"

namespace redial::mock_server {
namespace {

using fault::FaultKind;
using wire::ChatAddress;

class NativeDialectTest : public ChatWorld {
 protected:
  wire::NavigationAnswer answer(const Token& token, bool over_tls = false) {
    return payload::parse_navigation_answer(navigate(token, over_tls, "/v2/navi.json", "conn=1,2;rtc=4")->body, over_tls).value();
  }
};

// ---- navigation ----

TEST_F(NativeDialectTest, NavigationNamesNativeAddressesToWhoOffersThem) {
  using enum ChatAddress::Transport;
  const Token good = issue("u1");
  EXPECT_EQ(answer(good).addresses, (std::vector<ChatAddress>{{"127.0.0.1:9003", plain, 10, wire::Dialect::native}}));
  EXPECT_EQ(answer(good, true).addresses, (std::vector<ChatAddress>{{"127.0.0.1:9004", tls, 10, wire::Dialect::native}}));
}

TEST_F(NativeDialectTest, EachOfSeveralAddressesIsAListenerOfItsOwn) {
  set_policy({.chat_addresses = 2});
  const auto addresses = answer(issue("u1")).addresses;
  ASSERT_EQ(addresses.size(), 2u);
  EXPECT_EQ(addresses[0].address, "127.0.0.1:9003");
  EXPECT_EQ(addresses[1].address, "127.0.0.1:9005");
  EXPECT_GT(addresses[0].weight, addresses[1].weight);
}

TEST_F(NativeDialectTest, NavigationNamesTheUserUnlessThePolicyLeavesItOut) {
  EXPECT_EQ(answer(issue("u1")).user, "u1");
  set_policy({.navigation_names_user = false});
  EXPECT_EQ(navigate(issue("u1"))->body.find("userId"), std::string::npos);
}

// ---- login ----

TEST_F(NativeDialectTest, ConnectIsAnsweredByConnAck) {
  dial_native(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0"}));
  EXPECT_EQ(last(trace::EventKind::server_login).user, "u1");
}

// CONNECT carries the token, and is told by the login that it asks for.
TEST_F(NativeDialectTest, NoObservedFrameCarriesTheToken) {
  const Token good = issue("u1");
  dial_native(good);
  for (const auto& event : trace) EXPECT_EQ(event.frame.bytes.find(good.value), std::string::npos);
  EXPECT_EQ(last(trace::EventKind::server_sent).frame.format.substr(0, 7), "native/");
}

TEST_F(NativeDialectTest, ABadTokenIsRefusedAsOnTheWeb) {
  dial_native(Token("nonsense"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 4", "1 end"}));
}

TEST_F(NativeDialectTest, WhatIsNotTheProtocolEndsTheConnection) {
  const ConnectionId stranger = accept(false, wire::Dialect::native);
  server.receive_garbage(stranger, "a wrong checksum", now);
  EXPECT_EQ(outputs(), (Texts{"1 end"}));
  EXPECT_EQ(last(trace::EventKind::server_received).detail, "a wrong checksum");
}

TEST_F(NativeDialectTest, AUserMayBeOnlineOnEachPlatform) {
  const Token good = issue("u1");
  dial(good, "web");
  dial_native(good, "native");
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 CONNACK 0"}));
}

TEST_F(NativeDialectTest, ByPolicyAUserIsOnlineOnce) {
  set_policy({.login_scope = control::LoginScope::user});
  const Token good = issue("u1");
  dial(good, "web");
  dial_native(good, "native");
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0", "2 CONNACK 0", "1 DISCONNECT 1", "1 end"}));
}

// ---- messages ----

TEST_F(NativeDialectTest, WebAndNativeExchangeMessages) {
  const ConnectionId web = dial(issue("u1"));
  const ConnectionId native = dial_native(issue("u2"));
  take();
  publish(web, "u2", "from the web");
  EXPECT_EQ(outputs(), (Texts{"1 PUBACK 0", "2 PUBLISH s_msg"}));
  publish(native, "u1", "from native");
  EXPECT_EQ(outputs(), (Texts{"2 PUBACK 0", "1 PUBLISH s_msg"}));
}

TEST_F(NativeDialectTest, AQueryIsAnswered) {
  const ConnectionId native = dial_native(issue("u1"));
  take();
  pull(native, 0);
  EXPECT_EQ(outputs(), (Texts{"1 QUERYACK 0"}));
}

// ---- the end ----

TEST_F(NativeDialectTest, ALogoutWithoutPushIsEchoed) {
  const ConnectionId native = dial_native(issue("u1"));
  take();
  send(native, wire::ClientDisconnect{4});
  EXPECT_EQ(outputs(), (Texts{"1 DISCONNECT 4", "1 end"}));
}

TEST_F(NativeDialectTest, AnyOtherLogoutIsNot) {
  const ConnectionId native = dial_native(issue("u1"));
  take();
  send(native, wire::ClientDisconnect{2});
  EXPECT_EQ(outputs(), (Texts{"1 end"}));
}

// ---- faults ----

TEST_F(NativeDialectTest, FaultsOfTheProtocolStrike) {
  arm({.kind = FaultKind::connack_status, .status = 17});
  dial_native(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 17", "1 end"}));
}

TEST_F(NativeDialectTest, FaultsForTheWebAloneSpareIt) {
  arm({.kind = FaultKind::connack_truncated});
  arm({.kind = FaultKind::corrupt, .bytes = 1});
  arm({.kind = FaultKind::upgrade_status, .status = 503});
  const ConnectionId native = dial_native(issue("u1"));
  EXPECT_EQ(outputs(), (Texts{"1 CONNACK 0"}));
  EXPECT_EQ(server.filter(native, fault::Direction::to_client, 10, now), fault::ChunkPlan::pass(10));
  EXPECT_TRUE(observed(trace::EventKind::fault_fired).empty());
}

}  // namespace
}  // namespace redial::mock_server
