// `redial explore` as users start it: from the seed that fails to the command that replays it and the scenario in short.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr const char* kRacing = "reference:web+race-drop-while-pinging";

Outcome explore(const std::string& words) {
  std::vector<std::string> command = {program("redial"), "explore"};
  std::istringstream in(words);
  command.insert(command.end(), std::istream_iterator<std::string>(in), {});
  return run(command);
}

// What is written after the progress.
json findings(const Outcome& outcome) { return json::parse(outcome.output.substr(outcome.output.rfind("\n[") + 1)); }

TEST(ExploreCommand, FindsReplaysAndShortensARace) {
  const auto out = empty_folder("explore");
  const Outcome outcome =
      explore("network/reset --seeds 200 --format json --client " + std::string(kRacing) + " --out " + out.string());
  EXPECT_EQ(outcome.exit_code, 1) << outcome.output;
  const json found = findings(outcome).at(0);
  EXPECT_EQ(found.at("scenario"), "network/reset");
  EXPECT_EQ(found.at("client"), kRacing);
  const std::string command = found.at("command");
  ASSERT_THAT(command, ::testing::StartsWith("redial explore "));
  const Outcome once = explore(command.substr(15)), twice = explore(command.substr(15));
  EXPECT_EQ(once.exit_code, 1) << once.output;
  EXPECT_THAT(once.output, HasSubstr(found.at("check").get<std::string>()));
  EXPECT_EQ(once.output, twice.output);
  std::ifstream file(out / "network.reset.shrunk.yaml");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(text, found.at("shrunk"));
}

TEST(ExploreCommand, AHealthyClientIsNoFinding) {
  const Outcome outcome = explore("duplicate/while_connected --seeds 20 --format json");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  EXPECT_EQ(findings(outcome), json::array());
}

TEST(ExploreCommand, OfAllFailingSeedsAHundredAreTold) {
  const Outcome outcome = explore("connect/good_token --seeds 150 --all --format json --client reference:uniapp+callback-lost");
  std::size_t told = 0;
  for (const json& found : findings(outcome)) told += found.at("scenario") == "connect/good_token";
  EXPECT_EQ(told, 100u);
}

TEST(ExploreCommand, BoundsAreLimited) {
  for (const char* beyond : {"--seeds 1000001", "--latency 11s", "--spread 91"})
    EXPECT_EQ(explore("connect/good_token " + std::string(beyond)).exit_code, 2) << beyond;
}

}  // namespace
}  // namespace redial::e2e
