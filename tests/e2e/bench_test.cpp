// `redial bench` as a user starts it: small crowds, with the server and the agents as processes.
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using Json = nlohmann::json;

constexpr const char* kUsers = "shows: A test.\nusers: 30\nbackoff: {waits: {delays: [10 ms, 50 ms], jitter: 50 %}}\n";

std::string spec_file(const std::string& name, const std::string& text) {
  const auto path = empty_folder("bench-" + name) / (name + ".yaml");
  std::ofstream(path) << text;
  return path.string();
}

// What a bench of this spec measures; null if it fails.
Json measured(const std::string& name, const std::string& text, const std::vector<std::string>& options = {}) {
  const std::string spec = spec_file(name, text);
  const std::string json = spec + ".json";
  std::vector<std::string> command{program("redial"), "bench", spec, "--json", json};
  command.insert(command.end(), options.begin(), options.end());
  const Outcome outcome = run(command);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  std::ifstream file(json);
  return outcome.exit_code == 0 ? Json::parse(file, nullptr, false) : Json();
}

// The last phase of a bench in which everybody has connected first.
Json last_phase(const std::string& name, const std::string& phases, const std::string& more = "",
                const std::vector<std::string>& options = {}) {
  const Json result = measured(name, kUsers + more + "phases:\n  - connect: 300\n" + phases, options);
  if (!result.is_object() || result["phases"].empty()) return Json::object();
  EXPECT_EQ(result["phases"][0]["online_after"], 30) << result["phases"][0];
  return result["phases"].back();
}

TEST(Bench, OfARampTheCountsAreWhatTheSpecAsksFor) {
  const Json ramp = last_phase("ramp", "");
  EXPECT_EQ(ramp["connects"]["intended"], 30);
  EXPECT_EQ(ramp["connects"]["succeeded"], 30);
  EXPECT_EQ(ramp["latencies"]["total"]["n"], 30);
  EXPECT_EQ(ramp["server"]["logins"], 30);
  EXPECT_EQ(ramp["server"]["sessions_after"], 30);
}

TEST(Bench, AHoldSendsItsMessages) {
  const Json hold = last_phase("hold", "  - hold: {for: 500 ms, messages: 100}\n");
  EXPECT_EQ(hold["messages"]["intended"], 50);
  EXPECT_EQ(hold["messages"]["succeeded"], 50);
}

TEST(Bench, OfEveryStormEverybodyComesBack) {
  for (const std::string by : {"reset", "close", "blackhole", "{by: restart, down: 200 ms}"}) {
    const Json storm = last_phase("storm", "  - storm: " + by + "\n", "ping-every: 50 ms\nping-within: 1 s\n");
    EXPECT_EQ(storm["lost_users"], 30) << by;
    EXPECT_EQ(storm["online_after"], 30) << by;
    EXPECT_TRUE(storm["back_ms"]["100"].is_number()) << by;
    EXPECT_FALSE(storm["interrupted"]) << by;
  }
}

TEST(Bench, ARollingRestartTakesEverybodyOnce) {
  const Json rolling = last_phase("rolling", "  - rolling-restart: {down: 100 ms, pause: 0 s}\n", "apps: 3\n");
  EXPECT_EQ(rolling["lost_users"], 30);
  EXPECT_EQ(rolling["online_after"], 30);
}

TEST(Bench, AtAnExpiryAppsThatFetchATokenComeBackAndOthersDoNot) {
  const Json stays = last_phase("expiry", "  - expiry\n");
  EXPECT_EQ(stays["connects"]["failed"], (Json{{"31004", 30}}));
  EXPECT_EQ(stays["online_after"], 0);
  const Json fetches = last_phase("fetch", "  - expiry\n", "on-31004: fetch-token\n");
  EXPECT_EQ(fetches["fetched_tokens"], 30);
  EXPECT_EQ(fetches["online_after"], 30);
}

TEST(Bench, WhoseNetworkFlapsComesBack) {
  const Json flap = last_phase("flap", "  - flap: {share: 50 %, up: 200 ms, down: 100 ms, for: 500 ms}\n");
  EXPECT_GT(flap["lost_users"], 0);
  EXPECT_EQ(flap["online_after"], 30);
}

TEST(Bench, TwoAgentsGiveTheSameCountsAsOne) {
  const std::string phases = "  - hold: {for: 300 ms, messages: 100}\n  - storm: reset\n";
  const Json one = measured("one", kUsers + std::string("phases:\n  - connect: 300\n") + phases);
  const Json two =
      measured("two", kUsers + std::string("phases:\n  - connect: 300\n") + phases, {"--agents", "2", "--loops", "2"});
  ASSERT_TRUE(one.is_object() && two.is_object());
  EXPECT_EQ(two["agents"], 2);
  ASSERT_EQ(one["phases"].size(), 3u);
  ASSERT_EQ(two["phases"].size(), 3u);
  for (std::size_t i = 0; i < 3; ++i)
    for (const char* count :
         {"users", "online_before", "online_after", "connects", "messages", "lost_users", "losses", "attempts"})
      EXPECT_EQ(one["phases"][i][count], two["phases"][i][count]) << i << " " << count;
}

TEST(Bench, TheCommandLineChangesItsSize) {
  const Json small = measured("small", std::string(kUsers) + "phases:\n  - connect: 10\n", {"--users", "8", "--rate", "500"});
  ASSERT_TRUE(small.is_object());
  EXPECT_EQ(small["users"], 8);
  EXPECT_EQ(small["phases"][0]["connects"]["succeeded"], 8);
}

TEST(Bench, AWrongSpecIsShownAndNothingIsStarted) {
  const Outcome outcome =
      run({program("redial"), "bench", spec_file("wrong", "shows: A test.\nusers: 3\nphases: [storm: reset]\n")});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.output.find("wrong.yaml:3:10: error: nobody is there yet: connect comes first"), std::string::npos)
      << outcome.output;
}

TEST(Bench, TheReadySpecsAreFoundByName) {
  const Outcome outcome = run({program("redial"), "bench", "storm-reset", "--lint"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.output, "storm-reset: no errors\n");
}

TEST(Bench, AnAgentThatIsNotThereIsNamed) {
  const Outcome outcome = run({program("redial"), "bench", "storm-reset", "--users", "3", "--agent", "127.0.0.1:1"});
  EXPECT_EQ(outcome.exit_code, 3);
  EXPECT_NE(outcome.output.find("agent at 127.0.0.1:1"), std::string::npos) << outcome.output;
}

TEST(Bench, CtrlCEndsItWithWhatThereIs) {
  adopt_orphans();
  const std::string spec = spec_file("stop", kUsers + std::string("phases:\n  - connect: 300\n  - hold: 1 h\n"));
  Program bench({program("redial"), "bench", spec, "--json", spec + ".json"});
  ASSERT_TRUE(bench.read_until("[2/2] hold")) << bench.output();
  bench.signal(SIGINT);
  EXPECT_EQ(bench.finish(), 3);
  EXPECT_NE(bench.output().find("interrupted: this is what there was"), std::string::npos) << bench.output();
  EXPECT_EQ(orphans(), 0);
  std::ifstream file(spec + ".json");
  const Json result = Json::parse(file, nullptr, false);
  ASSERT_TRUE(result.is_object());
  EXPECT_TRUE(result["interrupted"]);
  EXPECT_EQ(result["phases"].size(), 2u);
}

}  // namespace
}  // namespace redial::e2e
