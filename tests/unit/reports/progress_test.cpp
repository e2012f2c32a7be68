// What is seen of a run while it lasts.
#include "reports/writers/progress.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace redial::reports {
namespace {

const Style kPlain{.charset = Charset::unicode};
const Style kLive{.charset = Charset::unicode, .live = true, .width = 60};

ScenarioResult result(const char* scenario, scenarios::Verdict verdict) {
  ScenarioResult result;
  result.scenario = scenario;
  result.client.name = "web";
  result.client.version = "5.38.0";
  result.client.profile = "web";
  result.client.host = "node v20";
  result.verdict = verdict;
  result.duration = std::chrono::milliseconds(1240);
  return result;
}

TEST(Progress, PrintsALinePerFinishedScenarioWhereNobodyWatches) {
  std::ostringstream out;
  Progress progress(12, kPlain, out);
  progress.finished(result("token/good", scenarios::Verdict::pass));
  progress.clear();
  EXPECT_EQ(out.str(), "[ 1/12] ✓ token/good  web 5.38.0 (web, node v20)  1.24 s\n");
}

TEST(Progress, RewritesOneLineOnATerminal) {
  std::ostringstream out;
  Progress progress(2, kLive, out);
  progress.finished(result("token/good", scenarios::Verdict::pass));
  progress.clear();
  EXPECT_EQ(out.str(),
            "[0/2] 0 passed, 0 failed, 0 known, 0 inconclusive"
            "\r\x1b[K[1/2] 1 passed, 0 failed, 0 known, 0 inconclusive"
            "\r\x1b[K");
}

TEST(Progress, LeavesALineBehindForWhatDidNotPass) {
  std::ostringstream out;
  Progress progress(2, kLive, out);
  ScenarioResult lost = result("network/drop", scenarios::Verdict::inconclusive);
  lost.reason = "the agent is gone:\x1b[2J";
  progress.finished(lost);
  EXPECT_THAT(out.str(), testing::HasSubstr(
                             "\r\x1b[K[1/2] ? network/drop  web 5.38.0 (web, node v20)  1.24 s  the agent is gone:\\u{1b}[2J\n"));
}

TEST(Progress, NeverFillsTheTerminalsWholeWidth) {
  std::ostringstream out;
  Progress progress(2, {.charset = Charset::unicode, .live = true, .width = 10}, out);
  EXPECT_EQ(out.str(), "[0/2] 0 …");
}

}  // namespace
}  // namespace redial::reports
