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

TEST(Differences, ClientsOfDifferentProfilesAreNotCompared) {
  ScenarioResult other = played(web("1"));
  other.client.profile = "uniapp";
  EXPECT_TRUE(differences({played(web("1")), other}).empty());
}

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

}  // namespace
}  // namespace redial::reports
