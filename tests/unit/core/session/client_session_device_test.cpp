// Dialogues with the client's machine about what its device tells: screen and network.
#include "tests/unit/core/session/client_session_fixture.hpp"

namespace redial::session::client {
namespace {

using control::DeviceEvent;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// The policy is at its second wait and that is running.
class DeviceTest : public ClientSessionTest {
 protected:
  void wait_for_the_second_retry() {
    go_online();
    closed();
    fires(Timer::backoff);
    refused();
  }
};

TEST_F(DeviceTest, ForegroundAndNetworkChangeBeginTheWaitAnewWithTheFirstOfThePolicy) {
  for (const auto what : {DeviceEvent::foreground, DeviceEvent::network_change}) {
    wait_for_the_second_retry();
    EXPECT_THAT(device(what), ElementsAre("start backoff 0ms"));
    fires(Timer::backoff);
    EXPECT_THAT(refused(), Contains("start backoff 5000ms"));
    disconnect();
  }
}

TEST_F(DeviceTest, ForegroundDuringAnAttemptMakesTheNextWaitTheFirst) {
  wait_for_the_second_retry();
  fires(Timer::backoff);
  EXPECT_THAT(device(DeviceEvent::foreground), IsEmpty());
  EXPECT_THAT(refused(), Contains("start backoff 0ms"));
}

TEST_F(DeviceTest, TheBackgroundChangesNothing) {
  wait_for_the_second_retry();
  EXPECT_THAT(device(DeviceEvent::background), IsEmpty());
}

TEST_F(DeviceTest, WithoutANetworkTheConnectionIsLetGoAndNothingIsTried) {
  go_online();
  EXPECT_THAT(device(DeviceEvent::network_lost), ElementsAre("cancel pong", "close", "NETWORK_UNAVAILABLE"));
  EXPECT_EQ(session.state(), State::paused);
  EXPECT_THAT(device(DeviceEvent::foreground), IsEmpty());
  EXPECT_THAT(device(DeviceEvent::network_lost), IsEmpty());
}

TEST_F(DeviceTest, WithoutANetworkAnAttemptAndAWaitArePausedToo) {
  dial();
  EXPECT_THAT(device(DeviceEvent::network_lost), ElementsAre("cancel dial", "close", "NETWORK_UNAVAILABLE"));
  disconnect();
  device(DeviceEvent::network_back);
  wait_for_the_second_retry();
  EXPECT_THAT(device(DeviceEvent::network_lost), ElementsAre("cancel backoff", "NETWORK_UNAVAILABLE"));
}

TEST_F(DeviceTest, ANetworkThatIsBackIsTriedAfterTheFirstWait) {
  wait_for_the_second_retry();
  device(DeviceEvent::network_lost);
  EXPECT_THAT(device(DeviceEvent::network_back), ElementsAre("start backoff 0ms"));
  EXPECT_THAT(fires(Timer::backoff), Contains("CONNECTING"));
  opened();
  EXPECT_THAT(server(accepted()), Contains("RECONNECTED alice"));
}

TEST_F(DeviceTest, AConnectWithoutANetworkWaitsForOne) {
  device(DeviceEvent::network_lost);
  EXPECT_THAT(connect(), ElementsAre("CONNECTING", "NETWORK_UNAVAILABLE"));
  EXPECT_THAT(connect(), ElementsAre("refuse 34001"));
  EXPECT_THAT(device(DeviceEvent::network_back), ElementsAre("CONNECTING", "start backoff 0ms"));
  EXPECT_THAT(fires(Timer::backoff), ElementsAre("ask http://n1", "start navigation 10000ms"));
}

TEST_F(DeviceTest, TheAppsLimitRunsOnWithoutANetworkAndIsFinal) {
  device(DeviceEvent::network_lost);
  connect(5s);
  EXPECT_THAT(fires(Timer::connect_limit), ElementsAre("DISCONNECT 34006"));
  for (const auto what : {DeviceEvent::network_back, DeviceEvent::foreground, DeviceEvent::network_change})
    EXPECT_THAT(device(what), IsEmpty());
  EXPECT_EQ(session.state(), State::failed);
}

TEST_F(DeviceTest, AClientThatIsKickedOrDisconnectedStaysSo) {
  go_online();
  server(wire::ServerDisconnect{1});
  EXPECT_THAT(device(DeviceEvent::foreground), IsEmpty());
  go_online();
  disconnect();
  EXPECT_THAT(device(DeviceEvent::network_change), IsEmpty());
  EXPECT_THAT(device(DeviceEvent::network_lost), IsEmpty());
  EXPECT_THAT(device(DeviceEvent::network_back), Not(Contains("CONNECTING")));
}

TEST_F(DeviceTest, WhatIsAskedWithoutANetworkFails) {
  go_online();
  send(10);
  EXPECT_THAT(device(DeviceEvent::network_lost), Contains("published 10 30001"));
  EXPECT_THAT(send(11), ElementsAre("published 11 30001"));
}

}  // namespace
}  // namespace redial::session::client
