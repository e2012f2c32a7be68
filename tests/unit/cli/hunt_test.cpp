// What counts as a catch, and what the book says of it.
#include "cli/hunt.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace redial::cli {
namespace {

using scenarios::Verdict;

class HuntTest : public testing::Test {
 protected:
  HuntTest() {
    for (const auto* name : {"callback-lost", "never-reconnects"})
      hunt.quarries.push_back({agent::reference::find_defect(name), {}, {}});
  }

  void play(const std::string& defect, const std::string& profile, Verdict verdict, const std::string& scenario = "token/good") {
    reports::ScenarioResult result;
    result.scenario = scenario;
    result.client.name = "redial-reference" + (defect.empty() ? "" : "+" + defect);
    result.client.profile = profile;
    result.checks.push_back({.id = "expect-1", .verdict = verdict});
    enter(hunt, result);
  }

  bool is_caught(std::string_view defect) { return !find_quarry(hunt, defect)->by.empty(); }

  std::string console() const {
    std::ostringstream out;
    write_console(hunt, {}, out);
    return out.str();
  }

  Hunt hunt;
};

TEST_F(HuntTest, AFailedCheckIsACatch) {
  play("callback-lost", "web", Verdict::fail);
  EXPECT_TRUE(is_caught("callback-lost"));
  EXPECT_FALSE(is_caught("never-reconnects"));
}

TEST_F(HuntTest, AWarningIsNone) {
  play("callback-lost", "web", Verdict::warning);
  EXPECT_FALSE(is_caught("callback-lost"));
}

TEST_F(HuntTest, ACheckThatFailsForTheHealthyClientIsNone) {
  play("", "web", Verdict::fail);
  play("callback-lost", "web", Verdict::fail);
  EXPECT_FALSE(is_caught("callback-lost"));
  play("callback-lost", "uniapp", Verdict::fail);
  EXPECT_TRUE(is_caught("callback-lost"));
}

TEST_F(HuntTest, SucceedsWhenAllAreCaught) {
  play("callback-lost", "web", Verdict::fail);
  EXPECT_FALSE(hunt.is_success());
  play("never-reconnects", "web", Verdict::fail);
  EXPECT_TRUE(hunt.is_success());
}

TEST_F(HuntTest, FailsWhenAHealthyClientFails) {
  play("", "uniapp", Verdict::fail);
  play("callback-lost", "web", Verdict::fail);
  play("never-reconnects", "web", Verdict::fail);
  EXPECT_FALSE(hunt.is_success());
  EXPECT_THAT(console(), testing::HasSubstr("healthy, and failed: reference:uniapp token/good: expect-1"));
}

TEST_F(HuntTest, AnEmptyResultSaysNothing) {
  enter(hunt, {});
  EXPECT_TRUE(hunt.healthy.empty());
}

TEST_F(HuntTest, TheConsoleCountsScenariosAndShowsChecksOnce) {
  play("callback-lost", "web", Verdict::fail);
  play("callback-lost", "uniapp", Verdict::fail);
  EXPECT_THAT(console(), testing::StartsWith("caught  callback-lost     1 scenario    token/good: expect-1\n"
                                             "        rongcloud/rongcloud-im-flutter-sdk#192\n"
                                             "MISSED  never-reconnects  0 scenarios\n"));
  EXPECT_THAT(console(), testing::HasSubstr("\n1 of 2 defects caught\n"));
}

TEST_F(HuntTest, JsonNamesScenarioCheckAndClient) {
  play("callback-lost", "web", Verdict::fail);
  std::ostringstream out;
  write_json(hunt, out);
  const auto json = nlohmann::json::parse(out.str());
  const auto& caught = json["defects"][0];
  EXPECT_EQ(caught["name"], "callback-lost");
  EXPECT_EQ(caught["source"], "rongcloud/rongcloud-im-flutter-sdk#192");
  EXPECT_EQ(caught["caught"], true);
  const nlohmann::json by = {{"scenario", "token/good"}, {"check", "expect-1"}, {"client", "reference:web+callback-lost"}};
  EXPECT_EQ(caught["by"][0], by);
  EXPECT_EQ(json["defects"][1]["caught"], false);
  EXPECT_TRUE(json["healthy_failures"].empty());
}

}  // namespace
}  // namespace redial::cli
