// How checks become a verdict.
#include "scenarios/engine/judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/scenarios/story.hpp"

namespace redial::scenarios {
namespace {

using Kind = trace::EventKind;

Scenario scenario_expecting(Condition condition) {
  Scenario scenario;
  scenario.clients["alice"];
  scenario.sources = {"a page", "another"};
  scenario.expectations = {{"expect-1", std::move(condition), "as demanded", {}, {}}};
  return scenario;
}

const Check& check_of(const Verdicts& verdicts, const std::string& id) {
  const auto found = std::find_if(verdicts.checks.begin(), verdicts.checks.end(), [&](const Check& c) { return c.id == id; });
  if (found == verdicts.checks.end()) throw std::runtime_error("no check " + id);
  return *found;
}

const Finished kComplete{Finished::How::complete, ""};

TEST(Judge, PassesWhenEveryExpectationAndRuleHolds) {
  const Verdicts verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", kComplete, Story().connected().events());
  EXPECT_EQ(verdicts.overall, Verdict::pass);
  EXPECT_EQ(check_of(verdicts, "expect-1").source, "a page; another");
  EXPECT_EQ(check_of(verdicts, "one-result-per-connect").verdict, Verdict::pass);
}

TEST(Judge, HoldsContractRulesWhetherOrNotTheScenarioNamesThem) {
  const Verdicts verdicts =
      judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", kComplete, Story().connected().result(1, 0, "alice").events());
  EXPECT_EQ(verdicts.overall, Verdict::fail);
  EXPECT_EQ(check_of(verdicts, "one-result-per-connect").detail, "connect #1 brought 2 results");
}

TEST(Judge, LeavesOutRulesOfOtherProfiles) {
  const Verdicts verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", kComplete, Story().connected().events());
  EXPECT_THROW(check_of(verdicts, "database-opened-before-connected"), std::runtime_error);
}

TEST(Judge, LeavesOutExpectationsOfOtherProfiles) {
  Scenario scenario = scenario_expecting(CodeIs{"alice", 1, 31004});
  scenario.expectations[0].profiles = {"uniapp"};
  EXPECT_EQ(judge(scenario, "web", kComplete, Story().connected().events()).overall, Verdict::pass);
  EXPECT_EQ(judge(scenario, "uniapp", kComplete, Story().connected().events()).overall, Verdict::fail);
}

TEST(Judge, NamesTheClientInRuleIdsWhenThereAreSeveral) {
  Scenario scenario = scenario_expecting(CodeIs{"alice", 1, 0});
  scenario.clients["bob"];
  const Verdicts verdicts = judge(scenario, "web", kComplete, Story().connected().of("bob").connected().events());
  EXPECT_EQ(check_of(verdicts, "one-result-per-connect@bob").verdict, Verdict::pass);
}

TEST(Judge, AFailedWaitIsACheckOfItsOwn) {
  const auto verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", {Finished::How::wait_failed, "await result"},
                              Story().connected().event(Kind::wait_timed_out).events());
  EXPECT_EQ(verdicts.overall, Verdict::fail);
  EXPECT_EQ(verdicts.checks.front().rule, "await result");
}

TEST(Judge, ALostPeerIsInconclusiveAndNothingIsHeldAgainstTheClient) {
  const Verdicts verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 7}), "web",
                                  {Finished::How::inconclusive, "agent is gone"}, Story().connected().events());
  EXPECT_EQ(verdicts.overall, Verdict::inconclusive);
  EXPECT_EQ(verdicts.reason, "agent is gone");
  EXPECT_THROW(check_of(verdicts, "expect-1"), std::runtime_error);
  EXPECT_EQ(check_of(verdicts, "one-result-per-connect").verdict, Verdict::pass);
}

// Connected, then dead.
Story crashed() { return Story().connected().event(Kind::client_crashed).detail("SIGSEGV"); }

const Finished kCrashed{Finished::How::crashed, "the client crashed (SIGSEGV)"};

