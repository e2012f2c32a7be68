// What a run does when something it depends on dies, or its user stops it: it says so, soon, and leaves nothing behind.
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

// The last scenario takes 45 s and more; when the two before it are reported, it is under way.
const std::vector<std::string> kShortAndLong = {"--jobs", "2", "connect/good_token", "network/silent_server"};
const std::string kOthersAreDone = "[2/3]";  // good_token is played plain and over TLS

std::vector<std::string> command(const std::filesystem::path& out, std::vector<std::string> more) {
  std::vector<std::string> arguments = {program("redial"), "run", "--out", out.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  arguments.insert(arguments.end(), kShortAndLong.begin(), kShortAndLong.end());
  return arguments;
}

class LossTest : public testing::Test {
 protected:
  void SetUp() override { adopt_orphans(); }
  void expect_inconclusive(Program& run, const std::string& reason) {
    EXPECT_EQ(run.finish(), 3) << run.output();
    EXPECT_NE(run.output().find(reason), std::string::npos) << run.output();
  }
  const std::filesystem::path out = empty_folder(testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(LossTest, AnAgentKilledInTheMiddleIsInconclusive) {
  Program agent({program("redial-agent"), "--listen", "127.0.0.1:0"});
  const std::string address = agent.value_behind("listening ");
  Program run(command(out, {"--client", address}));
  ASSERT_TRUE(run.read_until(kOthersAreDone)) << run.output();
  agent.signal(SIGKILL);
  expect_inconclusive(run, "agent at " + address);
  agent.finish();
  EXPECT_EQ(orphans(), 0);
}

TEST_F(LossTest, AMockServerKilledInTheMiddleIsInconclusive) {
  Program server({program("redial-mock-server")});
  const std::string address = server.value_behind("control ");
  Program run(command(out, {"--client", "reference", "--server", address}));
  ASSERT_TRUE(run.read_until(kOthersAreDone)) << run.output();
  server.signal(SIGKILL);
  expect_inconclusive(run, "mock server at " + address);
  server.finish();
  EXPECT_EQ(orphans(), 0);
}

TEST_F(LossTest, CtrlCStopsCleanlyAndStillReportsWhatRan) {
  Program run(command(out, {"--client", "reference", "--client", "web"}));
  ASSERT_TRUE(run.read_until("[1/6]")) << run.output();
  run.signal(SIGINT);
  EXPECT_EQ(run.finish(), 3) << run.output();
  std::ifstream file(out / "run.json");
  EXPECT_GE(nlohmann::json::parse(file).at("results").size(), 1u);
  EXPECT_EQ(orphans(), 0);
}

TEST_F(LossTest, AKilledRunLeavesNoProcessBehind) {
  Program run(command(out, {"--client", "reference", "--client", "web"}));
  ASSERT_TRUE(run.read_until("[1/6]")) << run.output();
  run.signal(SIGKILL);
  run.finish();
  EXPECT_EQ(orphans(), 0);
}

}  // namespace
}  // namespace redial::e2e
