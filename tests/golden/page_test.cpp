// The page holds the whole report, in the form that its script reads, and no text of it as markup.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "core/base/text_encodings.hpp"
#include "reports/page/page_writer.hpp"
#include "reports/stored/deflate.hpp"
#include "tests/golden/sample_report.hpp"

namespace redial::reports::page {
namespace {

using Json = nlohmann::json;

Json data(const Beside& beside = {}) { return Json::parse(page_data(sample_report(), beside)); }

std::string page() {
  std::ostringstream out;
  write_html(sample_report(), {}, out);
  return out.str();
}

TEST(PageData, HasEveryPlayAndEvent) {
  const Report report = sample_report();
  const Json json = data();
  ASSERT_EQ(json.at("results").size(), report.results.size());
  std::size_t events = 0;
  for (const ScenarioResult& result : report.results) events += result.trace.size();
  for (const auto& [name, column] : json.at("events").items()) {
    if (!column.is_array()) continue;
    EXPECT_EQ(column.size(), events) << name;
  }
}

TEST(PageData, TellsTimesFromOneEventToTheNext) {
  const Json json = data();
  const Json& known = json.at("results").at(3);
  const Json& at = json.at("events").at("at");
  const std::size_t first = known.at("events").at(0);
  EXPECT_EQ(at.at(first), 50);       // +0.5 ms
  EXPECT_EQ(at.at(first + 1), 150);  // +2.0 ms
}

TEST(PageData, NumbersTheEventsOfACheckAsTheyStandInItsPlay) {
  const Json json = data();
  EXPECT_EQ(json.at("results").at(3).at("checks").at(0).at("events"), Json({4}));
}

TEST(PageData, TakesTheFrameOfAnEventApart) {
  Report report = sample_report();
  trace::Event& second = report.results.at(1).trace.at(1);
  second.kind = trace::EventKind::server_sent;
  second.frame = {"web/3", std::string("\x20\x00\x04", 3)};
  const Json json = Json::parse(page_data(report, {}));
  const Json& frames = json.at("frames").at("events");
  const std::string place = std::to_string(report.results.at(0).trace.size() + 1);
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_EQ(frames.at(place), Json::parse(R"({"hex":"200004","fields":[["type","CONNACK"],["status","4"]]})"));
}

TEST(PageData, ShowsBytesThatAreNoMessageWithoutFields) {
  Report report = sample_report();
  report.results.at(0).trace.at(0).frame = {"web/3", "\x20"};
  const Json json = Json::parse(page_data(report, {}));
  EXPECT_EQ(json.at("frames").at("events").at("0"), Json::parse(R"({"hex":"20","fields":[]})"));
}

TEST(PageData, TellsAPassedCheckByItsRuleAlone) {
  const Json json = data();
  const Json& check = json.at("results").at(0).at("checks").at(0);
  ASSERT_TRUE(check.is_number());
  EXPECT_EQ(json.at("rules").at(check.get<std::size_t>()).at("id"), "expect-1");
}

TEST(PageData, NamesEachTextOnce) {
  const Json texts = data().at("texts");
  std::set<std::string> once;
  for (const Json& text : texts) EXPECT_TRUE(once.insert(text).second) << text;
  EXPECT_EQ(texts.at(0), "");
}

TEST(PageData, HasABaselineAndATrendOnlyWhereThereAreSome) {
  EXPECT_FALSE(data().contains("baseline"));
  EXPECT_FALSE(data().contains("history"));
  const SamplePair runs = sample_pair();
  const Json json = data({"a run before", changes(runs.base, runs.candidate), {{1, "2026-11-20T00:00:00Z", "abc", {}, {}}}});
  EXPECT_EQ(json.at("baseline").at("name"), "a run before");
  EXPECT_FALSE(json.at("baseline").at("changes").empty());
  EXPECT_FALSE(json.at("baseline").at("metrics").empty());
  EXPECT_EQ(json.at("history").size(), 1u);
}

TEST(Page, HoldsTheDataDeflatedInBase64) {
  const std::string html = page();
  const std::string mark = "id=\"run\">";
  const std::size_t begin = html.find(mark) + mark.size(), end = html.find("</script>", begin);
  const auto bytes = from_base64(std::string_view(html).substr(begin, end - begin));
  ASSERT_TRUE(bytes);
  const auto json = stored::inflated(*bytes, 1 << 24);
  ASSERT_TRUE(json) << to_text(json.error());
  EXPECT_EQ(*json, page_data(sample_report(), {}));
}

TEST(Page, HoldsNoTextOfTheRunAsMarkup) {
  EXPECT_EQ(page().find("<expired>"), std::string::npos);
  EXPECT_EQ(page().find("A CPU <fast>"), std::string::npos);
}

TEST(Page, AllowsNothingFromAnywhereElse) { EXPECT_NE(page().find("default-src 'none'"), std::string::npos); }

TEST(Inflated, RefusesWhatWasCutOffOrIsTooLong) {
  const std::string bytes = stored::deflated(std::string(1'000, 'x'));
  EXPECT_EQ(stored::inflated(bytes, 1'000).value().size(), 1'000u);
  EXPECT_FALSE(stored::inflated(bytes, 999));
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(stored::inflated(bytes.substr(0, size), 1'000)) << size;
  EXPECT_FALSE(stored::inflated(bytes + "x", 1'000));
  EXPECT_FALSE(stored::inflated("no zlib at all", 1'000));
}

}  // namespace
}  // namespace redial::reports::page
