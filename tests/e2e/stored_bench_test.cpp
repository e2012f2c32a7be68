// What is done with a bench that was stored: shown again, and compared.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "load/result/json.hpp"
#include "tests/e2e/program.hpp"
#include "tests/unit/load/analysis/moody_bench.hpp"

namespace redial::e2e {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class StoredBench : public testing::Test {
 protected:
  static Outcome redial(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), program("redial"));
    return run(arguments);
  }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }

  // As `redial bench --json` leaves it.
  std::string stored(const std::string& name, std::uint64_t seed, const load::Planted& planted = {}) const {
    Random random(seed);
    std::ofstream out(file(name), std::ios::binary);
    load::write_json(load::moody_bench(random, load::kIdle, planted, 2000), out);
    return file(name);
  }

  const std::filesystem::path folder_ = empty_folder(testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(StoredBench, IsShownAgainInEveryForm) {
  const std::string bench = stored("bench.json", 1);
  const Outcome shown = redial({"report", bench});
  EXPECT_EQ(shown.exit_code, 0) << shown.output;
  EXPECT_NE(shown.output.find("storm"), std::string::npos);
  EXPECT_EQ(redial({"report", bench, "--format", "json,html,markdown", "--out", file("again")}).exit_code, 0);
  EXPECT_EQ(text_of(folder_ / "again" / "bench.json"), text_of(bench));
  EXPECT_TRUE(text_of(folder_ / "again" / "bench.html").starts_with("<!doctype html>"));
  EXPECT_TRUE(text_of(folder_ / "again" / "bench.md").starts_with("```text\n"));
  EXPECT_EQ(redial({"report", bench, "--html", file("page.html")}).exit_code, 0);
  EXPECT_EQ(text_of(folder_ / "page.html"), text_of(folder_ / "again" / "bench.html"));
}

TEST_F(StoredBench, HasNoFormThatOnlyRunsHave) {
  const Outcome refused = redial({"report", stored("bench.json", 1), "--format", "junit"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_NE(refused.output.find("a bench has no form junit"), std::string::npos) << refused.output;
}

TEST_F(StoredBench, AgainstOneOfTheSameClientHasNotChanged) {
  const Outcome compared = redial({"compare", stored("a.json", 1), stored("b.json", 2)});
  EXPECT_EQ(compared.exit_code, 0) << compared.output;
  EXPECT_EQ(compared.output.find("slower"), std::string::npos) << compared.output;
  EXPECT_EQ(compared.output.find("faster"), std::string::npos) << compared.output;
}

TEST_F(StoredBench, WithFiveMillisecondsMoreOfBackOffIsSlower) {
  const Outcome compared = redial({"compare", stored("a.json", 1), stored("b.json", 2, {.wait_ms = 5})});
  EXPECT_NE(compared.output.find("slower"), std::string::npos) << compared.output;
}

TEST_F(StoredBench, WithMoreUsersWhoFailIsWorse) {
  const Outcome compared = redial({"compare", stored("a.json", 1), stored("b.json", 2, {.failing = 100})});
  EXPECT_EQ(compared.exit_code, 1) << compared.output;
  EXPECT_NE(compared.output.find("failed 31004"), std::string::npos) << compared.output;
}

TEST_F(StoredBench, BreaksAGateOrHoldsIt) {
  const std::string a = stored("a.json", 1), b = stored("b.json", 2), slow = stored("slow.json", 3, {.wait_ms = 300});
  EXPECT_EQ(redial({"compare", a, slow, "--gate", "p50=10%"}).exit_code, 1);
  EXPECT_EQ(redial({"compare", a, b, "--gate", "p50=10%"}).exit_code, 3);
  EXPECT_EQ(redial({"compare", a, b, "--gate", "p50=10%,p95=15%", "--noise", "1"}).exit_code, 0);
}

TEST_F(StoredBench, MayBeMeasuredSeveralTimes) {
  const Outcome compared = redial({"compare", "--base", stored("a1.json", 1), stored("a2.json", 2), stored("a3.json", 3), "--new",
                                   stored("b1.json", 4), stored("b2.json", 5), stored("b3.json", 6), "--format", "json"});
  EXPECT_EQ(compared.exit_code, 0) << compared.output;
  EXPECT_NE(compared.output.find("\"assumed_noise\": 0.0"), std::string::npos) << compared.output;
}

TEST_F(StoredBench, HasNothingToCompareWithARun) {
  const Outcome played =
      redial({"run", "--simulate", "--client", "reference:web", "token/expired", "--out", file("run"), "--format", "json"});
  const std::string run = (folder_ / "run" / "run.json").string();
  const Outcome refused = redial({"compare", run, stored("bench.json", 1)});
  EXPECT_EQ(refused.exit_code, 2) << played.output;
  EXPECT_NE(refused.output.find("compare runs with runs, and benches with benches"), std::string::npos) << refused.output;
}

TEST_F(StoredBench, IsNotComparedWithNothing) { EXPECT_EQ(redial({"compare", stored("bench.json", 1)}).exit_code, 2); }

}  // namespace
}  // namespace redial::e2e
