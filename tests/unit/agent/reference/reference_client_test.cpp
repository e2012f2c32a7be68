// The pure client: order of what the app is told, calls in callbacks and in one turn, init, and the seam for defects.
#include "agent/clients/reference/reference_client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/agent/reference/surroundings_by_hand.hpp"

namespace redial::agent::reference {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using trace::ConnectionStatus;
using trace::EventKind;

control::Connect connect(std::uint32_t call) {
  control::Connect command;
  command.call = CallId(call);
  command.token = Token("token@");
  return command;
}

control::CallInCallback on_status(ConnectionStatus status, control::ApiCall call) {
  return {.told = EventKind::status, .status = status, .code = {}, .call = std::move(call)};
}

wire::ServerPublish text_push(const std::string& text) {
  wire::ServerPublish push;
  push.topic = "s_msg";
  push.payload = payload::encode_downstream_text({"bob", text, "uid-" + text, 1});
  return push;
}

TEST(ReferenceClient, ALoginIsToldInOrder) {
  SurroundingsByHand around("web");
  around.client.perform(connect(1)).value();
  around.log_in();
  EXPECT_THAT(around.seen, ElementsAre("call connect #1", "call-returned connect #1", "status CONNECTING", "status CONNECTED",
                                       "result connect #1 0"));
}

TEST(ReferenceClient, WebConnectBeforeInitResolvesWith33001) {
  SurroundingsByHand around("web", false);
  around.client.perform(connect(1)).value();
  EXPECT_THAT(around.seen, ElementsAre("call connect #1", "call-returned connect #1", "result connect #1 33001"));
}

TEST(ReferenceClient, UniappConnectBeforeInitReturns33001AndCallsNothingBack) {
  SurroundingsByHand around("uniapp", false);
  EXPECT_EQ(around.client.perform(connect(1))->code, 33001);
  EXPECT_THAT(around.seen, ElementsAre("call connect #1", "call-returned connect #1 33001"));
}

TEST(ReferenceClient, AfterInitConnectIsAccepted) {
  SurroundingsByHand around("uniapp", false);
  around.client.perform(control::Initialise{}).value();
  EXPECT_EQ(around.client.perform(connect(1))->code, 0);
  EXPECT_THAT(around.seen, Contains("call-returned init 0"));
}

TEST(ReferenceClient, WebSendBeforeInitResolvesWith33001) {
  SurroundingsByHand around("web", false);
  around.client.perform(control::SendText{CallId(1), UserId("bob"), "hello"}).value();
  EXPECT_THAT(around.seen, ElementsAre("call send-text #1", "call-returned send-text #1", "result send-text #1 33001"));
}

TEST(ReferenceClient, WhatTheDeviceTellsIsOnRecordAndReachesTheMachine) {
  SurroundingsByHand around("uniapp");
  around.client.perform(control::TellDeviceEvent{control::DeviceEvent::network_lost}).value();
  around.client.perform(connect(1)).value();
  around.client.perform(control::TellDeviceEvent{control::DeviceEvent::network_back}).value();
  around.pass_no_time();
  EXPECT_THAT(around.seen,
              ElementsAre("device-event network-lost", "call connect #1", "call-returned connect #1 0", "status connecting",
                          "status networkUnavailable", "device-event network-back", "status connecting"));
  EXPECT_EQ(around.did.size(), 1u);  // the question to navigation
}

TEST(ReferenceClient, AHeartbeatLevelIsKeptAndOnRecord) {
  SurroundingsByHand around("uniapp", true, nullptr, 2);
  EXPECT_EQ(around.observed.front().detail, "heartbeat-level=2");
  around.client.perform(connect(1)).value();
  around.log_in();
  around.pass(std::chrono::seconds(11));
  EXPECT_THAT(around.seen, Not(Contains("status suspend")));
  around.pass(std::chrono::seconds(1));
  EXPECT_THAT(around.seen, Contains("status suspend"));
}

TEST(ReferenceClient, NothingIsToldBetweenConnectsMadeTogether) {
  SurroundingsByHand around("web");
  around.client.perform(control::CallTogether{{connect(1), connect(2), control::Disconnect{CallId(3)}}}).value();
  EXPECT_THAT(around.seen, ElementsAre("call connect #1", "call-returned connect #1", "call connect #2",
                                       "call-returned connect #2", "call disconnect #3", "call-returned disconnect #3",
                                       "status DISCONNECT 2", "result connect #1 2", "result connect #2 34001"));
  EXPECT_THAT(around.did, IsEmpty());
}

TEST(ReferenceClient, DisconnectAndConnectMadeTogetherHaveAnOutcomeEach) {
  SurroundingsByHand around("web");
  around.client.perform(connect(1)).value();
  around.client.perform(control::CallTogether{{control::Disconnect{CallId(2)}, connect(3)}}).value();
  around.log_in();
  EXPECT_THAT(around.seen, IsSupersetOf({"result connect #1 2", "result connect #3 0"}));
}

TEST(ReferenceClient, ACallInACallbackIsMadeInsideIt) {
  SurroundingsByHand around("web");
  around.client.perform(on_status(ConnectionStatus::connected, control::Disconnect{CallId(2)})).value();
  around.client.perform(connect(1)).value();
  around.log_in();
  EXPECT_THAT(around.seen, ElementsAre("call connect #1", "call-returned connect #1", "status CONNECTING", "status CONNECTED",
                                       "+1 call disconnect #2", "+1 call-returned disconnect #2", "result connect #1 0",
                                       "status DISCONNECT 2"));
  EXPECT_THAT(around.closed, ElementsAre(Epoch(1)));
}

TEST(ReferenceClient, ACallInACallbackIsMadeOnce) {
  SurroundingsByHand around("web");
  around.client.perform(on_status(ConnectionStatus::connecting, connect(2))).value();
  around.client.perform(connect(1)).value();
  around.client.perform(control::Disconnect{CallId(3)}).value();
  around.client.perform(connect(4)).value();
  EXPECT_EQ(std::count(around.seen.begin(), around.seen.end(), "+1 call connect #2"), 1);
}

TEST(ReferenceClient, ACallCanWaitForTheResultOfConnectWithACertainCode) {
  SurroundingsByHand around("uniapp");
  control::CallInCallback again{.told = EventKind::result, .status = {}, .code = 31004, .call = connect(2)};
  around.client.perform(again).value();
  around.client.perform(connect(1)).value();
  around.client.on_navigation(around.question, NavigationReply{403, {}});
  EXPECT_THAT(around.seen, Contains("+1 call-returned connect #2 0"));
}

TEST(ReferenceClient, DestroyedInsideACallbackItTellsNothingMore) {
  SurroundingsByHand around("web");
  around.client.perform(on_status(ConnectionStatus::connected, control::DestroyClient{CallId(2)})).value();
  around.client.perform(connect(1)).value();
  around.log_in();
  EXPECT_EQ(around.seen.back(), "+1 client-destroyed");
  EXPECT_EQ(around.did.back(), "let go of everything");
  EXPECT_TRUE(around.ended);
  EXPECT_FALSE(around.client.perform(connect(3)));
}

TEST(ReferenceClient, AHealthyClientCallsBackOnceAfterADuplicateConnect) {
  SurroundingsByHand around("uniapp");
  around.client.perform(connect(1)).value();
  around.client.perform(connect(2)).value();
  around.pass_no_time();
  EXPECT_EQ(around.seen.back(), "call-returned connect #2 34001");
}

// Uses every hook once.
class Meddler final : public Defect {
  void on_config(session::client::Config& config) override { config.navigators = {"http://elsewhere"}; }
  void on_command(control::ClientCommand& command) override {
    if (auto* made = std::get_if<control::Connect>(&command)) made->call = CallId(7);
  }
  void on_event(std::vector<session::client::Event>& events) override {
    if (std::holds_alternative<session::client::SocketOpened>(events.front())) events.clear();
  }
  void on_actions(const session::client::Event& cause, std::vector<session::client::Action>& actions) override {
    if (std::holds_alternative<session::client::ConnectRequested>(cause)) actions.push_back(session::client::CloseSocket{});
  }
  void on_told(Observations& told) override {
    for (auto& event : told)
      if (event.kind == EventKind::status) event.name = "CHANGED";
    if (told.back().kind == EventKind::status) reach().later(std::chrono::seconds(1), control::Disconnect{CallId(8)});
  }
};

TEST(Defect, ReachesCallsEventsActionsAndWhatIsTold) {
  SurroundingsByHand around("web", true, std::make_unique<Meddler>());
  around.client.perform(connect(1)).value();
  EXPECT_THAT(around.seen, ElementsAre("call connect #7", "call-returned connect #7", "status CHANGED"));
  around.answer_navigation();
  around.client.on_opened(around.dialled);
  EXPECT_FALSE(around.timers.contains(static_cast<TimerId>(session::client::Timer::login)));  // the machine never heard
  around.client.on_timer(around.timers.rbegin()->first);
  EXPECT_THAT(around.seen, Contains("call disconnect #8"));
}

// ---- the app's process and its data ----

TEST(ReferenceClient, ARestartLetsGoOfEverythingAndTellsTheAppNothing) {
  SurroundingsByHand around("uniapp");
  around.client.perform(connect(1)).value();
  around.log_in();
  around.seen.clear();
  around.client.perform(control::RestartApp{}).value();
  EXPECT_THAT(around.seen, ElementsAre("app-restarted"));
  EXPECT_EQ(around.did.back(), "let go of everything");
}

TEST(ReferenceClient, AfterARestartListenersAreGone) {
  SurroundingsByHand around("web");
  around.client.perform(control::RestartApp{}).value();
  around.client.perform(connect(1)).value();
  around.log_in();
  EXPECT_THAT(around.seen, Not(Contains("status CONNECTED")));
}

TEST(ReferenceClient, ARestartInitialises) {
  SurroundingsByHand around("uniapp", false);
  around.client.perform(control::RestartApp{}).value();
  EXPECT_EQ(around.client.perform(connect(1))->code, 0);
}

TEST(ReferenceClient, ARestartCountsDialsOn) {
  SurroundingsByHand around("native");
  around.client.perform(connect(1)).value();
  around.log_in();
  around.client.perform(control::RestartApp{}).value();
  around.client.perform(connect(2)).value();
  around.log_in();
  EXPECT_EQ(around.dialled, Epoch(2));
}

TEST(ReferenceClient, TheTokenOfTheProcessBeforeIsKnown) {
  SurroundingsByHand around("uniapp");
  around.client.perform(connect(1)).value();
  around.log_in();
  around.client.perform(control::RestartApp{}).value();
  around.seen.clear();
  around.client.perform(connect(2)).value();
  EXPECT_THAT(around.seen, ElementsAre("call connect #2", "call-returned connect #2 0", "database-opened onDatabaseOpened #2 0"));
}

TEST(ReferenceClient, ACallArrangedByTheProcessBeforeIsNotMade) {
  SurroundingsByHand around("uniapp");
  around.client.perform(on_status(ConnectionStatus::connected, control::Disconnect{CallId(1)})).value();
  around.client.perform(control::RestartApp{}).value();
  around.client.perform(control::RegisterListeners{}).value();
  around.client.perform(connect(2)).value();
  around.log_in();
  EXPECT_THAT(around.seen, Not(Contains("+1 call disconnect #1")));
}

TEST(ReferenceClient, AMessageThatIsNotNewIsNotTold) {
  SurroundingsByHand around("uniapp");
  around.client.perform(connect(1)).value();
  around.log_in();
  around.keeping = false;
  around.deliver(text_push("hello"));
  EXPECT_THAT(around.seen, Not(Contains("message")));
}

TEST(ReferenceClient, AMessageThatCannotBeKeptIsToldAllTheSame) {
  SurroundingsByHand around("uniapp");
  around.client.perform(connect(1)).value();
  around.log_in();
  around.keeping = Error{"disk full", "", ""};
  around.deliver(text_push("hello"));
  EXPECT_THAT(around.seen, IsSupersetOf({"client-log", "message"}));
}

TEST(ReferenceClient, TheConditionOfItsStorageIsToldOnceItIsSet) {
  SurroundingsByHand around("uniapp");
  around.client.perform(control::SetStorage{control::StorageCondition::full}).value();
  EXPECT_EQ(around.observed.back().kind, EventKind::storage_changed);
  EXPECT_EQ(around.observed.back().name, "full");
  EXPECT_EQ(around.client.perform(control::SetStorage{control::StorageCondition::missing}).error().what, "nothing to delete");
  EXPECT_EQ(around.observed.size(), 3u);  // with creation and listeners
}

}  // namespace
}  // namespace redial::agent::reference
