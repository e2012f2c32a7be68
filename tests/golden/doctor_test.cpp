// Diagnoses through the doctor's writers, byte for byte, and their JSON against its schema.
#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "doctor/writers/console.hpp"
#include "doctor/writers/json.hpp"
#include "doctor/writers/ladder.hpp"
#include "reports/page/page_data.hpp"
#include "tests/golden/golden.hpp"
#include "tests/unit/doctor/diagnosis/story.hpp"

namespace redial::doctor {
namespace {

using Json = nlohmann::json;

Consultation consult(Story story, const std::string& source) {
  Case one = story.finish();
  one.source = source;
  Diagnosis diagnosis = diagnose(one);
  return {std::move(one), std::move(diagnosis), {}, source};
}

Story foreign_token() {
  Story story;
  story.issues(0, kToken, std::string(",\"appKey\":\"") + kOtherKey + "\"");
  story.asks(1, kToken, 200, R"({"code":200,"serverAddr":[{"addr":"im.example.com:443"}]})");
  for (int i = 0; i < 5; ++i) story.login(2 + i, kToken, 4);
  return story;
}

Story aged_token() {
  Story story;
  story.login(0, kToken, 0).closed(60, 1006, "by the server, reset").login(61, kToken, 4).gap();
  return story;
}

std::vector<Consultation> all() {
  std::vector<Consultation> consultations;
  consultations.push_back(consult(foreign_token(), "shop.har"));
  consultations.push_back(consult(aged_token(), "reconnect.har"));
  Story good, empty;
  consultations.push_back(consult(good.login(0, kToken, 0), "good.har"));
  consultations.push_back(consult(empty, "empty.har"));
  Consultation probed = consult(Story().asks_in_vain(0, Failure::name_not_resolved), "https://nav.example.com");
  probed.one.origin = Origin::probe;
  probed.file.clear();
  probed.stages = {{"token text", "", true, {}, "24 characters of base64, no navigators", {}, {}},
                   {"name resolution",
                    "nav.example.com",
                    false,
                    std::chrono::milliseconds(12),
                    "there is no such host",
                    {},
                    {std::string(300, 'x')}}};
  consultations.push_back(std::move(probed));
  return consultations;
}

std::string console(const reports::Style& style) {
  std::ostringstream out;
  for (const Consultation& one : all()) {
    write_console(one, style, out);
    out << "\n\n";
  }
  return out.str();
}

std::string json() {
  const auto consultations = all();
  std::ostringstream out;
  write_json(consultations, out);
  return out.str();
}

std::string violations(const Json& document) {
  std::ifstream file(std::string(REDIAL_SOURCE_DIR) + "/docs/doctor.schema.json");
  const Json schema_json = Json::parse(file);
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  valijson::ValidationResults results;
  valijson::Validator().validate(schema, valijson::adapters::NlohmannJsonAdapter(document), &results);
  std::string text;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) text += error.description + '\n';
  return text;
}

TEST(DoctorWriters, Console) { expect_golden("doctor.txt", console({.charset = reports::Charset::unicode})); }

TEST(DoctorWriters, Json) { expect_golden("doctor.json", json()); }

TEST(DoctorWriters, LinesKeepToTheTerminalsWidth) {
  for (const int width : {80, 100, 0}) {
    std::istringstream lines(console({.charset = reports::Charset::unicode, .width = width}));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(reports::columns(line), width == 0 ? 130 : width) << line;
  }
}

TEST(DoctorWriters, NoTokenAndNoAppKeyIsWritten) {
  const std::string written = console({}) + json() + reports::page::page_data(ladder_report(all()), {});
  for (const std::string secret : {kToken, kKey, kOtherKey, "q3Zt7", "8luwapkv"})
    EXPECT_THAT(written, testing::Not(testing::HasSubstr(secret)));
}

TEST(DoctorWriters, LadderHasTheCauseAsAFailedCheckThatLeadsToItsEvents) {
  const reports::Report report = ladder_report(all());
  ASSERT_EQ(report.results.size(), 5u);
  const reports::ScenarioResult& foreign = report.results.front();
  EXPECT_EQ(foreign.verdict, scenarios::Verdict::fail);
  ASSERT_FALSE(foreign.checks.empty());
  EXPECT_EQ(foreign.checks.front().id, "token-of-other-app");
  EXPECT_EQ(foreign.checks.front().verdict, scenarios::Verdict::fail);
  EXPECT_FALSE(foreign.checks.front().events.empty());
  EXPECT_EQ(report.results[1].verdict, scenarios::Verdict::inconclusive);
  EXPECT_EQ(report.results[2].verdict, scenarios::Verdict::pass);
}

Consultation dated(const char* source, std::optional<UnixMillis> began) {
  Consultation one = consult(Story().login(0, kToken, 0).closed(60, 1006, "by the server, reset"), source);
  one.one.began = began;
  return one;
}

TEST(DoctorWriters, LadderOfDatedRecordsSpansThemAll) {
  using namespace std::chrono_literals;
  const Consultation records[] = {dated("late.har", 1'795'407'800s), dated("early.har", 1'795'407'739s)};
  const reports::Report report = ladder_report(records);
  EXPECT_EQ(report.origin, reports::Origin::records);
  EXPECT_EQ(report.started_at, "2026-11-23T04:22:19Z");
  EXPECT_EQ(report.duration, 61s + report.results.front().duration);
}

TEST(DoctorWriters, LadderOfARecordWithoutADateHasItsLengthAlone) {
  const Consultation records[] = {dated("one.log", {}), dated("two.log", {})};
  const reports::Report one = ladder_report({records, 1});
  EXPECT_EQ(one.started_at, "");
  EXPECT_EQ(one.duration, one.results.front().duration);
  EXPECT_GT(one.duration, Duration{});
  const reports::Report both = ladder_report(records);
  EXPECT_EQ(both.started_at, "");
  EXPECT_EQ(both.duration, Duration{});
}

TEST(DoctorWriters, ThePageKnowsThatTheseAreRecords) {
  const Json page = Json::parse(reports::page::page_data(ladder_report(all()), {}));
  EXPECT_EQ(page.at("run").at("origin"), "records");
}

TEST(DoctorSchema, HoldsForEveryAnswer) { EXPECT_EQ(violations(Json::parse(json())), ""); }

TEST(DoctorSchema, RefusesAnUnknownKeyAndAMissingOne) {
  Json document = Json::parse(json());
  document["cases"][0]["colour"] = "red";
  EXPECT_NE(violations(document), "");
  document = Json::parse(json());
  document["cases"][0].erase("answer");
  EXPECT_NE(violations(document), "");
}

}  // namespace
}  // namespace redial::doctor
