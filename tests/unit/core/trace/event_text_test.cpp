// An event as one line of text.
#include <gtest/gtest.h>

#include "core/trace/event.hpp"

namespace redial::trace {
namespace {

using namespace std::chrono_literals;

constexpr TimePoint kOrigin{100s};

Event event(Lane lane, EventKind kind, Duration after) {
  Event e;
  e.at = kOrigin + after;
  e.lane = lane;
  e.kind = kind;
  return e;
}

TEST(EventTextTest, AResultNamesItsCallCodeAndChannel) {
  Event e = event(Lane::app, EventKind::result, 12345us);
  e.client = "alice";
  e.name = "connect";
  e.call = CallId(1);
  e.code = 31004;
  e.via = "promise";
  EXPECT_EQ(to_text(e, kOrigin), "+12.345ms app    alice result connect #1 code=31004 via=promise");
}

TEST(EventTextTest, AnEventOfNoClientHasADashForIt) {
  EXPECT_EQ(to_text(event(Lane::run, EventKind::run_started, 0s), kOrigin), "+0.000ms run    - run-started");
}

TEST(EventTextTest, EveryAttributeHasItsPlace) {
  Event e = event(Lane::app, EventKind::status, 1500ms);
  e.client = "bob";
  e.name = "CONNECTED";
  e.call = CallId(2);
  e.code = 0;
  e.status = ConnectionStatus::connected;
  e.epoch = Epoch(3);
  e.user = "u1";
  e.token = "good";
  e.via = "listener";
  e.nesting = 1;
  e.thread = "main";
  e.detail = "after the drop";
  EXPECT_EQ(
      to_text(e, kOrigin),
      "+1500.000ms app    bob status CONNECTED #2 code=0 status=connected epoch=3 user=u1 token=good via=listener nesting=1 "
      "thread=main detail=\"after the drop\"");
}

TEST(EventTextTest, TimesBeforeTheOriginAreNegative) {
  EXPECT_EQ(to_text(event(Lane::server, EventKind::server_accepted, -1ms), kOrigin), "-1.000ms server - server-accepted");
}

TEST(EventTextTest, ControlCharactersCannotBreakTheLine) {
  Event e = event(Lane::app, EventKind::client_log, 0s);
  e.detail = "one\ntwo\x1b[31m";
  EXPECT_EQ(to_text(e, kOrigin), "+0.000ms app    - client-log detail=one\\ntwo\\x1b[31m");
}

}  // namespace
}  // namespace redial::trace
