// What counts as a difference between clients, and how it is put.
#include "reports/differences.hpp"

#include <gtest/gtest.h>

namespace redial::reports {
namespace {

using scenarios::Verdict;
using Kind = trace::EventKind;
using Strings = std::vector<std::string>;

control::ClientDescription web(const std::string& version, const std::string& host = "node v20") {
  return {"rongcloud-web", version, "web", host, {}, ""};
}

ScenarioResult played(const control::ClientDescription& client, const std::string& scenario = "token/expired") {
  ScenarioResult result;
  result.scenario = scenario;
  result.client = client;
  return result;
}

void tell(ScenarioResult& result, Kind kind, std::optional<std::int32_t> code, const std::string& client = "alice") {
  trace::Event& event = result.trace.emplace_back();
  event.kind = kind;
  event.client = client;
  event.code = code;
  if (kind == Kind::result) event.name = "connect";
  if (kind == Kind::status) event.status = trace::ConnectionStatus::disconnected;
}

TEST(Differences, OneClientIsNotCompared) { EXPECT_TRUE(differences({played(web("1")), played(web("1"), "other")}).empty()); }

TEST(Differences, ClientsThatBehaveAlikeHaveNoRows) {
  const auto compared = differences({played(web("1")), played(web("2"))});
  ASSERT_EQ(compared.size(), 1u);
  EXPECT_EQ(compared[0].clients.size(), 2u);
  EXPECT_TRUE(compared[0].rows.empty());
}

TEST(Differences, TheSameVersionOnTwoHostsIsTwoClients) {
  EXPECT_EQ(differences({played(web("1")), played(web("1", "chromium 156"))}).size(), 1u);
}

TEST(Differences, VerdictAndFailedChecksAreToldPerClient) {
  ScenarioResult failed = played(web("2"));
  failed.verdict = Verdict::fail;
  failed.checks = {{"expect-1", "", Verdict::fail, "", "", {}},
                   {"expect-2", "", Verdict::pass, "", "", {}},
                   {"one-result", "", Verdict::known, "", "", {}}};
  const auto rows = differences({played(web("1")), failed})[0].rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].aspect, "verdict");
  EXPECT_EQ(rows[0].told, (Strings{"pass", "fail"}));
  EXPECT_EQ(rows[1].aspect, "failed checks");
  EXPECT_EQ(rows[1].told, (Strings{"none", "expect-1, one-result"}));
}

TEST(Differences, CodesAndStatusesAreToldInOrder) {
  ScenarioResult one = played(web("1")), two = played(web("2"));
  tell(one, Kind::status, 31004);
  tell(one, Kind::result, 31004);
  tell(two, Kind::result, 33001);
  tell(two, Kind::result, std::nullopt);
  const auto rows = differences({one, two})[0].rows;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].aspect, "result codes");
  EXPECT_EQ(rows[0].told, (Strings{"connect 31004", "connect 33001, connect"}));
  EXPECT_EQ(rows[1].aspect, "statuses");
  EXPECT_EQ(rows[1].told, (Strings{"disconnected 31004", "none"}));
}

TEST(Differences, HowTheClientsOfAScenarioInterleaveIsNone) {
  ScenarioResult one = played(web("1")), two = played(web("2"));
  for (const char* name : {"alice", "bob"}) tell(one, Kind::result, 0, name);
  for (const char* name : {"bob", "alice"}) tell(two, Kind::result, 0, name);
  EXPECT_TRUE(differences({one, two})[0].rows.empty());
}

TEST(Differences, RepeatedPlaysThatDisagreeAreToldTogether) {
  ScenarioResult failed = played(web("2"));
  failed.verdict = Verdict::fail;
  const auto rows = differences({played(web("1")), played(web("2")), failed, played(web("2"))})[0].rows;
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].told, (Strings{"pass", "pass or fail"}));
}

TEST(Differences, AClientThatDidNotPlayIsLeftOut) {
  const auto compared = differences({played(web("1")), played(web("2"), "other"), played(web("3"))});
  EXPECT_TRUE(compared[0].rows.empty());
}

// ---- across profiles ----

const control::ClientDescription kWeb{"rongcloud-web", "5.38.0", "web", "node", {"wire-events"}, ""};
const control::ClientDescription kNative{"rongcloud-native", "5.46.1", "native", "node", {"wire-events"}, ""};

using Status = trace::ConnectionStatus;

trace::Event& add(ScenarioResult& result, Kind kind, Duration at = {}) {
  trace::Event& event = result.trace.emplace_back();
  event.kind = kind;
  event.client = "alice";
  event.at = TimePoint(at);
  return event;
}

void tell(ScenarioResult& result, std::initializer_list<Status> statuses) {
  for (const Status status : statuses) add(result, Kind::status).status = status;
}

std::vector<Difference> across(const ScenarioResult& on_web, const ScenarioResult& on_native) {
  const auto compared = differences({on_web, on_native});
  EXPECT_EQ(compared.size(), 1u);
  EXPECT_TRUE(compared.at(0).across_profiles);
  return compared.at(0).rows;
}

class AcrossProfiles : public testing::Test {
 protected:
  void expect_row(const char* aspect, const Strings& told) const {
    const auto rows = across(on_web, on_native);
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].aspect, aspect);
    EXPECT_EQ(rows[0].told, told);
  }
  void expect_none() const { EXPECT_TRUE(across(on_web, on_native).empty()); }

  ScenarioResult on_web = played(kWeb), on_native = played(kNative);
};

TEST_F(AcrossProfiles, VerdictsAreCompared) {
  on_native.verdict = Verdict::warning;
  expect_row("verdict", {"pass", "warning"});
}

