// Compressed time tells the same story as real time: the official SDK plays scenarios in both, and what it did is compared.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using nlohmann::json;

// Timers of all sorts: back-off, time limits, faults that last, delays on the wire, pauses of the scenario. Each takes 11 s at
// most. None has two steps without a wait between them that race with the client in real time.
const std::vector<std::string> kScenarios = {
    "network/refused_for_a_while", "network/two_drops",        "network/server_restart",      "network/message_during_drop",
    "network/graceful_close",      "disconnect/stays_away",    "disconnect/while_connecting", "disconnect/while_reconnecting",
    "duplicate/in_one_turn",       "token/second_valid_token", "connect/late_connack",        "connect/navigation_hangs"};
// The shortest delay that the SDK waits for: its first attempt after a drop. Real time is late by what the machine needs to do
// the work, which is far less unless the machine is busy; then it is asked again.
constexpr double kTickMs = 500;
constexpr int kAttempts = 3;

json run_in(const std::string& time) {
  const auto out = empty_folder(testing::UnitTest::GetInstance()->current_test_info()->name() + ("_" + time));
  std::vector<std::string> command = {program("redial"), "run", "--client", "web",  "--time", time,
                                      "--jobs",          "4",   "--format", "json", "--out",  out.string()};
  command.insert(command.end(), kScenarios.begin(), kScenarios.end());
  const Outcome outcome = run(command);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  std::ifstream file(out / "run.json");
  return json::parse(file);
}

struct Step {
  std::string what;
  double at_ms = 0;  // from the first API call on: what comes before is the start of a process
};
using Story = std::vector<Step>;

// What each side did, in its order: the client, and the server. Without what the SDK logs, and without its queries after the
// login, which it sends at the same time and in any order.
std::map<std::string, Story> stories(const json& result) {
  std::map<std::string, Story> told;
  std::optional<double> origin;
  for (const json& event : result.at("trace")) {
    const std::string lane = event.at("lane"), kind = event.at("kind");
    if (kind == "run-ended") break;  // what its clients leave behind is told or not, as it comes
    if (!origin && kind == "call") origin = event.at("at_ms").get<double>();
    if (!origin || lane == "run" || kind == "client-log" || event.value("name", "").starts_with("QUERY")) continue;
    std::string what = kind;
    for (const char* field : {"name", "status", "code", "via", "token", "user", "epoch", "call", "nesting"}) {
      if (event.contains(field)) what += " " + std::string(field) + "=" + event.at(field).dump();
    }
    const bool is_server = lane == "server" || lane == "fault";
    told[is_server ? "server" : "client " + event.value("client", "")].push_back(
        {what, event.at("at_ms").get<double>() - *origin});
  }
  return told;
}

// Empty if they agree; otherwise where they part.
std::string difference(const Story& real, const Story& compressed) {
  for (std::size_t i = 0; i < std::max(real.size(), compressed.size()); ++i) {
    if (i >= real.size()) return "only in compressed time: " + compressed[i].what;
    if (i >= compressed.size()) return "only in real time: " + real[i].what;
    if (real[i].what != compressed[i].what) return "real: " + real[i].what + "; compressed: " + compressed[i].what;
    if (std::abs(real[i].at_ms - compressed[i].at_ms) > kTickMs) {
      return real[i].what + ": real at " + std::to_string(real[i].at_ms) + " ms, compressed at " +
             std::to_string(compressed[i].at_ms) + " ms";
    }
  }
  return {};
}

std::string differences(const json& real, const json& compressed) {
  std::string all;
  for (std::size_t i = 0; i < compressed.at("results").size(); ++i) {
    const json &one = real.at("results")[i], &other = compressed.at("results")[i];
    const auto real_stories = stories(one), compressed_stories = stories(other);
    EXPECT_EQ(one.at("scenario"), other.at("scenario"));
    EXPECT_EQ(real_stories.size(), compressed_stories.size());
    for (const auto& [who, story] : real_stories) {
      const std::string found = difference(story, compressed_stories.at(who));
      if (!found.empty()) all += one.at("scenario").get<std::string>() + ", " + who + ": " + found + "\n";
    }
  }
  return all;
}

TEST(CompressedTime, TellsTheSameEventsInTheSameOrderAtTheSameTimes) {
  const json compressed = run_in("compressed");
  EXPECT_EQ(compressed.at("time"), "compressed");
  ASSERT_GE(compressed.at("results").size(), kScenarios.size());
  std::string found;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const json real = run_in("real");
    EXPECT_EQ(real.at("time"), "real");
    found = differences(real, compressed);
    if (found.empty()) break;
  }
  EXPECT_EQ(found, "");
}

TEST(CompressedTime, MeasuresNoLatencies) {
  const json report = run_in("compressed");
  EXPECT_TRUE(report.at("latencies").empty());
  for (const json& result : report.at("results")) EXPECT_FALSE(result.contains("reconnects"));
}

TEST(CompressedTime, AClientWithAClockOfItsOwnIsRefused) {
  const auto outcome = run({program("redial"), "run", "--client", "reference", "--time", "compressed", "connect/good_token"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.output.find("redial-reference cannot run in compressed time"), std::string::npos) << outcome.output;
}

TEST(CompressedTime, AServerWithAClockOfItsOwnIsRefused) {
  const auto outcome = run({program("redial"), "run", "--client", "web", "--time", "compressed", "--server", "127.0.0.1:1"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.output.find("--server"), std::string::npos) << outcome.output;
}

}  // namespace
}  // namespace redial::e2e
