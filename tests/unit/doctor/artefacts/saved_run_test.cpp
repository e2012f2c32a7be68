// A run's plays as cases.
#include "doctor/artefacts/saved_run.hpp"

#include <gmock/gmock.h>

namespace redial::doctor {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using trace::EventKind;

trace::Event event(EventKind kind, std::optional<std::int32_t> code, const std::string& token = "") {
  trace::Event one;
  one.kind = kind;
  one.lane = trace::describe(kind).lane;
  one.code = code;
  one.token = token;
  one.user = "alice";
  one.detail = "expired";
  return one;
}

reports::ScenarioResult play(const std::string& scenario, std::optional<std::int32_t> status) {
  reports::ScenarioResult result;
  result.scenario = scenario;
  result.client = {.name = "rongcloud-web", .version = "5.38.0", .profile = "web"};
  result.trace = {event(EventKind::call, {}, "bad"), event(EventKind::dial, {}), event(EventKind::server_login, status, "bad")};
  return result;
}

std::vector<std::string> sources(const Result<std::vector<Case>>& cases) {
  std::vector<std::string> names;
  if (!cases) return {to_text(cases.error())};
  for (const Case& one : *cases) names.push_back(one.source);
  return names;
}

TEST(SavedRunTest, PlayIsACaseWithTheServersVerdict) {
  reports::Report run;
  run.results = {play("token/expired", 4)};
  const auto trace = run.results[0].trace;
  const auto cases = cases_of(run, "run.json", "");
  ASSERT_TRUE(cases);
  const Case& one = cases->front();
  EXPECT_EQ(one.origin, Origin::saved_run);
  EXPECT_EQ(one.source, "run.json, token/expired with rongcloud-web");
  EXPECT_EQ(one.sdk, "rongcloud-web 5.38.0");
  EXPECT_EQ(one.profile, "web");
  EXPECT_TRUE(one.sight.app && one.sight.wire && one.sight.verdict);
  EXPECT_EQ(one.trace, trace);
  ASSERT_EQ(one.tokens.size(), 1u);
  EXPECT_EQ(one.tokens[0].label, "bad");
  EXPECT_EQ(one.tokens[0].user, "alice");
  EXPECT_TRUE(one.tokens[0].presented);
  EXPECT_THAT(one.gaps, IsEmpty());
}

TEST(SavedRunTest, WhatThePlayLacksIsAGap) {
  reports::Report run;
  run.results = {play("token/expired", 4)};
  run.results[0].dropped_events = 3;
  run.results[0].reason = "the agent died";
  EXPECT_EQ(cases_of(run, "run.json", "")->front().gaps.size(), 2u);
}

TEST(SavedRunTest, ScenarioIsChosenByNameWithOrWithoutItsParameters) {
  reports::Report run;
  run.results = {play("a/b", 0), play("a/b (tls)", 4), play("a/bc", 0)};
  EXPECT_EQ(sources(cases_of(run, "r", "a/b")).size(), 2u);
  EXPECT_THAT(sources(cases_of(run, "r", "a/b (tls)")), ElementsAre("r, a/b (tls) with rongcloud-web"));
  EXPECT_THAT(sources(cases_of(run, "r", "z")), ElementsAre("r: no play of \"z\" is in this run; it has a/b, a/b (tls), a/bc"));
}

TEST(SavedRunTest, OfManyPlaysThoseInWhichAllWasGrantedAreLeftOut) {
  reports::Report run;
  run.results.assign(kManyPlays, play("quiet", 0));
  run.results.push_back(play("refused", 4));
  const auto cases = cases_of(run, "r", "");
  EXPECT_THAT(sources(cases), ElementsAre("r, refused with rongcloud-web"));
  EXPECT_THAT(cases->front().gaps.front().what, HasSubstr("20 plays in which everything was granted are left out"));
}

TEST(SavedRunTest, FewPlaysOrNoneButQuietOnesAreKept) {
  reports::Report run;
  run.results.assign(kManyPlays, play("quiet", 0));
  EXPECT_EQ(cases_of(run, "r", "")->size(), kManyPlays);
  run.results.push_back(play("quiet", 0));
  EXPECT_EQ(cases_of(run, "r", "")->size(), kManyPlays);
}

TEST(SavedRunTest, RunWithoutPlaysIsRefused) { EXPECT_THAT(sources(cases_of({}, "r", "")), ElementsAre(HasSubstr("no plays"))); }

TEST(SavedRunTest, IsKnownByItsFirstKeys) {
  EXPECT_TRUE(is_saved_run(R"({"schema_version":3,"redial":{"version":"0.1.0","comm)"));
  EXPECT_FALSE(is_saved_run(R"({"schema_version":3,"other":{}})"));
  EXPECT_FALSE(is_saved_run(""));
}

}  // namespace
}  // namespace redial::doctor
