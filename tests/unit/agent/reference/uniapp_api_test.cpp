// What an app of the two-stage API sees of the machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/agent/reference/data_by_hand.hpp"
#include "tests/unit/agent/reference/seen.hpp"

namespace redial::agent::reference {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class UniappApiTest : public testing::Test {
 protected:
  std::vector<std::string> connect(std::int32_t refusal = 0, const std::string& token = "token", bool with_callback = true) {
    control::Connect call;
    call.call = CallId(++calls);
    call.token = Token(token);
    call.label = TokenLabel("good");
    call.with_callback = with_callback;
    return seen(api->connect_called(call, refusal).observations);
  }
  std::vector<std::string> connected(const std::string& user = "alice") { return seen(api->connected({user, false, false})); }
  std::vector<std::string> reconnected() { return seen(api->connected({"alice", false, true})); }
  std::vector<std::string> disconnected(std::int32_t code) { return seen(api->disconnected({code, ""})); }

  std::uint32_t calls = 0;
  DataByHand data;
  std::unique_ptr<ApiProfile> api = make_api("uniapp", data);
};

TEST_F(UniappApiTest, AnAcceptedConnectReturnsZeroBeforeAnythingElseIsSeen) {
  EXPECT_THAT(connect(),
              ElementsAre("call connect #1 token=good via=callback detail=timeout=0", "call-returned connect #1 code=0"));
}

TEST_F(UniappApiTest, ARefusedConnectReturnsItsCodeAndFiresNothingLater) {
  EXPECT_THAT(connect(34001),
              ElementsAre("call connect #1 token=good via=callback detail=timeout=0", "call-returned connect #1 code=34001"));
  EXPECT_THAT(connected(), IsEmpty());
}

TEST_F(UniappApiTest, ARefusedSecondConnectLeavesTheFirstItsCallback) {
  connect();
  connect(34001);
  EXPECT_THAT(connected(), testing::Contains("result connect #1 code=0 user=alice via=callback"));
}

TEST_F(UniappApiTest, TheReplyIsTheReturnCode) {
  EXPECT_EQ(api->connect_called({}, 31004).reply.code, 31004);
  EXPECT_EQ(api->disconnect_called({}).reply.code, 0);
}

TEST_F(UniappApiTest, TheDatabaseOpensAfterTheLoginOfANewToken) {
  connect();
  EXPECT_THAT(data.opened_for, IsEmpty());
  EXPECT_THAT(connected(), ElementsAre("database-opened onDatabaseOpened #1 code=0 via=callback detail=\"3 messages kept\"",
                                       "result connect #1 code=0 user=alice via=callback"));
  EXPECT_THAT(data.opened_for, ElementsAre("alice"));
}

TEST_F(UniappApiTest, TheDatabaseOpensBeforeTheLoginOfTheSameToken) {
  connect();
  connected();
  disconnected(2);
  EXPECT_THAT(connect(),
              ElementsAre("call connect #2 token=good via=callback detail=timeout=0", "call-returned connect #2 code=0",
                          "database-opened onDatabaseOpened #2 code=0 via=callback detail=\"3 messages kept\""));
  EXPECT_THAT(connected(), ElementsAre("result connect #2 code=0 user=alice via=callback"));
}

TEST_F(UniappApiTest, AnotherTokenOfTheSameUserCountsAsNew) {
  connect();
  connected();
  disconnected(2);
  EXPECT_THAT(connect(0, "another token"),
              ElementsAre("call connect #2 token=good via=callback detail=timeout=0", "call-returned connect #2 code=0"));
  EXPECT_THAT(connected(), testing::SizeIs(2));
}

TEST_F(UniappApiTest, ADatabaseThatCannotOpenIsToldWith33002) {
  data.opening = Error{"disk full", "", ""};
  connect();
  EXPECT_THAT(connected(), testing::Contains("database-opened onDatabaseOpened #1 code=33002 via=callback detail=\"disk full\""));
}

TEST_F(UniappApiTest, OnlyTheCallbackFiresIfOneWasPassed) {
  api->listeners_registered();
  connect();
  EXPECT_THAT(connected(),
              ElementsAre("database-opened onDatabaseOpened #1 code=0 via=callback detail=\"3 messages kept\"",
                          "status connected status=connected via=listener", "result connect #1 code=0 user=alice via=callback"));
}

TEST_F(UniappApiTest, WithoutACallbackTheListenersFire) {
  api->listeners_registered();
  connect(0, "token", false);
  EXPECT_THAT(connected(),
              ElementsAre("database-opened onDatabaseOpened #1 code=0 via=listener detail=\"3 messages kept\"",
                          "status connected status=connected via=listener", "result connect #1 code=0 user=alice via=listener"));
}

TEST_F(UniappApiTest, WithoutCallbackAndListenersNothingIsHeard) {
  connect(0, "token", false);
  EXPECT_THAT(connected(), IsEmpty());
  EXPECT_THAT(data.opened_for, ElementsAre("alice"));
}

TEST_F(UniappApiTest, StatusesAreHeardOnlyByARegisteredListener) {
  EXPECT_THAT(seen(api->connecting()), IsEmpty());
  api->listeners_registered();
  EXPECT_THAT(seen(api->connecting()), ElementsAre("status connecting status=connecting via=listener"));
  EXPECT_THAT(seen(api->suspended({30011, ""})), ElementsAre("status suspend status=suspended via=listener"));
}

TEST_F(UniappApiTest, EachEndHasAStatusOfItsOwn) {
  api->listeners_registered();
  EXPECT_THAT(disconnected(2), ElementsAre("status signOut status=signed-out via=listener"));
  EXPECT_THAT(disconnected(31004), ElementsAre("status tokenIncorrect status=token-incorrect via=listener"));
  EXPECT_THAT(disconnected(31020), ElementsAre("status tokenIncorrect status=token-incorrect via=listener"));
  EXPECT_THAT(disconnected(31009), ElementsAre("status connUserBlocked status=blocked via=listener"));
  EXPECT_THAT(disconnected(31010), ElementsAre("status kickedOfflineByOtherClient status=kicked via=listener"));
  EXPECT_THAT(disconnected(31011), ElementsAre("status connUserBlocked status=blocked via=listener"));
  EXPECT_THAT(disconnected(34006), ElementsAre("status timeout status=timeout via=listener"));
  EXPECT_THAT(disconnected(31008), ElementsAre("status unconnected status=disconnected via=listener"));
}

TEST_F(UniappApiTest, AFailedConnectIsToldOnceWithItsCode) {
  connect();
  EXPECT_THAT(disconnected(31004), ElementsAre("result connect #1 code=31004 via=callback"));
  EXPECT_THAT(disconnected(31004), IsEmpty());
}

TEST_F(UniappApiTest, AReconnectIsNoSecondResult) {
  api->listeners_registered();
  connect();
  connected();
  EXPECT_THAT(reconnected(), ElementsAre("status connected status=connected via=listener"));
}

TEST_F(UniappApiTest, ATimeLimitAboveZeroIsALimitAndOthersAreNone) {
  control::Connect call;
  for (const auto& [timeout, limit] : {std::pair<Duration, std::optional<Duration>>{-1s, {}}, {0s, {}}, {5s, 5s}}) {
    call.timeout = timeout;
    EXPECT_EQ(api->limit(call), limit);
  }
}

TEST_F(UniappApiTest, ItRetriesTheFirstConnectAndTheFirstRetryComesAtOnce) {
  session::client::Config config;
  api->configure(config);
  EXPECT_TRUE(config.retries_first_connect);
  EXPECT_EQ(config.backoff.delays, uniapp_backoff().delays);
}

TEST_F(UniappApiTest, TheNativeApisHaveABackoffAndAHeartbeatLevelOfTheirOwn) {
  session::client::Config config;
  make_api("native", data)->configure(config);
  EXPECT_TRUE(config.retries_first_connect);
  EXPECT_EQ(config.backoff.delays, native_backoff().delays);
  EXPECT_EQ(config.missed_pings, 6u);
}

TEST_F(UniappApiTest, AMissingNetworkIsAStatus) {
  api->listeners_registered();
  EXPECT_THAT(seen(api->network_unavailable()), ElementsAre("status networkUnavailable status=network-unavailable via=listener"));
}

TEST_F(UniappApiTest, SendingIsRefusedByReturnCodeAndAnsweredByCallback) {
  EXPECT_THAT(seen(api->send_called({CallId(4), UserId("bob"), "hi"}, 30001).observations),
              ElementsAre("call send-text #4", "call-returned send-text #4 code=30001"));
  EXPECT_THAT(seen(api->sent(CallId(5), 0)), ElementsAre("result send-text #5 code=0 via=callback"));
}

}  // namespace
}  // namespace redial::agent::reference
