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
  EXPECT_EQ(json.at("events").at("shape").size(), events);
  EXPECT_EQ(json.at("events").at("at").size(), events);
}

// Where the values of the event in this row stand among those that are sorted by shape: behind those of lower shapes, and of its
// own shape's before it. `counts`: of which shapes there are values.
template <class Counts>
std::size_t place_of(const Json& shape, std::size_t row, const Counts& counts) {
  std::size_t place = 0;
  for (std::size_t i = 0; i < shape.size(); ++i)
    if (counts(shape.at(i)) && (shape.at(i) < shape.at(row) || (shape.at(i) == shape.at(row) && i < row))) ++place;
  return place;
}

Json at_of(const Json& events, std::size_t row) {
  return events.at("at").at(place_of(events.at("shape"), row, [](const Json&) { return true; }));
}

Json detail_of(const Json& events, std::size_t row) {
  const Json& has_detail = events.at("shapes").at("detail");
  const auto counts = [&](const Json& shape) { return has_detail.at(shape.get<std::size_t>()) == 1; };
  if (!counts(events.at("shape").at(row))) return 0;
  return events.at("detail").at(place_of(events.at("shape"), row, counts));
}

TEST(PageData, TellsTimesFromOneEventToTheNext) {
  const Json json = data();
  const std::size_t first = json.at("results").at(3).at("events").at(0);
  EXPECT_EQ(at_of(json.at("events"), first), 50);       // +0.5 ms
  EXPECT_EQ(at_of(json.at("events"), first + 1), 150);  // +2.0 ms
}

TEST(PageData, HasTheWordsOfEveryEvent) {
  const Json json = data();
  const Json &events = json.at("events"), &texts = json.at("texts");
  std::size_t row = 0;
  for (const ScenarioResult& result : sample_report().results) {
    for (const trace::Event& event : result.trace) {
      const std::size_t shape = events.at("shape").at(row);
      const auto value = [&](const char* column) { return events.at("shapes").at(column).at(shape); };
      const auto text = [&](const char* column) { return texts.at(value(column).get<std::size_t>()); };
      EXPECT_EQ(text("kind"), trace::describe(event.kind).name);
      EXPECT_EQ(text("client"), event.client);
      EXPECT_EQ(text("name"), event.name);
      EXPECT_EQ(value("call"), event.call.value);
      EXPECT_EQ(value("code"), event.code ? Json(*event.code) : Json());
      EXPECT_EQ(texts.at(detail_of(events, row).get<std::size_t>()), event.detail);
      ++row;
    }
  }
}

TEST(PageData, NumbersTheEventsOfACheckAsTheyStandInItsPlay) {
  const Json json = data();
  EXPECT_EQ(json.at("results").at(3).at("checks").at(0).at("events"), Json({4}));
}

TEST(PageData, TakesTheFramesOfEventsApartEachOnce) {
  Report report = sample_report();
  for (const std::size_t play : {0u, 1u}) {
    trace::Event& event = report.results.at(play).trace.at(1);
    event.kind = trace::EventKind::server_sent;
    event.frame = {"web/3", std::string("\x20\x00\x04", 3)};
  }
  const Json json = Json::parse(page_data(report, {}));
  EXPECT_EQ(json.at("frames"), Json::parse(R"([{"hex":"200004","fields":[["type","CONNACK"],["status","4"]]}])"));
  EXPECT_EQ(json.at("events").at("frame"), Json({0, 0}));
}

TEST(PageData, ShowsBytesThatAreNoMessageWithoutFields) {
  Report report = sample_report();
  report.results.at(0).trace.at(0).frame = {"web/3", "\x20"};
  const Json json = Json::parse(page_data(report, {}));
  EXPECT_EQ(json.at("frames"), Json::parse(R"([{"hex":"20","fields":[]}])"));
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
