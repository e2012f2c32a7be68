// What is done with a run that was stored: shown again, judged again, compared, and kept.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class StoredRun : public testing::Test {
 protected:
  StoredRun() {
    const Outcome played = redial({"run", "--simulate", "--client", "reference:web", "token", "--out", folder_.string(),
                                   "--format", "junit,json,markdown,tap,openmetrics"});
    EXPECT_EQ(played.exit_code, 0) << played.output;
  }

  static Outcome redial(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("redial"));
    return run(arguments);
  }
  std::string file(const char* name) const { return (folder_ / name).string(); }

  const std::filesystem::path folder_ = empty_folder(testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(StoredRun, IsShownAgainAsTheRunHadWrittenIt) {
  const Outcome shown =
      redial({"report", file("run.json"), "--out", file("again"), "--format", "junit,json,markdown,tap,openmetrics"});
  EXPECT_EQ(shown.exit_code, 0) << shown.output;
  for (const char* name : {"junit.xml", "run.json", "summary.md", "run.tap", "metrics.txt"}) {
    EXPECT_FALSE(text_of(folder_ / name).empty()) << name;
    EXPECT_EQ(text_of(folder_ / "again" / name), text_of(folder_ / name)) << name;
  }
}

TEST_F(StoredRun, IsPrintedInOneFormatWithoutAFolder) {
  EXPECT_TRUE(redial({"report", file("run.json"), "--format", "tap"}).output.starts_with("TAP version 14\n"));
  const Outcome two = redial({"report", file("run.json"), "--format", "tap,junit"});
  EXPECT_EQ(two.exit_code, 2);
  EXPECT_EQ(two.output, "redial: --format: several formats cannot all go to standard output; name a folder with --out\n");
}

TEST_F(StoredRun, IsJudgedAgainToTheSameVerdicts) {
  const Outcome judged = redial({"judge", file("run.json"), "--out", file("again"), "--format", "json,junit"});
  EXPECT_EQ(judged.exit_code, 0) << judged.output;
  EXPECT_EQ(text_of(folder_ / "again" / "run.json"), text_of(folder_ / "run.json"));
}

TEST_F(StoredRun, KeepsNoBytesOfAPlayThatPassesWhenJudgedAgain) {
  const auto write_scenario =
      [&](const char* code) {
        std::ofstream(folder_ / "login.yaml")
            << "shows: A promise.\nsources: [\"no document\"]\nclients: {alice: {user: alice}}\nsteps:\n"
               "  - issue-token: {name: good, user: alice}\n  - connect: {token: good}\n"
               "  - await: {event: result, within: 10 s}\nexpect:\n  - code: "
            << code << "\n";
      };
  write_scenario("31004");
  redial({"run", "--simulate", "--client", "reference:web", file("login.yaml"), "--out", file("failed"), "--format", "json"});
  EXPECT_NE(text_of(folder_ / "failed" / "run.json").find("\"frame\""), std::string::npos);
  const std::string stored = (folder_ / "failed" / "run.json").string();
  redial({"judge", stored, "--out", file("still-failed"), "--format", "json"});
  EXPECT_NE(text_of(folder_ / "still-failed" / "run.json").find("\"frame\""), std::string::npos);
  write_scenario("0");
  const Outcome judged = redial({"judge", stored, "--out", file("passed"), "--format", "json"});
  EXPECT_EQ(judged.exit_code, 0) << judged.output;
  EXPECT_EQ(text_of(folder_ / "passed" / "run.json").find("\"frame\""), std::string::npos);
}

TEST_F(StoredRun, ThatIsCutOffIsRefused) {
  const std::string whole = text_of(folder_ / "run.json");
  std::ofstream(folder_ / "cut.json") << whole.substr(0, whole.size() / 2);
  for (const char* command : {"report", "judge"}) {
    const Outcome refused = redial({command, file("cut.json")});
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_TRUE(refused.output.starts_with("redial: " + file("cut.json") + ": ")) << refused.output;
  }
}

TEST_F(StoredRun, AgainstItselfHasNotChanged) {
  const Outcome compared = redial({"compare", file("run.json"), file("run.json")});
  EXPECT_EQ(compared.exit_code, 0) << compared.output;
  EXPECT_TRUE(compared.output.starts_with("No verdict changed.\n")) << compared.output;
}

// The same scenario twice, with another expectation the second time.
TEST_F(StoredRun, WithAPromiseBrokenAnewFailsTheComparison) {
  for (const char* code : {"0", "31004"}) {
    std::ofstream(folder_ / "login.yaml")
        << "shows: A promise.\nsources: [\"no document\"]\nclients: {alice: {user: alice}}\nsteps:\n"
           "  - issue-token: {name: good, user: alice}\n  - connect: {token: good}\n"
           "  - await: {event: result, within: 10 s}\nexpect:\n  - code: "
        << code << "\n";
    redial({"run", "--simulate", "--client", "reference:web", file("login.yaml"), "--out", file(code), "--format", "json"});
  }
  const Outcome compared = redial({"compare", (folder_ / "0" / "run.json").string(), (folder_ / "31004" / "run.json").string()});
  EXPECT_EQ(compared.exit_code, 1) << compared.output;
  EXPECT_NE(compared.output.find("pass -> fail"), std::string::npos) << compared.output;
  EXPECT_NE(compared.output.find("expect-1"), std::string::npos) << compared.output;
}

TEST_F(StoredRun, IsKeptAndComparedWithByItsNumber) {
  const std::string history = file("history.db");
  const Outcome added = redial({"history", "--file", history, "add", file("run.json")});
  EXPECT_TRUE(added.output.starts_with("@1  ")) << added.output;
  EXPECT_NE(redial({"history", "--file", history, "list"}).output.find("@1"), std::string::npos);
  EXPECT_EQ(redial({"compare", "@last", file("run.json"), "--history", history}).exit_code, 0);
  const Outcome missing = redial({"compare", "@7", file("run.json"), "--history", history});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_EQ(missing.output, "redial: " + history + ": there is no run @7; see redial history list\n");
}

TEST_F(StoredRun, HasABaselineOnItsPage) {
  const std::string history = file("history.db");
  redial({"history", "--file", history, "add", file("run.json")});
  EXPECT_EQ(redial({"report", file("run.json"), "--format", "html", "--out", file("alone")}).exit_code, 0);
  const Outcome beside = redial(
      {"report", file("run.json"), "--format", "html", "--out", file("beside"), "--baseline", "@last", "--history", history});
  EXPECT_EQ(beside.exit_code, 0) << beside.output;
  EXPECT_NE(text_of(folder_ / "beside" / "report.html"), text_of(folder_ / "alone" / "report.html"));
}

TEST_F(StoredRun, WithABaselineThatNothingShowsOrThatIsNotThereIsRefused) {
  const Outcome unseen = redial({"report", file("run.json"), "--format", "tap", "--baseline", file("run.json")});
  EXPECT_EQ(unseen.exit_code, 2);
  EXPECT_EQ(unseen.output,
            "redial: --baseline: only the page shows a baseline and a trend; add html to --format, or see redial compare\n");
  const Outcome missing = redial({"run", "--simulate", "token", "--out", file("new"), "--baseline", file("none.json")});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_TRUE(missing.output.starts_with("redial: " + file("none.json") + ": ")) << missing.output;
  EXPECT_FALSE(std::filesystem::exists(folder_ / "new"));
}

TEST_F(StoredRun, HasNothingToHoldAGateToInVirtualTime) {
  const Outcome gated = redial({"compare", file("run.json"), file("run.json"), "--gate", "p50=10%"});
  EXPECT_EQ(gated.exit_code, 3) << gated.output;
  EXPECT_EQ(redial({"compare", file("run.json"), file("run.json"), "--gate", "p50"}).exit_code, 2);
}

}  // namespace
}  // namespace redial::e2e