TEST_F(AcrossProfiles, ChecksAreComparedThatBothWereHeldTo) {
  on_web.checks = {{"expect-1", "", Verdict::known, "", "", {}}, {"waits-no-less-web", "", Verdict::known, "", "", {}}};
  on_native.checks = {{"expect-1", "", Verdict::pass, "", "", {}}, {"database-opened-once", "", Verdict::fail, "", "", {}}};
  expect_row("failed checks", {"expect-1", "none"});
}

TEST_F(AcrossProfiles, AStepThatWaitedInVainIsOneForBoth) {
  on_web.checks = {{"step-3", "", Verdict::known, "", "", {}}};
  expect_row("failed checks", {"step-3", "none"});
}

TEST_F(AcrossProfiles, CodesOfConnectAreComparedAndThoseOfDisconnectAreNot) {
  add(on_web, Kind::result).name = "disconnect";
  trace::Event& result = add(on_native, Kind::result);
  result.name = "disconnect";
  result.code = 0;
  expect_none();
  tell(on_web, Kind::result, 31004);
  expect_row("result codes", {"connect 31004", "none"});
}

TEST_F(AcrossProfiles, AnEndIsWhatItMeans) {
  const std::pair<std::int32_t, Status> ends[] = {{2, Status::signed_out},          {31004, Status::token_incorrect},
                                                  {31020, Status::token_incorrect}, {31009, Status::blocked},
                                                  {31011, Status::blocked},         {31010, Status::kicked},
                                                  {34006, Status::timeout},         {31008, Status::disconnected}};
  for (const auto& [code, status] : ends) {
    on_web = played(kWeb);
    on_native = played(kNative);
    tell(on_web, Kind::status, code);
    tell(on_native, {status});
    expect_none();
  }
  tell(on_native, {Status::kicked});
  expect_row("statuses", {"disconnected", "disconnected, kicked"});
}

TEST_F(AcrossProfiles, ARoundOfStatusesThatRepeatsIsToldOnce) {
  using enum Status;
  tell(on_web, {connecting, connected, suspended, connecting, connected});
  tell(on_native,
       {connecting, connecting, connected, suspended, connecting, suspended, connecting, suspended, connecting, connected});
  expect_none();
  tell(on_native, {kicked});
  expect_row("statuses", {"connecting, connected, suspended, connecting, connected",
                          "connecting, connected, suspended, connecting, connected, kicked"});
}

TEST_F(AcrossProfiles, DialsAreComparedInClasses) {
  for (int i = 0; i < 3; ++i) add(on_web, Kind::dial);
  for (int i = 0; i < 4; ++i) add(on_native, Kind::dial);
  expect_none();
  add(on_native, Kind::dial);
  expect_row("dials", {"3 to 4", "5 to 8"});
}

TEST_F(AcrossProfiles, DialsAreNotComparedWhereTheyAreNotObserved) {
  on_native.client.capabilities = {};
  add(on_web, Kind::dial);
  expect_none();
}

// Online by one dial, lost, and dialled again so much later.
void lose(ScenarioResult& result, Duration retry) {
  add(result, Kind::client_created);
  add(result, Kind::dial).epoch = Epoch(1);
  tell(result, {Status::connected});
  add(result, Kind::socket_closed).epoch = Epoch(1);
  add(result, Kind::dial, retry);
}

TEST_F(AcrossProfiles, TheFirstRetryIsComparedInClasses) {
  using std::chrono::milliseconds;
  lose(on_web, milliseconds(99));
  lose(on_native, milliseconds(50));
  expect_none();
  on_web = played(kWeb);
  lose(on_web, milliseconds(5'000));
  expect_row("first retry", {"3.2 to 6.4 s", "at once"});
  on_native = played(kNative);
  lose(on_native, milliseconds(100));
  expect_row("first retry", {"3.2 to 6.4 s", "0.1 to 0.2 s"});
}

TEST_F(AcrossProfiles, OfAnInconclusivePlayOnlyTheVerdictIsTold) {
  tell(on_web, Kind::result, 0);
  on_native.verdict = Verdict::inconclusive;
  expect_row("verdict", {"pass", "inconclusive"});
}

TEST_F(AcrossProfiles, ADatabaseIsNotedBesideOtherDifferences) {
  for (int i = 0; i < 2; ++i) add(on_native, Kind::database_opened).code = 0;
  expect_none();
  on_native.verdict = Verdict::fail;
  const auto rows = across(on_web, on_native);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[1].aspect, "database");
  EXPECT_EQ(rows[1].told, (Strings{"none", "opened 0"}));
}

TEST_F(AcrossProfiles, WhatDiffersWithinAProfileOnlyStandsThere) {
  ScenarioResult older = played(kWeb);
  older.client.version = "5.36.7";
  tell(older, {Status::connecting});
  on_native.scenario = "other";
  const auto compared = differences({on_web, older, on_native});
  ASSERT_EQ(compared.size(), 2u);
  EXPECT_EQ(compared[0].rows.size(), 1u);
  EXPECT_EQ(compared[1].rows.size(), 0u);
}

TEST_F(AcrossProfiles, StandBehindTheComparisonsWithinEach) {
  ScenarioResult older = played(kWeb);
  older.client.version = "5.36.7";
  const auto compared = differences({on_native, on_web, older});
  ASSERT_EQ(compared.size(), 2u);
  EXPECT_FALSE(compared[0].across_profiles);
  EXPECT_TRUE(compared[1].across_profiles);
  EXPECT_EQ(compared[1].clients.size(), 3u);
}

}  // namespace
}  // namespace redial::reports
