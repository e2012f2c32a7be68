// ServerSession as dialogues: what happens on the left, what the session wants done on the right.
#include "core/session/server_session.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/overloaded.hpp"

namespace redial::session::server {
namespace {

using namespace std::chrono_literals;

using Replies = std::vector<fault::Reply>;

// Passes everything but the messages that `instead` objects to.
struct ScriptedReplies : fault::ReplyPolicy {
  std::optional<Replies> on_reply(const fault::Reply& reply, TimePoint) override {
    asked.push_back(to_text(reply));
    if (!instead || !asked.back().starts_with(about)) return std::nullopt;
    return instead(reply);
  }
  static std::string to_text(const fault::Reply& reply) {
    if (const auto* raw = std::get_if<fault::RawMessage>(&reply.message)) return std::string(raw->name);
    return wire::to_text(std::get<wire::ServerMessage>(reply.message));
  }
  std::string about = "CONNACK";
  std::function<Replies(fault::Reply)> instead;
  std::vector<std::string> asked;
};

Replies withhold(const fault::Reply&) { return {}; }
Replies later(fault::Reply reply) {
  reply.after = 300ms;
  return {reply};
}
Replies now_and_later(const fault::Reply& reply) { return {reply, later(reply)[0]}; }
Replies twice(const fault::Reply& reply) { return {reply, reply}; }

std::string to_text(const Action& action) {
  return std::visit(Overloaded{
                        [](const Send& send) { return "send " + ScriptedReplies::to_text(send.reply); },
                        [](const DecideLogin&) { return std::string("decide login"); },
                        [](const AnswerQuery& ask) { return "answer " + ask.query.topic; },
                        [](const AcceptPublish& ask) { return "accept " + ask.publish.topic; },
                        [](const StartTimer& timer) {
                          return "timer " + std::to_string(timer.timer) + " in " + std::to_string(timer.delay / 1ms) + "ms";
                        },
                        [](const Close& close) { return "close: " + close.why; },
                    },
                    action);
}

class ServerSessionTest : public testing::Test {
 protected:
  using Script = std::vector<std::string>;

  Script on(const Event& event) {
    actions_ = session_.handle(event, TimePoint{});
    Script script;
    for (const Action& action : actions_) script.push_back(to_text(action));
    return script;
  }
  Script arrives(wire::ClientMessage message) { return on(MessageArrived{std::move(message)}); }
  void log_in() {
    on(Upgraded{});
    on(LoginDecided{});
  }
  template <class Message>
  Message sent() const {
    return std::get<Message>(std::get<wire::ServerMessage>(std::get<Send>(actions_.at(0)).reply.message));
  }