TEST(Judge, AfterACrashWhatHeldIsToldAndThePlayIsInconclusive) {
  const Verdicts verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", kCrashed, crashed().events());
  EXPECT_EQ(verdicts.overall, Verdict::inconclusive);
  EXPECT_EQ(verdicts.reason, "the client crashed (SIGSEGV)");
  EXPECT_EQ(check_of(verdicts, "expect-1").verdict, Verdict::pass);
  EXPECT_EQ(check_of(verdicts, "client-crashed").verdict, Verdict::inconclusive);
  EXPECT_EQ(check_of(verdicts, "client-crashed").events, std::vector{crashed().events().back().sequence});
}

TEST(Judge, AfterACrashWhatWasBrokenByThenFails) {
  const Verdicts verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 31004}), "web", kCrashed, crashed().events());
  EXPECT_EQ(verdicts.overall, Verdict::fail);
  EXPECT_EQ(check_of(verdicts, "expect-1").verdict, Verdict::fail);
  EXPECT_EQ(check_of(verdicts, "client-crashed").verdict, Verdict::inconclusive);
}

TEST(Judge, AfterACrashWhatMightHaveComeIsInconclusive) {
  const Condition absent[] = {AtLeast{1, pattern(Kind::message)}, Never{pattern(Kind::dial), pattern(Kind::message), {}, {}},
                              Within{pattern(Kind::message), pattern(Kind::dial), {}, {}},
                              Within{pattern(Kind::call), pattern(Kind::message), {}, {}}, AnyOrder{{pattern(Kind::message)}}};
  for (const Condition& condition : absent) {
    const Verdicts verdicts = judge(scenario_expecting(condition), "web", kCrashed, crashed().events());
    EXPECT_EQ(check_of(verdicts, "expect-1").verdict, Verdict::inconclusive) << condition.index();
    EXPECT_EQ(verdicts.overall, Verdict::inconclusive);
  }
}

TEST(Judge, AnExpectationAboutTheCrashFailsAndNothingIsLeftOpenForItsSake) {
  Scenario scenario = scenario_expecting(Never{pattern(Kind::client_crashed), {}, {}, {}});
  scenario.expectations.push_back({"expect-2", AtLeast{1, pattern(Kind::message)}, "a message comes", {}, {}});
  const Verdicts verdicts = judge(scenario, "web", kCrashed, crashed().events());
  EXPECT_EQ(verdicts.overall, Verdict::fail);
  EXPECT_EQ(check_of(verdicts, "expect-1").verdict, Verdict::fail);
  EXPECT_THROW(check_of(verdicts, "expect-2"), std::runtime_error);
  EXPECT_THROW(check_of(verdicts, "client-crashed"), std::runtime_error);
}

TEST(Judge, ALostAgentOutweighsACrash) {
  const Verdicts verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 31004}), "web",
                                  {Finished::How::inconclusive, "agent is gone"}, crashed().event(Kind::agent_lost).events());
  EXPECT_EQ(verdicts.overall, Verdict::inconclusive);
  EXPECT_EQ(verdicts.reason, "agent is gone");
}

Story overslept() {
  Story story;
  story.connected().event(Kind::overslept).last().detail = "300 ms late";
  return story;
}

TEST(Judge, ABreachOfTimingIsInconclusiveOnAMachineThatOverslept) {
  const Condition too_slow = Within{pattern(Kind::call), pattern(Kind::result), Duration{}, Duration{}};
  const Verdicts verdicts = judge(scenario_expecting(too_slow), "web", kComplete, overslept().events());
  EXPECT_EQ(verdicts.overall, Verdict::inconclusive);
  EXPECT_EQ(verdicts.reason, "300 ms late");
}

TEST(Judge, AnExpectationThatIsNotAboutTimeIsBrokenEvenOnAMachineThatOverslept) {
  const auto verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 31004}), "web", kComplete, overslept().events());
  EXPECT_EQ(verdicts.overall, Verdict::fail);
}

