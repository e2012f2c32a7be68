// A bench's result written and read again, and what is said of files that are none.
#include "load/result/json.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "tests/unit/load/result/sample_result.hpp"

namespace redial::load {
namespace {

std::string written(const BenchResult& result) {
  std::ostringstream out;
  write_json(result, out);
  return out.str();
}

// `text` with the first `from` in it replaced.
std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string complaint(const std::string& json) {
  const auto read = read_bench(json, "bench.json");
  return read ? "" : to_text(read.error());
}

constexpr const char* kAdvice = "; give a file that `redial bench --json` of this version wrote";

TEST(BenchJson, ReadsWhatItWrites) {
  const BenchResult result = sample_result();
  const auto again = read_bench(written(result), "bench.json");
  ASSERT_TRUE(again) << to_text(again.error());
  EXPECT_EQ(written(*again), written(result));
  EXPECT_EQ(again->phases, result.phases);
  EXPECT_EQ(again->calibrations, result.calibrations);
  EXPECT_EQ(again->lag, result.lag);
  EXPECT_EQ(again->duration, result.duration);
}

TEST(BenchJson, ReadsAnEmptyResult) {
  const auto again = read_bench(written({}), "bench.json");
  ASSERT_TRUE(again) << to_text(again.error());
  EXPECT_TRUE(again->phases.empty());
}

TEST(BenchJson, ReadsAPhaseByItself) {
  const Phase storm = sample_storm(0, 50);
  const auto again = read_phase(phase_json(storm), "agent");
  ASSERT_TRUE(again) << to_text(again.error());
  EXPECT_EQ(*again, storm);
}

TEST(BenchJson, IsRecognised) {
  EXPECT_TRUE(is_bench(written(sample_result())));
  EXPECT_FALSE(is_bench("{\"schema_version\":2,\"redial\":{}}"));
}

TEST(BenchJson, SaysWhereAnUnknownKeyStands) {
  EXPECT_EQ(complaint(with(written(sample_result()), "\"users\":1000,\"online_before\"", "\"heads\":1000,\"online_before\"")),
            std::string("bench.json: phases[0].heads: this key is not known here") + kAdvice);
}

TEST(BenchJson, SaysWhatIsMissing) {
  EXPECT_EQ(complaint(with(written(sample_result()), "\"seed\":7,", "")),
            std::string("bench.json: the key \"seed\" is missing") + kAdvice);
}

TEST(BenchJson, RefusesADamagedHistogram) {
  EXPECT_EQ(complaint(with(written(sample_result()), "\"hdr\":\"HIST", "\"hdr\":\"LOST")),
            std::string("bench.json: lag.lateness.hdr: this is no histogram of Redial's, or it is damaged") + kAdvice);
}

TEST(BenchJson, RefusesColumnsOfDifferentLengths) {
  EXPECT_EQ(complaint(with(written(sample_result()), "\"messages\":[0,", "\"messages\":[")),
            std::string("bench.json: phases[0].series: the columns of a series are of one length") + kAdvice);
}

TEST(BenchJson, RefusesAPhaseThatEndsBeforeItBegins) {
  EXPECT_EQ(complaint(with(written(sample_result()), "\"ended_ms\":7000", "\"ended_ms\":4000")),
            std::string("bench.json: phases[0]: a phase ends when it has begun") + kAdvice);
}

TEST(BenchJson, RefusesAPlaceThatIsNone) {
  EXPECT_EQ(complaint(with(written(sample_result()), "\"places\":[[0,", "\"places\":[[1024,")),
            std::string("bench.json: phases[0].waits[1].places: this is no list of [place, count]") + kAdvice);
}

TEST(BenchJson, RefusesWaitsOutOfOrder) {
  BenchResult result = sample_result();
  std::swap(result.phases[0].waits[0], result.phases[0].waits[1]);
  EXPECT_EQ(complaint(written(result)),
            std::string("bench.json: phases[0]: waits stand in the order of their attempts") + kAdvice);
}

TEST(BenchJson, RefusesACodeThatIsNone) {
  EXPECT_EQ(complaint(with(written(sample_result()), "{\"31004\":", "{\"x\":")),
            std::string("bench.json: phases[0].connects.failed.x: this key is no number, or it stands here twice") + kAdvice);
}

TEST(BenchJson, RefusesTooManyCodes) {
  BenchResult result = sample_result();
  for (std::int32_t code = 0; code < 1001; ++code) result.phases[0].losses[code] = 1;
  EXPECT_EQ(complaint(written(result)), std::string("bench.json: phases[0].losses.1000: these are too many") + kAdvice);
}

TEST(BenchJson, RefusesAnotherVersion) {
  EXPECT_EQ(complaint(with(written({}), "\"schema_version\":1", "\"schema_version\":9")),
            std::string("bench.json: schema_version: this was written by another version of redial") + kAdvice);
}

TEST(BenchJson, RefusesARunsReport) {
  EXPECT_EQ(complaint(with(written({}), "\"kind\":\"bench\"", "\"kind\":\"run\"")),
            std::string("bench.json: kind: this is no result of a bench") + kAdvice);
}

TEST(BenchJson, RefusesWhatGoesOnBehindIt) {
  EXPECT_EQ(complaint(written({}) + "{}"), std::string("bench.json: the text goes on behind it") + kAdvice);
}

}  // namespace
}  // namespace redial::load
