// A client under test that dies of a signal: its play says so, the report counts it, and the run goes on.
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using nlohmann::json;

constexpr const char* kClient = "web/src/child/main.js";  // the process of one client

const std::string kSteps = R"(
shows: The client stays for longer than this test needs.
sources: [none]
clients: {alice: {user: alice}}
steps:
  - issue-token: {name: good, user: alice}
  - connect: {token: good}
  - watch: 60 s
expect:
)";

class CrashTest : public testing::Test {
 protected:
  // The report of a run in which the first client dies. Behind it comes a scenario that is played to its end.
  json report_of(const std::string& expectation, int exit_code) {
    const std::filesystem::path scenario = out / "a.yaml";
    std::ofstream(scenario) << kSteps << expectation;
    Program run({program("redial"), "run", "--client", "web", "--jobs", "1", "--out", out.string(), scenario.string(),
                 "connect/good_token"});
    const pid_t client = until_started(kClient);
    EXPECT_EQ(client > 0 ? kill(client, SIGSEGV) : -1, 0);
    EXPECT_EQ(run.finish(), exit_code) << run.output();
    EXPECT_NE(run.output().find("crashes of the client: 1 in 1 scenario, SIGSEGV 1"), std::string::npos) << run.output();
    EXPECT_NE(run.output().find("crashed: alice, SIGSEGV, "), std::string::npos) << run.output();
    std::ifstream file(out / "run.json");
    return json::parse(file);
  }
  const std::filesystem::path out = empty_folder(testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(CrashTest, IsCountedAndTheRunGoesOn) {
  const json report = report_of("  - status: connected\n", 3);
  EXPECT_EQ(report.at("crashes").at(0).at("ways"), json({{"SIGSEGV", 1}}));
  const json& played = report.at("results").at(0);
  EXPECT_EQ(played.at("verdict"), "inconclusive");
  EXPECT_EQ(played.at("reason"), "the client crashed (SIGSEGV)");
  EXPECT_EQ(played.at("crashes").at(0).at("how"), "SIGSEGV");
  for (const json& event : played.at("trace")) EXPECT_NE(event.at("kind"), "agent-lost");
  EXPECT_EQ(report.at("results").at(1).at("verdict"), "pass");
}

TEST_F(CrashTest, CanBeWhatAScenarioForbids) {
  const json report = report_of("  - never: {event: client-crashed}\n", 1);
  EXPECT_EQ(report.at("results").at(0).at("verdict"), "fail");
}

}  // namespace
}  // namespace redial::e2e