TEST(Judge, AnExpectationOfAnyKindIsInconclusiveBehindADelayedStep) {
  Story story = overslept();
  story.event(Kind::step_delayed).last().detail = "1500 ms late";
  const auto verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 31004}), "web", kComplete, story.events());
  EXPECT_EQ(verdicts.overall, Verdict::inconclusive);
  EXPECT_EQ(verdicts.reason, "1500 ms late");
}

TEST(Judge, AnExpectationOfAnyKindIsInconclusiveOfAStarvedClient) {
  Story story;
  story.connected().event(Kind::client_starved).last().detail = "waited 900 of 1000 ms";
  const auto verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 31004}), "web", kComplete, story.events());
  EXPECT_EQ(verdicts.overall, Verdict::inconclusive);
  EXPECT_EQ(verdicts.reason, "waited 900 of 1000 ms");
}

TEST(Judge, ARuleThatIsNotAboutTimeIsBrokenEvenOnAMachineThatOverslept) {
  Story story = overslept();
  story.result(1, 0, "alice");
  EXPECT_EQ(judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", kComplete, story.events()).overall, Verdict::fail);
}

// Once the failure is on record, it is the doubt that decides, and the reason has to be there.
TEST(Judge, AFailureKeepsTheReasonForWhatIsInDoubtBesideIt) {
  Story story = overslept();
  story.result(1, 0, "alice").event(Kind::step_delayed).last().detail = "1500 ms late";
  const auto verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 31004}), "web", kComplete, story.events());
  EXPECT_EQ(verdicts.overall, Verdict::fail);
  EXPECT_EQ(verdicts.reason, "1500 ms late");
}

TEST(Judge, AMachineThatOversleptCanStillPass) {
  EXPECT_EQ(judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", kComplete, overslept().events()).overall, Verdict::pass);
}

TEST(Judge, ABrokenShouldOrAdvisoryWarns) {
  const auto verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", kComplete,
                              Story().connected().event(Kind::unhandled_error).events());
  EXPECT_EQ(verdicts.overall, Verdict::warning);
  EXPECT_EQ(check_of(verdicts, "no-unhandled-error").verdict, Verdict::warning);
  EXPECT_EQ(check_of(verdicts, "no-unhandled-error").severity, Severity::should);
}

TEST(Judge, ARuleAboutTimeIsInconclusiveOnAMachineThatOverslept) {
  Story story = overslept();
  story.event(Kind::socket_closed).over(std::chrono::seconds(20));
  const auto verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", kComplete, story.events());
  EXPECT_EQ(check_of(verdicts, "reconnects-by-itself").verdict, Verdict::inconclusive);
}

TEST(Judge, AWarningInDoubtIsNone) {
  Story story = overslept();
  story.call("send-text", 2).over(std::chrono::seconds(40));
  const auto verdicts = judge(scenario_expecting(CodeIs{"alice", 1, 0}), "web", kComplete, story.events());
  EXPECT_EQ(verdicts.overall, Verdict::pass);
  EXPECT_THROW(check_of(verdicts, "sends-are-answered"), std::runtime_error);
}

TEST(OverallVerdict, FailBeatsInconclusiveBeatsKnownBeatsWarningBeatsPass) {
  const auto of = [](std::vector<Verdict> verdicts) {
    std::vector<Check> checks;
    for (const Verdict verdict : verdicts) checks.push_back({"", "", verdict, "", "", {}});
    return overall(checks);
  };
  EXPECT_EQ(of({}), Verdict::pass);
  EXPECT_EQ(of({Verdict::pass, Verdict::warning}), Verdict::warning);
  EXPECT_EQ(of({Verdict::warning, Verdict::known}), Verdict::known);
  EXPECT_EQ(of({Verdict::known, Verdict::inconclusive}), Verdict::inconclusive);
  EXPECT_EQ(of({Verdict::inconclusive, Verdict::fail}), Verdict::fail);
}

}  // namespace
}  // namespace redial::scenarios
