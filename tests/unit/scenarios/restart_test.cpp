// Rules over a restart of the app: what the process before was told or had open means nothing to the next one.
#include <gtest/gtest.h>

#include "scenarios/engine/contract/rule.hpp"
#include "tests/unit/scenarios/story.hpp"

namespace redial::scenarios::contract {
namespace {

using Kind = trace::EventKind;
using enum Finding::Kind;
using enum trace::ConnectionStatus;
using std::chrono::seconds;

Finding::Kind check(std::string_view id, const Story& story) {
  for (const Rule& rule : all_rules()) {
    if (rule.id == id) return rule.check(Timeline(story.events(), "alice")).kind;
  }
  throw std::runtime_error("no rule " + std::string(id));
}

Story restarted(Story story = Story().online()) { return story.event(Kind::app_restarted); }
Story online_again() {
  return restarted()
      .listening()
      .connect(2)
      .status(connecting)
      .wire(Kind::dial, 2)
      .wire(Kind::socket_opened, 2)
      .status(connected)
      .result(2, 0, "alice");
}

TEST(Restart, AConnectAfterItIsNoDuplicate) { EXPECT_EQ(check("duplicate-connect-is-refused", online_again()), no_occasion); }

TEST(Restart, ClosesSockets) { EXPECT_EQ(check("one-live-socket", online_again().over(seconds(5))), kept); }

TEST(Restart, StatusesBeginAnew) {
  for (const char* rule : {"connecting-first", "no-status-twice", "uniapp-status-transitions", "success-tells-connected"})
    EXPECT_EQ(check(rule, online_again().over(seconds(5))), kept) << rule;
  EXPECT_EQ(check("connecting-first", restarted().listening().connect(2).status(connected)), broken);
  EXPECT_EQ(check("suspended-only-after-connected", restarted().listening().connect(2).status(suspended)), broken);
}

TEST(Restart, ListenersDoNotOutliveIt) {
  EXPECT_EQ(check("success-tells-connected", restarted().connect(2).result(2, 0, "alice").over(seconds(5))), kept);
  EXPECT_EQ(check("connecting-first", restarted().connect(2).status(connected)), no_occasion);
}

TEST(Restart, OwesNoOutcomeOfAConnectThatItCutOff) {
  const Story cut_off = restarted(Story().listening().call("connect", 1).detail("timeout=2").returned("connect", 1));
  EXPECT_EQ(check("result-within-the-limit", Story(cut_off).over(seconds(9))), no_occasion);
  EXPECT_EQ(check("outcome-is-told", Story(cut_off).connect(2).status(connected).result(2, 0, "alice").over(seconds(5))), kept);
}

TEST(Restart, AnOpeningBehindItIsOfAConnectBehindIt) {
  const Story cut_off = restarted(Story().connect(1).event(Kind::database_opened).code(0));
  const auto trace = Story(cut_off).connect(2).event(Kind::database_opened).code(0).events();
  const auto calls = Timeline(trace, "alice").connect_calls();
  EXPECT_EQ(calls.at(0).openings.size(), 1u);
  EXPECT_EQ(calls.at(1).openings.size(), 1u);
}

TEST(Restart, IsNoLossToReconnectFrom) {
  EXPECT_TRUE(Timeline(restarted().over(seconds(60)).events(), "alice").losses().empty());
}

TEST(Openings, AreHeardByListenersWhereConnectPromises) {
  const char* const rule = "database-opened-before-connected";
  EXPECT_EQ(check(rule, restarted().connect(2).result(2, 0, "alice")), broken);  // of the process before, which listened
  EXPECT_EQ(check(rule, Story().connect().result(1, 0, "alice")), no_occasion);
  EXPECT_EQ(check(rule, Story().listening().connect().result(1, 0, "alice")), broken);
}

// Online once with the token, which is known from then on.
Story known() { return Story().connect().wire(Kind::dial, 1).wire(Kind::socket_opened, 1).result(1, 0, "alice"); }

TEST(KnownToken, OutlivesARestart) {
  const auto again = restarted(known()).listening().call("connect", 2).token("good").returned("connect", 2);
  EXPECT_EQ(check("known-token-opens-the-database-first", Story(again).wire(Kind::dial, 2)), broken);
  EXPECT_EQ(check("known-token-opens-the-database-first",
                  Story(again).event(Kind::database_opened).call_id(2).code(0).wire(Kind::dial, 2)),
            kept);
}

TEST(KnownToken, IsUncertainOnceDataWereTamperedWith) {
  Story tampered = restarted(known()).event(Kind::storage_changed).named("missing");
  tampered.last().client = "alice";
  tampered.listening().connect(2);
  EXPECT_EQ(check("known-token-opens-the-database-first", Story(tampered).wire(Kind::dial, 2)), no_occasion);
  EXPECT_EQ(check("new-token-opens-the-database-after-login", tampered.event(Kind::database_opened).call_id(2).code(0)),
            no_occasion);
}

TEST(KnownToken, IsUncertainAfterAConnectThatWasCutOff) {
  const auto again = restarted(Story().connect(1)).listening().connect(2);
  EXPECT_EQ(check("new-token-opens-the-database-after-login", Story(again).event(Kind::database_opened).call_id(2).code(0)),
            no_occasion);
}

TEST(DeliveredOnce, IsNotJudgedOnceDataWereTamperedWith) {
  Story twice = Story().online().message("bob", "hello");
  EXPECT_EQ(check("delivered-once", Story(twice).message("bob", "hello")), broken);
  twice.event(Kind::storage_changed);
  twice.last().client = "alice";
  EXPECT_EQ(check("delivered-once", twice.message("bob", "hello")), no_occasion);
}

}  // namespace
}  // namespace redial::scenarios::contract
