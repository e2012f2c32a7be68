// What an app of the promise API sees of the machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/agent/reference/data_by_hand.hpp"
#include "tests/unit/agent/reference/seen.hpp"

namespace redial::agent::reference {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class WebApiTest : public testing::Test {
 protected:
  std::vector<std::string> connect(std::int32_t refusal = 0) {
    control::Connect call;
    call.call = CallId(++calls);
    call.label = TokenLabel("good");
    return seen(api->connect_called(call, refusal).observations);
  }

  std::uint32_t calls = 0;
  DataByHand data;
  std::unique_ptr<ApiProfile> api = make_api("web", data);
};

TEST_F(WebApiTest, ConnectGivesBackAPromiseAndNoCode) {
  EXPECT_THAT(connect(), ElementsAre("call connect #1 token=good", "call-returned connect #1"));
  EXPECT_EQ(api->connect_called({}, 0).reply.code, std::nullopt);
}

TEST_F(WebApiTest, ARefusalResolvesThePromiseAtOnceWithoutAnEvent) {
  api->listeners_registered();
  EXPECT_THAT(connect(31004),
              ElementsAre("call connect #1 token=good", "call-returned connect #1", "result connect #1 code=31004 via=promise"));
}

TEST_F(WebApiTest, ARefusedSecondConnectLeavesTheFirstItsPromise) {
  connect();
  connect(34001);
  EXPECT_THAT(seen(api->connected({"alice", false, false})), ElementsAre("result connect #1 code=0 user=alice via=promise"));
}

TEST_F(WebApiTest, TheUserComesWithCodeZero) {
  api->listeners_registered();
  connect();
  EXPECT_THAT(seen(api->connected({"alice", false, false})),
              ElementsAre("status CONNECTED status=connected via=listener", "result connect #1 code=0 user=alice via=promise"));
}

TEST_F(WebApiTest, AFailureIsAnEventAndTheResultWithTheSameCode) {
  api->listeners_registered();
  connect();
  EXPECT_THAT(seen(api->disconnected({31004, ""})), ElementsAre("status DISCONNECT code=31004 status=disconnected via=listener",
                                                                "result connect #1 code=31004 via=promise"));
}

TEST_F(WebApiTest, ThePromiseIsResolvedOnce) {
  connect();
  api->connected({"alice", false, false});
  EXPECT_THAT(seen(api->connected({"alice", false, true})), IsEmpty());
  EXPECT_THAT(seen(api->disconnected({31010, ""})), IsEmpty());
}

TEST_F(WebApiTest, EventsCarryTheSdksWords) {
  api->listeners_registered();
  EXPECT_THAT(seen(api->connecting()), ElementsAre("status CONNECTING status=connecting via=listener"));
  EXPECT_THAT(seen(api->suspended({30011, ""})), ElementsAre("status SUSPEND code=30011 status=suspended via=listener"));
}

TEST_F(WebApiTest, WithoutListenersOnlyThePromiseIsSeen) {
  EXPECT_THAT(seen(api->connecting()), IsEmpty());
  EXPECT_THAT(seen(api->suspended({30011, ""})), IsEmpty());
  EXPECT_THAT(seen(api->received({"bob", "hello", "uid", 1})), IsEmpty());
}

TEST_F(WebApiTest, AMessageIsDeliveredWithSenderAndText) {
  api->listeners_registered();
  EXPECT_THAT(seen(api->received({"bob", "hello", "uid", 1})), ElementsAre("message user=bob via=listener detail=hello"));
}

TEST_F(WebApiTest, ItHasNoTimeLimit) {
  control::Connect call;
  call.timeout = std::chrono::seconds(5);
  EXPECT_EQ(api->limit(call), std::nullopt);
}

TEST_F(WebApiTest, ItReconnectsWithTheWebBackoffOnceItWasConnected) {
  session::client::Config config;
  api->configure(config);
  EXPECT_FALSE(config.retries_first_connect);
  EXPECT_EQ(config.backoff.delays, web_backoff().delays);
}

TEST_F(WebApiTest, DestroyIsTheLastThingSeen) {
  EXPECT_THAT(seen(api->destroy_called({CallId(9)}).observations),
              ElementsAre("call destroy #9", "call-returned destroy #9", "client-destroyed"));
}

}  // namespace
}  // namespace redial::agent::reference
