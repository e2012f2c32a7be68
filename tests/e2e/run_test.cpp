// `redial run` as its users call it: the reference client and the official SDK against the mock server, judged and reported.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using nlohmann::json;

struct Played {
  Outcome outcome;
  json report;
};

Played run_scenarios(std::vector<std::string> arguments) {
  const auto out = empty_folder(testing::UnitTest::GetInstance()->current_test_info()->name());
  std::vector<std::string> command = {program("redial"), "run", "--out", out.string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  Played result{run(command), {}};
  std::ifstream file(out / "run.json");
  result.report = json::parse(file, nullptr, false);
  EXPECT_TRUE(std::filesystem::exists(out / "junit.xml")) << result.outcome.output;
  return result;
}

// The last result of connect in a trace, as "code user".
std::string connect_result(const json& result) {
  std::string told;
  for (const json& event : result.at("trace")) {
    if (event.at("kind") != "result" || event.value("name", "") != "connect") continue;
    told = std::to_string(event.at("code").get<int>()) + " " + event.value("user", "");
  }
  return told;
}

TEST(Run, TheOfficialSdkIsToldTheRightCodeForEveryKindOfToken) {
  const Played run = run_scenarios({"--client", "web", "--jobs", "8", "connect/good_token", "token/expired", "token/revoked",
                                    "token/truncated", "appkey/foreign_token"});
  EXPECT_EQ(run.outcome.exit_code, 0) << run.outcome.output;
  ASSERT_EQ(run.report.at("results").size(), 10u);
  for (const json& result : run.report.at("results")) {
    const std::string scenario = result.at("scenario");
    EXPECT_EQ(result.at("client").at("name"), "rongcloud-web");
    EXPECT_EQ(result.at("client").at("version"), "5.38.0");
    EXPECT_EQ(connect_result(result), scenario.starts_with("connect/good_token") ? "0 alice" : "31004 ") << scenario;
  }
}

TEST(Run, BothClientsReconnectByThemselvesAndPhasesSumUpToTheTotal) {
  const Played run = run_scenarios({"--client", "reference", "--client", "web", "--jobs", "8", "network/reset",
                                    "network/graceful_close", "network/server_restart"});
  EXPECT_EQ(run.outcome.exit_code, 0) << run.outcome.output;
  ASSERT_EQ(run.report.at("results").size(), 10u);
  for (const json& result : run.report.at("results")) {
    ASSERT_EQ(result.at("reconnects").size(), 1u) << result.at("scenario");
    const json& reconnect = result.at("reconnects")[0];
    double sum = 0;
    for (const auto& [phase, length] : reconnect.at("phases").items()) sum += length.get<double>();
    EXPECT_NEAR(sum, reconnect.at("total_ms").get<double>(), 1e-6) << result.at("scenario");
  }
}

TEST(Run, AKnownDeviationIsNamedWithItsEvidenceAndDoesNotFail) {
  const Played run = run_scenarios({"--client", "web", "duplicate/while_reconnecting"});
  EXPECT_EQ(run.outcome.exit_code, 0) << run.outcome.output;
  EXPECT_EQ(run.report.at("summary").at("known"), 1);
  EXPECT_NE(run.outcome.output.find("replaces the automatic reconnect"), std::string::npos) << run.outcome.output;
}

TEST(Run, ABrokenPromiseExitsWithOne) {
  const auto folder = empty_folder("broken_promise");
  std::ofstream(folder / "wrong.yaml")
      << "shows: A promise that nobody made.\nsources: [\"no document\"]\n"
         "clients: {alice: {user: alice}}\nsteps:\n  - issue-token: {name: good, user: alice}\n"
         "  - connect: {token: good}\n  - await: {event: result, within: 10 s}\nexpect:\n  - code: 31004\n";
  const Played run = run_scenarios({"--client", "reference", (folder / "wrong.yaml").string()});
  EXPECT_EQ(run.outcome.exit_code, 1) << run.outcome.output;
  EXPECT_EQ(run.report.at("summary").at("failed"), 1);
}

TEST(Run, TokensAndAppKeysAppearInNoReport) {
  const auto out = empty_folder("secrets");
  const auto outcome = run({program("redial"), "run", "--client", "web", "--out", out.string(), "connect/good_token"});
  std::ifstream file(out / "run.json");
  const std::string report{std::istreambuf_iterator<char>(file), {}};
  for (const char* secret : {"token=", "appId=", "appkey=", "%40"}) {
    EXPECT_EQ(report.find(secret), std::string::npos) << secret;
    EXPECT_EQ(outcome.output.find(secret), std::string::npos) << secret;
  }
}

TEST(Run, AnUnknownClientIsWrongUse) {
  const auto outcome = run({program("redial"), "run", "--client", "android"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.output.find("or the HOST:PORT of an agent"), std::string::npos) << outcome.output;
}

TEST(Run, AWebClientInAnUnknownHostIsWrongUse) {
  for (const char* name : {"web:firefox", "web@5.36.7", "web:node@latest"}) {
    const auto outcome = run({program("redial"), "run", "--client", name});
    EXPECT_EQ(outcome.exit_code, 2) << name;
    EXPECT_NE(outcome.output.find("use web, web:node or web:chromium, with @VERSION"), std::string::npos) << outcome.output;
  }
}

TEST(Run, AnUnknownScenarioIsWrongUse) { EXPECT_EQ(run({program("redial"), "run", "no/such"}).exit_code, 2); }

TEST(Run, AnAgentThatNobodyServesIsInconclusive) {
  EXPECT_EQ(run({program("redial"), "run", "--client", "127.0.0.1:1", "connect/good_token"}).exit_code, 3);
}

TEST(Lint, ABrokenFileIsTwoWithItsPosition) {
  const auto folder = empty_folder("lint");
  std::ofstream(folder / "broken.yaml") << "shows: x\nstepz: []\n";
  const auto outcome = run({program("redial"), "lint", (folder / "broken.yaml").string()});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.output.find("broken.yaml:2:1: error: "), std::string::npos) << outcome.output;
}

TEST(Lint, TheLibraryHasNoErrors) { EXPECT_EQ(run({program("redial"), "lint"}).exit_code, 0); }

TEST(Lists, AreJsonListsOfWhatCanBeTested) {
  const std::map<std::string, std::size_t> at_least = {{"faults", 50}, {"rules", 40}, {"list", 150}};
  for (const auto& [command, count] : at_least) {
    const auto outcome = run({program("redial"), command, "--format", "json"});
    EXPECT_EQ(outcome.exit_code, 0) << command;
    const auto list = nlohmann::json::parse(outcome.output);
    ASSERT_TRUE(list.is_array()) << command;
    EXPECT_GE(list.size(), count) << command;
  }
}

TEST(Help, EverySubcommandHasOne) {
  for (const char* command :
       {"run", "serve", "agent", "list", "lint", "schema", "version", "faults", "rules", "zoo", "explore"}) {
    const auto outcome = run({program("redial"), command, "--help"});
    EXPECT_EQ(outcome.exit_code, 0) << command;
    EXPECT_NE(outcome.output.find("Usage"), std::string::npos) << command << ": " << outcome.output;
  }
}

}  // namespace
}  // namespace redial::e2e
