// Two traces held side by side: what counts, and what does not.
#include "doctor/reproduction/outline.hpp"

#include <gmock/gmock.h>

namespace redial::doctor {
namespace {

using trace::Event;
using trace::EventKind;

class Traced {
 public:
  Event& add(EventKind kind, std::optional<std::int32_t> code = {}) {
    Event event;
    event.at = TimePoint(std::chrono::milliseconds(++time_));
    event.kind = kind;
    event.lane = trace::describe(kind).lane;
    event.client = event.lane == trace::Lane::server ? "" : "client-1";
    event.token = "token-1";
    event.code = code;
    event.epoch = epoch;
    event.name = kind == EventKind::call || kind == EventKind::result ? "connect" : "";
    events.push_back(std::move(event));
    return events.back();
  }
  void login(std::int32_t status) {
    ++epoch.value;
    add(EventKind::dial);
    add(EventKind::server_accepted);
    add(EventKind::server_sent).name = "CONNACK " + std::to_string(status);
  }
  void refused_login() {
    add(EventKind::call);
    login(4);
    add(EventKind::result, 31004);
  }
  std::string app() const { return to_text(outline(events, "client-1", Side::app)); }
  std::string wire() const { return to_text(outline(events, "client-1", Side::wire)); }

  Epoch epoch;
  std::vector<Event> events;

 private:
  int time_ = 0;
};

TEST(OutlineTest, SidesTellCallsAndCodesInTheirOrder) {
  Traced trace;
  trace.refused_login();
  EXPECT_EQ(trace.app(), "call connect, result connect 31004");
  EXPECT_EQ(trace.wire(), "login 4");
}

TEST(OutlineTest, WhatARecordDoesNotShowIsLeftOutOfItsReplayToo) {
  Traced trace;
  trace.refused_login();
  trace.add(EventKind::result, 0).name = "disconnect";
  const Shown little{.calls = false, .other_results = false};
  EXPECT_EQ(to_text(outline(trace.events, "client-1", Side::app, little)), "result connect 31004");
}

TEST(OutlineTest, ConsoleLogAtALowLevelShowsNeitherCallsNorTheWire) {
  Case incident;
  incident.origin = Origin::console_log;
  incident.sight = {.app = true, .wire = true};
  Traced trace;
  trace.add(EventKind::result, 31004);
  incident.trace = trace.events;
  EXPECT_FALSE(shown_by(incident).calls);
  EXPECT_FALSE(shown_by(incident).wire);
  incident.origin = Origin::har;
  EXPECT_TRUE(shown_by(incident).calls);
  EXPECT_TRUE(shown_by(incident).wire);
}

TEST(OutlineTest, AnswerWithoutAStatusOnRecordMayHaveAny) {
  Traced recorded, refused, login;
  recorded.add(EventKind::navigation_answered);
  refused.add(EventKind::navigation_answered, 403);
  login.login(4);
  const auto of = [](const Traced& trace) { return outline(trace.events, "client-1", Side::wire); };
  EXPECT_TRUE(same(of(recorded), of(refused), true));
  EXPECT_FALSE(same(of(refused), of(recorded), true));
  EXPECT_FALSE(same(of(recorded), of(login), true));
}

TEST(OutlineTest, HowOftenALoopGoesRoundDoesNotCount) {
  Traced three, nine;
  for (int i = 0; i < 3; ++i) three.refused_login();
  for (int i = 0; i < 9; ++i) nine.refused_login();
  EXPECT_EQ(three.app(), "(call connect, result connect 31004) again and again");
  EXPECT_EQ(three.app(), nine.app());
}

TEST(OutlineTest, TwiceIsNoLoop) {
  Traced trace;
  trace.refused_login();
  trace.refused_login();
  EXPECT_EQ(trace.wire(), "login 4, login 4");
}

TEST(OutlineTest, EndOfAConnectionCountsBehindALoginAlone) {
  Traced trace;
  trace.refused_login();
  trace.add(EventKind::socket_closed);
  trace.login(0);
  trace.add(EventKind::server_sent).name = "DISCONNECT 1";
  trace.add(EventKind::socket_closed);
  EXPECT_EQ(trace.wire(), "login 4, login 0, disconnect 1, closed");
}

TEST(OutlineTest, WhatWasSentCountsAndNotWhatTheServerHadDecided) {
  Traced trace;
  ++trace.epoch.value;
  trace.add(EventKind::dial);
  trace.add(EventKind::server_accepted);
  trace.add(EventKind::server_login, 0);
  trace.add(EventKind::server_sent).name = "CONNACK 8";
  EXPECT_EQ(trace.wire(), "login 8");
}

TEST(OutlineTest, EndThatIsNoticedLateStaysWithItsConnection) {
  Traced trace;
  trace.login(0);
  trace.refused_login();
  trace.add(EventKind::socket_closed).epoch = Epoch(1);
  EXPECT_EQ(trace.wire(), "login 0, closed, login 4");
}

TEST(OutlineTest, EndingIsTheTroubleBehindTheLastSuccess) {
  Traced trace;
  trace.add(EventKind::navigation_answered, 200);
  trace.login(0);
  trace.add(EventKind::socket_closed);
  for (int i = 0; i < 3; ++i) trace.refused_login();
  EXPECT_EQ(to_text(ending(outline(trace.events, "client-1", Side::wire))), "(login 4) again and again");
}

TEST(OutlineTest, EndingOfWhatEndedWellIsAllOfIt) {
  Traced trace;
  trace.refused_login();
  trace.login(0);
  EXPECT_EQ(to_text(ending(outline(trace.events, "client-1", Side::wire))), "login 4, login 0");
}

TEST(OutlineTest, ReplayMayGoOnWhereTheRecordBreaksOff) {
  Traced incident, replay;
  incident.refused_login();
  replay.refused_login();
  replay.add(EventKind::client_crashed);
  const auto side = [](const Traced& trace) { return outline(trace.events, "client-1", Side::app); };
  EXPECT_TRUE(same(side(incident), side(replay), false));
  EXPECT_FALSE(same(side(incident), side(replay), true));
  EXPECT_FALSE(same(side(replay), side(incident), false));
}

}  // namespace
}  // namespace redial::doctor
