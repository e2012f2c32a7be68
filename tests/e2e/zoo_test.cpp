// `redial zoo`: its exit code says whether every defect was caught.
#include <gtest/gtest.h>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

Outcome zoo(const std::vector<std::string>& arguments) {
  std::vector<std::string> command = {program("redial"), "zoo"};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command);
}

TEST(Zoo, EndsWith0WhenAScenarioCatchesTheDefect) {
  EXPECT_EQ(zoo({"connect/good_token", "--defect", "callback-lost", "--enough", "1"}).exit_code, 0);
}

TEST(Zoo, EndsWith1WhenTheScenariosLetTheDefectPass) {
  const auto outcome = zoo({"connect/good_token", "--defect", "never-reconnects"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_NE(outcome.output.find("MISSED  never-reconnects"), std::string::npos) << outcome.output;
}

TEST(Zoo, EndsWith2ForADefectThatThereIsNot) { EXPECT_EQ(zoo({"--defect", "none"}).exit_code, 2); }

}  // namespace
}  // namespace redial::e2e
