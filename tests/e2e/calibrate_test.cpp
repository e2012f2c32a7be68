// What is found out of how wrong times may be: by itself, and ahead of a run in real time. How wrong they are is the machine's
// business.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/e2e/program.hpp"

namespace redial::e2e {
namespace {

using Json = nlohmann::json;

// Every method has been asked, and what it found is in order.
void expect_calibration(const Json& json) {
  ASSERT_TRUE(json.contains("calibration"));
  double largest = json.at("lag").at("ms").at("p95");
  for (const Json& one : json.at("calibration")) {
    if (one.at("n") == 0) continue;  // kernel timestamps are not given everywhere
    const Json& ms = one.at("ms");
    EXPECT_LE(0, ms.at("min").get<double>()) << one;
    EXPECT_LE(ms.at("min"), ms.at("p50")) << one;
    EXPECT_LE(ms.at("p50"), ms.at("p95")) << one;
    EXPECT_LE(ms.at("p95"), ms.at("p99")) << one;
    EXPECT_LE(ms.at("p99"), ms.at("max")) << one;
    largest = std::max(largest, ms.at("p95").get<double>());
  }
  EXPECT_EQ(json.at("instrument_error_ms"), largest);
}

TEST(Calibrate, TellsTheErrorsOfEachMethod) {
  const Outcome told = run({program("redial"), "calibrate", "--format", "json"});
  EXPECT_TRUE(told.exit_code == 0 || told.exit_code == 3) << told.output;
  const Json json = Json::parse(told.output);
  expect_calibration(json);
  EXPECT_EQ(json.at("calibration").size(), 4u);
  EXPECT_EQ(told.exit_code == 3, json.at("lag").at("exceeded").get<bool>());
}

TEST(Calibrate, TakesAllTimesTogether) {
  const Outcome told = run({program("redial"), "calibrate", "--repeat", "2", "--format", "json"});
  const Json json = Json::parse(told.output);
  EXPECT_EQ(json.at("calibration").at(0).at("n"), 400) << told.output;
}

Json played(const std::vector<std::string>& more, const std::filesystem::path& folder) {
  std::vector<std::string> arguments = {program("redial"), "run",           "--client", "reference:web", "network/reset",
                                        "--out",           folder.string(), "--format", "json,markdown"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Outcome outcome = run(arguments);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  std::ifstream file(folder / "run.json");
  return Json::parse(file);
}

TEST(Calibrate, IsDoneAheadOfARunInRealTime) {
  const std::filesystem::path folder = empty_folder("calibrated_run");
  expect_calibration(played({}, folder));
  std::ifstream file(folder / "summary.md");
  const std::string summary{std::istreambuf_iterator<char>(file), {}};
  EXPECT_NE(summary.find("times may be off by"), std::string::npos) << summary;
}

TEST(Calibrate, IsNotDoneAheadOfASimulation) {
  const Json json = played({"--simulate"}, empty_folder("uncalibrated_run"));
  for (const char* key : {"calibration", "lag", "instrument_error_ms"}) EXPECT_FALSE(json.contains(key)) << key;
}

}  // namespace
}  // namespace redial::e2e
