// `redial repro`: a customer's record in, a scenario out in which the same happens.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using testing::HasSubstr;

std::string artefact(const std::string& file) { return REDIAL_SOURCE_DIR "/tests/doctor/corpus/" + file; }

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

TEST(Repro, HarOfALoopBecomesAScenarioOfTwelveLinesThatLoops) {
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

}  // namespace
}  // namespace redial::e2e
