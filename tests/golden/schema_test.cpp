// The JSON that is written is what its schema in docs/ promises, and the schema is strict enough to notice when it is not.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "load/analysis/bench_gate.hpp"
#include "load/result/json.hpp"
#include "load/writers/bench_changes.hpp"
#include "reports/writers/changes.hpp"
#include "reports/writers/json.hpp"
#include "tests/golden/sample_report.hpp"
#include "tests/unit/load/result/sample_result.hpp"

namespace redial::reports {
namespace {

using Json = nlohmann::json;

Json run_json(const Report& report) {
  std::ostringstream out;
  write_json(report, out);
  return Json::parse(out.str());
}

// Empty if `document` keeps the schema; otherwise what is wrong, one line each.
std::string violations(const Json& document, const std::string& schema_name = "run.schema.json") {
  std::ifstream file(std::string(REDIAL_SOURCE_DIR) + "/docs/" + schema_name);
  const Json schema_json = Json::parse(file);
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  valijson::ValidationResults results;
  valijson::Validator().validate(schema, valijson::adapters::NlohmannJsonAdapter(document), &results);
  std::string text;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) {
    for (const std::string& part : error.context) text += part;
    text += ": " + error.description + '\n';
  }
  return text;
}

TEST(RunSchema, HoldsForAFullReport) { EXPECT_EQ(violations(run_json(sample_report())), ""); }

TEST(RunSchema, HoldsForAnEmptyReport) { EXPECT_EQ(violations(run_json(Report{})), ""); }

TEST(RunSchema, HoldsForEveryKindOfEvent) {
  Report report = sample_report();
  for (const trace::KindInfo& kind : trace::all_kinds()) {
    trace::Event event;
    event.kind = kind.kind;
    event.lane = kind.lane;
    report.results.front().trace.push_back(event);
  }
  for (const trace::ConnectionStatus status : trace::all_statuses()) report.results.front().trace.emplace_back().status = status;
  EXPECT_EQ(violations(run_json(report)), "");
}

TEST(RunSchema, RefusesAnUnknownKey) {
  Json document = run_json(sample_report());
  document["results"][0]["checks"][0]["colour"] = "green";
  EXPECT_NE(violations(document), "");
}

TEST(RunSchema, RefusesAMissingKey) {
  Json document = run_json(sample_report());
  document["results"][0].erase("verdict");
  EXPECT_NE(violations(document), "");
}

TEST(RunSchema, RefusesAnUnknownVerdict) {
  Json document = run_json(sample_report());
  document["results"][0]["verdict"] = "maybe";
  EXPECT_NE(violations(document), "");
}

Json changes_json() {
  const SamplePair runs = sample_pair();
  const Changes found = changes(runs.base, runs.candidate);
  std::ostringstream out;
  write_changes_json(found, apply_gates({{50, 0.1}, {95, 0.5}}, found), out);
  return Json::parse(out.str());
}

Json bench_changes_json(const load::BenchResult& candidate) {
  const load::BenchResult base = load::sample_result();
  const load::BenchChanges found = load::bench_changes({&base, 1}, {&candidate, 1});
  std::ostringstream out;
  write_bench_changes_json(found, load::apply_gates({{50, 0.1}, {95, 0.5}}, found), out);
  return Json::parse(out.str());
}

TEST(BenchChangesSchema, HoldsForTwoBenches) {
  const Json document = bench_changes_json(load::sample_result());
  EXPECT_FALSE(document.at("times").empty());
  EXPECT_FALSE(document.at("gates").empty());
  EXPECT_EQ(violations(document, "bench_changes.schema.json"), "");
}

TEST(BenchChangesSchema, RefusesAnUnknownVerdict) {
  Json document = bench_changes_json(load::sample_result());
  document["times"][0]["change"] = "quicker";
  EXPECT_NE(violations(document, "bench_changes.schema.json"), "");
}

TEST(ChangesSchema, HoldsForTwoRuns) { EXPECT_EQ(violations(changes_json(), "changes.schema.json"), ""); }

TEST(ChangesSchema, RefusesAnUnknownKey) {
  Json document = changes_json();
  document["metrics"][0]["colour"] = "green";
  EXPECT_NE(violations(document, "changes.schema.json"), "");
}

Json bench_json(const load::BenchResult& result) {
  std::ostringstream out;
  load::write_json(result, out);
  return Json::parse(out.str());
}

TEST(BenchSchema, HoldsForAFullResult) { EXPECT_EQ(violations(bench_json(load::sample_result()), "bench.schema.json"), ""); }

TEST(BenchSchema, HoldsForAnEmptyResult) { EXPECT_EQ(violations(bench_json({}), "bench.schema.json"), ""); }

TEST(BenchSchema, HoldsForEveryShape) {
  load::BenchResult result = load::sample_result();
  for (const auto& [shape, name] : load::kShapes) result.phases.emplace_back(load::sample_storm(0, 5)).shape = shape;
  EXPECT_EQ(violations(bench_json(result), "bench.schema.json"), "");
}

TEST(BenchSchema, RefusesAnUnknownKey) {
  Json document = bench_json(load::sample_result());
  document["phases"][0]["waits"][0]["colour"] = "green";
  EXPECT_NE(violations(document, "bench.schema.json"), "");
}

TEST(RunJson, PhasesOfAReconnectSumUpToItsTotal) {
  const Json document = run_json(sample_report());
  const Json& reconnect = document["results"][3]["reconnects"][0];
  double sum = 0;
  for (const auto& phase : reconnect["phases"]) sum += phase.get<double>();
  EXPECT_NEAR(sum, reconnect["total_ms"].get<double>(), 1e-6);
}

}  // namespace
}  // namespace redial::reports