  ScriptedReplies replies_;
  ServerSession session_{"u1", wire::Dialect::web, replies_};
  std::vector<Action> actions_;
};

TEST_F(ServerSessionTest, AsksForADecisionAsSoonAsTheSocketIsOpen) {
  EXPECT_EQ(on(Upgraded{}), (Script{"decide login"}));
  EXPECT_EQ(session_.state(), State::awaiting_login);
}

TEST_F(ServerSessionTest, AcceptedLoginIsOnline) {
  on(Upgraded{});
  EXPECT_EQ(on(LoginDecided{}), (Script{"send CONNACK 0"}));
  EXPECT_EQ(session_.state(), State::online);
}

TEST_F(ServerSessionTest, RefusedLoginIsClosedByTheServer) {
  on(Upgraded{});
  EXPECT_EQ(on(LoginDecided{{.status = 4}}), (Script{"send CONNACK 4", "close: login refused: CONNACK 4"}));
  EXPECT_EQ(session_.state(), State::refused);
}

TEST_F(ServerSessionTest, NothingIsAnsweredBeforeLogin) {
  on(Upgraded{});
  EXPECT_EQ(arrives(wire::PingReq{}), Script{});
  EXPECT_EQ(arrives(wire::Query{.topic = "pullMsg"}), Script{});
  EXPECT_EQ(on(Push{.topic = "s_msg"}), Script{});
}

TEST_F(ServerSessionTest, PingIsAnswered) {
  log_in();
  EXPECT_EQ(arrives(wire::PingReq{}), (Script{"send PINGRESP"}));
}

TEST_F(ServerSessionTest, QueryIsHandedOverAndItsAnswerSentUnderItsId) {
  log_in();
  EXPECT_EQ(arrives(wire::Query{.topic = "pullMsg", .target = "u1", .id = 7}), (Script{"answer pullMsg"}));
  on(QueryAnswered{.id = 7, .status = 0, .payload = {1, 2}, .time_ms = 12'345});
  EXPECT_EQ(sent<wire::QueryAck>(), (wire::QueryAck{.id = 7, .seconds = 12, .payload = {1, 2}}));
}

TEST_F(ServerSessionTest, PublishIsHandedOverAndAcknowledgedWithTimeAndUid) {
  log_in();
  EXPECT_EQ(arrives(wire::ClientPublish{.topic = "ppMsgP", .target = "u2", .id = 9}), (Script{"accept ppMsgP"}));
  on(PublishAccepted{.id = 9, .status = 0, .time_ms = 12'902, .message_uid = "UID"});
  EXPECT_EQ(sent<wire::ServerPubAck>(),
            (wire::ServerPubAck{.id = 9, .seconds = 12, .status = 0, .milliseconds = 902, .message_uid = "UID"}));
}

TEST_F(ServerSessionTest, PushesAreNumberedAndAddressedToTheUser) {
  log_in();
  on(Push{.topic = "s_msg", .payload = {5}, .time_ms = 12'000});
  EXPECT_EQ(sent<wire::ServerPublish>(),
            (wire::ServerPublish{.qos = 1, .seconds = 12, .topic = "s_msg", .target = "u1", .id = 1, .payload = {5}}));
  on(Push{.topic = "s_msg"});
  EXPECT_EQ(sent<wire::ServerPublish>().id, 2);
}

TEST_F(ServerSessionTest, PushIdsWrapAroundZero) {
  log_in();
  for (int i = 0; i < 0xffff; ++i) on(Push{.topic = "s_msg"});
  EXPECT_EQ(sent<wire::ServerPublish>().id, 0xffff);
  on(Push{.topic = "s_msg"});
  EXPECT_EQ(sent<wire::ServerPublish>().id, 1);
}

TEST_F(ServerSessionTest, AcknowledgementsOfTheClientNeedNoAnswer) {
  log_in();
  EXPECT_EQ(arrives(wire::ClientPubAck{1}), Script{});
  EXPECT_EQ(arrives(wire::QueryCon{1}), Script{});
}

TEST_F(ServerSessionTest, EndSendsDisconnectAndThenCloses) {
  log_in();
  EXPECT_EQ(on(EndWith{1}), (Script{"send DISCONNECT 1", "close: DISCONNECT 1"}));
  EXPECT_EQ(session_.state(), State::closing);
}

TEST_F(ServerSessionTest, NothingHappensAfterTheEnd) {
  log_in();
  on(EndWith{1});
  EXPECT_EQ(on(EndWith{2}), Script{});
  EXPECT_EQ(arrives(wire::PingReq{}), Script{});
  EXPECT_EQ(on(QueryAnswered{.id = 1}), Script{});
  EXPECT_EQ(on(PublishAccepted{.id = 1}), Script{});
  EXPECT_EQ(on(LoginDecided{}), Script{});
  EXPECT_EQ(on(UndecodableArrived{"noise"}), Script{});
}

TEST_F(ServerSessionTest, LogoutOfTheClientClosesWithoutAnswer) {
  log_in();
  EXPECT_EQ(arrives(wire::ClientDisconnect{}), (Script{"close: the client logged out"}));
}

TEST_F(ServerSessionTest, WhatIsNotOurProtocolClosesTheConnection) {
  log_in();
  EXPECT_EQ(on(UndecodableArrived{"no such type"}), (Script{"close: not our protocol: no such type"}));
}

TEST_F(ServerSessionTest, EveryMessageIsShownToThePolicy) {
  log_in();
  arrives(wire::PingReq{});
  on(Push{.topic = "s_ntf"});
  on(EndWith{1});
  EXPECT_EQ(replies_.asked, (Script{"CONNACK 0", "PINGRESP", "PUBLISH s_ntf", "DISCONNECT 1"}));
}

TEST_F(ServerSessionTest, WithheldConnAckLeavesTheLoginPending) {
  replies_.instead = withhold;
  on(Upgraded{});
  EXPECT_EQ(on(LoginDecided{}), Script{});
  EXPECT_EQ(session_.state(), State::awaiting_login);
}

TEST_F(ServerSessionTest, DelayedConnAckIsSentWhenItsTimerFires) {
  replies_.instead = later;
  on(Upgraded{});
  EXPECT_EQ(on(LoginDecided{}), (Script{"timer 1 in 300ms"}));
  EXPECT_EQ(session_.state(), State::awaiting_login);
  EXPECT_EQ(on(TimerFired{1}), (Script{"send CONNACK 0"}));
  EXPECT_EQ(session_.state(), State::online);
}

TEST_F(ServerSessionTest, DelayedMessageIsSentOnce) {
  replies_.instead = later;
  on(Upgraded{});
  on(LoginDecided{});
  on(TimerFired{1});
  EXPECT_EQ(on(TimerFired{1}), Script{});
}

TEST_F(ServerSessionTest, DelayedMessageIsVoidOnceThePeerIsGone) {
  replies_.instead = later;
  on(Upgraded{});
  on(LoginDecided{});
  EXPECT_EQ(on(PeerGone{}), Script{});
  EXPECT_EQ(on(TimerFired{1}), Script{});
  EXPECT_EQ(session_.state(), State::closed);
}

TEST_F(ServerSessionTest, ReplacedConnAckDecidesTheLogin) {
  replies_.instead = [](const fault::Reply&) { return Replies{{wire::ConnAck{.status = 3}}}; };
  on(Upgraded{});
  EXPECT_EQ(on(LoginDecided{}), (Script{"send CONNACK 3", "close: login refused: CONNACK 3"}));
  EXPECT_EQ(session_.state(), State::refused);
}

TEST_F(ServerSessionTest, DoubledConnAckIsSentTwiceAndDecidesOnce) {
  replies_.instead = twice;
  on(Upgraded{});
  EXPECT_EQ(on(LoginDecided{}), (Script{"send CONNACK 0", "send CONNACK 0"}));
  EXPECT_EQ(session_.state(), State::online);
}

TEST_F(ServerSessionTest, DoubledRefusalIsSentTwiceBeforeTheClose) {
  replies_.instead = twice;
  on(Upgraded{});
  EXPECT_EQ(on(LoginDecided{{.status = 4}}), (Script{"send CONNACK 4", "send CONNACK 4", "close: login refused: CONNACK 4"}));
}

TEST_F(ServerSessionTest, EachReplyHasItsOwnDelay) {
  replies_.instead = now_and_later;
  on(Upgraded{});
  EXPECT_EQ(on(LoginDecided{}), (Script{"send CONNACK 0", "timer 1 in 300ms"}));
  EXPECT_EQ(on(TimerFired{1}), (Script{"send CONNACK 0"}));
}

TEST_F(ServerSessionTest, LateRefusalClosesWhenItLeaves) {
  replies_.instead = later;
  on(Upgraded{});
  on(LoginDecided{{.status = 4}});
  EXPECT_EQ(on(TimerFired{1}), (Script{"send CONNACK 4", "close: login refused: CONNACK 4"}));
}

TEST_F(ServerSessionTest, InjectedMessageChangesNoState) {
  const Inject raw{{fault::RawMessage{"unknown-message", {0xf0}}}};
  on(Upgraded{});
  EXPECT_EQ(on(raw), (Script{"send unknown-message"}));
  EXPECT_EQ(session_.state(), State::awaiting_login);
  on(LoginDecided{});
  EXPECT_EQ(on(Inject{{wire::ServerDisconnect{1}}}), (Script{"send DISCONNECT 1"}));
  EXPECT_EQ(session_.state(), State::online);
  on(EndWith{1});
  EXPECT_EQ(on(raw), Script{});
}

TEST_F(ServerSessionTest, LoginIsRepeatedAsDecidedOnceOnline) {
  on(Upgraded{});
  EXPECT_EQ(on(RepeatLogin{}), Script{});
  on(LoginDecided{{.status = 0, .user = "u1"}});
  EXPECT_EQ(on(RepeatLogin{}), (Script{"send CONNACK 0"}));
  EXPECT_EQ(sent<wire::ConnAck>().user, "u1");
}

TEST_F(ServerSessionTest, PingFaultDoesNotTouchLogin) {
  replies_.about = "PINGRESP";
  replies_.instead = withhold;
  log_in();
  EXPECT_EQ(arrives(wire::PingReq{}), Script{});
  EXPECT_EQ(session_.state(), State::online);
}

TEST(ServerSessionState, HasAName) {
  EXPECT_EQ(to_name(State::awaiting_login), "awaiting-login");
  EXPECT_EQ(to_name(State::closed), "closed");
}

}  // namespace
}  // namespace redial::session::server
