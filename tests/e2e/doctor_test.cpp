// The doctor as a support engineer uses it: a customer's record in, a cause and a scenario out; and a login gone through against
// a server that runs.
#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string artefact(const std::string& file) { return REDIAL_SOURCE_DIR "/tests/doctor/corpus/" + file; }

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(Doctor, HarOfALoopBecomesAScenarioOfTwelveLinesThatLoops) {
  const std::string scenario = empty_folder("doctor_loop") / "loop.yaml";
  const Outcome outcome =
      run({program("redial"), "repro", artefact("har/token-expired.loop.har"), "-o", scenario, "--client", "web", "--minimise"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  EXPECT_THAT(outcome.output, HasSubstr("the same happens"));
  const std::string text = text_of(scenario);
  EXPECT_LE(std::ranges::count(text, '\n'), 12) << text;
  EXPECT_EQ(run({program("redial"), "run", scenario, "--client", "web", "--time", "compressed", "--format", "console"}).exit_code,
            0)
      << text;
}

TEST(Doctor, CauseThatTheRecordDecidesIsNamedFirst) {
  const Outcome outcome = run({program("redial"), "doctor", artefact("har/token-damaged.plus-to-blank.har")});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("the token's text was spoilt on its way"));
}

// A login gone through against a server of ours, with a token from its Server API.
class Probed : public testing::Test {
 protected:
  Outcome probe(const std::vector<std::string>& more) {
    std::vector<std::string> command{program("redial"), "doctor", "--app-key", "key-e2e-0123", "--navigator", navigation_};
    command.insert(command.end(), more.begin(), more.end());
    return run(command);
  }

  Program server_{{program("redial-mock-server"), "--app-key", "key-e2e-0123"}};
  const std::string navigation_ = server_.value_behind("navigation");
};

TEST_F(Probed, TokenThatNobodyIssuedIsRefusedAndNeverPrinted) {
  const std::string token = "bm90aGluZyB0aGF0IGFueWJvZHkgaXNzdWVk@";
  const Outcome outcome = probe({"--token", token});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.output;
  EXPECT_THAT(outcome.output, HasSubstr("CONNACK 4"));
  EXPECT_THAT(outcome.output, Not(HasSubstr(token)));
  EXPECT_THAT(outcome.output, Not(HasSubstr("key-e2e-0123")));
}

TEST(Doctor, WrongUseSaysWhatIsMissing) {
  EXPECT_EQ(run({program("redial"), "doctor"}).exit_code, 2);
  const Outcome outcome = run({program("redial"), "doctor", "/nowhere.har"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.output, HasSubstr("/nowhere.har"));
}

}  // namespace
}  // namespace redial::e2e
