// HARs that are cut, damaged, hostile or enormous: what stands ahead of the damage is read, and the rest is a gap.
#include <gmock/gmock.h>

#include "tests/unit/doctor/artefacts/har_text.hpp"

namespace redial::doctor {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string three() {
  return har_of({navigation("01.000"), socket("02.000", message("receive", "22.1", 2, "IAAE")), navigation("03.000")});
}

std::string why_not(const std::string& text) {
  const auto one = read_har(text, "a.har");
  return one ? "read" : to_text(one.error());
}

TEST(HarDamageTest, CutFileGivesTheEntriesAheadOfTheCut) {
  const std::string whole = three();
  const auto one = read_har(std::string_view(whole).substr(0, whole.size() - 100), "a.har");
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_EQ(one->trace.size(), 3u + 4u);
  EXPECT_THAT(gaps(*one), ElementsAre("behind entry 2: the file is cut off here: what follows is missing"));
  EXPECT_FALSE(one->sight.has_end);
}

TEST(HarDamageTest, CutAnywhereItIsReadOrRefusedWithAReason) {
  const std::string whole = three();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto one = read_har(std::string_view(whole).substr(0, size), "a.har");
    if (!one) {
      EXPECT_FALSE(one.error().advice.empty());
      continue;
    }
    EXPECT_FALSE(one->gaps.empty()) << size;
    EXPECT_FALSE(one->sight.has_end) << size;
  }
}

TEST(HarDamageTest, DamageInTheMiddleKeepsWhatIsAheadOfIt) {
  std::string text = three();
  text.replace(text.find("\"_resourceType\""), 1, "#");
  const auto one = read_har(text, "a.har");
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_EQ(one->trace.front().kind, trace::EventKind::navigation_requested);
  EXPECT_FALSE(one->gaps.empty());
}

TEST(HarDamageTest, EntriesOfTheWrongKindAreGaps) {
  const auto one = read_har(har_of({"7", "null", "[]", R"({"startedDateTime":5})", R"({"startedDateTime":"yesterday"})",
                                    R"({"startedDateTime":"2026-11-23T04:22:00Z","request":[]})", navigation("01.000")}),
                            "a.har");
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_EQ(one->trace.size(), 3u);
  EXPECT_THAT(gaps(*one), Contains("entry 5: it does not say when it started"));
  EXPECT_THAT(gaps(*one), Contains("entry 6: it has no URL, or an endless one"));
}

TEST(HarDamageTest, FieldsOfTheWrongKindCountAsMissing) {
  const std::string request = R"({"url":"http://127.0.0.1:1/v2/navi.json","headers":{"a":1},"postData":"text","method":3})";
  const std::string response = R"({"status":"200","content":7})";
  const auto one = read_har(har_of({R"({"startedDateTime":"2026-11-23T04:22:01Z","time":"x","timings":[1],"request":)" + request +
                                    R"(,"response":)" + response + "}"}),
                            "a");
  ASSERT_TRUE(one) << to_text(one.error());
  EXPECT_THAT(texts(*one), ElementsAre(HasSubstr("navigation-requested")));
}

TEST(HarDamageTest, OfTwoMembersOfOneNameTheLastCounts) {
  std::string text = navigation("01.000");
  text.insert(1, R"("request":{"url":"http://another/"},"startedDateTime":"1999",)");
  EXPECT_EQ(read_har(har_of({text}), "a.har")->trace.size(), 3u);
}

TEST(HarDamageTest, HugeNumbersAreNone) {
  std::string text = navigation("01.000");
  text.replace(text.find("\"time\":5"), 8, "\"time\":123456789012345678901234567890e999");
  EXPECT_THAT(texts(*read_har(har_of({text}), "a.har")).back(), HasSubstr("+0.000ms wire   client-1 navigation-answered"));
}

TEST(HarDamageTest, DeepNestingCostsNothing) {
  constexpr std::size_t kDeep = 1'000'000;
  std::string text = navigation("01.000");
  text.insert(1, "\"_deep\":" + std::string(kDeep, '[') + std::string(kDeep, ']') + ",");
  EXPECT_EQ(read_har(har_of({text}), "a.har")->trace.size(), 3u);
  EXPECT_THAT(why_not(std::string(kDeep, '[')), HasSubstr("this is no HAR"));
  EXPECT_THAT(why_not("{\"log\":" + std::string(kDeep, '{')), HasSubstr("this is no HAR"));
}

TEST(HarDamageTest, BytesThatAreNoUtf8DoNotGetIntoACase) {
  std::string text = navigation("01.000");
  text.replace(text.find("\\\"u1\\\""), 6, "\\\"\xff\xc0\\ud800\\\"");
  const auto one = read_har(har_of({text}), "a.har");
  EXPECT_EQ(one->trace.back().user, "\uFFFD\uFFFD\uFFFD");
}

TEST(HarDamageTest, SoDoNoBytesOfAnAddress) {
  const std::string url =
      "ws://127.0.0.1:2/websocket?appId=ab%C3%A9%C3%A9%C3%A9%C3%A9%C3%A9&token=q3Zt%40%FF.example.com&sdkVer=%FF";
  const auto one = read_har(har_of({entry_of("01.000", "3", socket_request(url), R"("status":101)")}), "a.har");
  EXPECT_EQ(one->sdk, "rongcloud-web \uFFFD");
  EXPECT_EQ(one->app_keys.front().hint, "ab\uFFFD… (12 characters)");
  EXPECT_EQ(one->tokens.front().text.navigators.front(), "https://\uFFFD.example.com");
}

TEST(HarDamageTest, WhatIsNoHarIsRefused) {
  EXPECT_THAT(why_not(""), HasSubstr("this is no HAR"));
  EXPECT_THAT(why_not("[]"), HasSubstr("this is no HAR"));
  EXPECT_THAT(why_not("{\"log\":{}}"), HasSubstr("this is no HAR"));
  EXPECT_THAT(why_not("<html>"), HasSubstr("this is no HAR"));
  EXPECT_THAT(why_not(har_of({})), HasSubstr("not one entry"));
  EXPECT_THAT(why_not(har_of({"1", "2"})), HasSubstr("not one entry"));
}

TEST(HarDamageTest, GapsOfOneKindAreCounted) {
  const auto one =
      read_har(har_of(std::vector<std::string>(kMaxHarGaps + 5, R"({"startedDateTime":"2026-11-23T04:22:01Z"})")), "a");
  EXPECT_EQ(one->gaps.size(), kMaxHarGaps + 2);
  EXPECT_THAT(gaps(*one), Contains("5 more entries: it has no URL, or an endless one"));
}

TEST(HarDamageTest, EntriesBeyondTheLimitAreAGap) {
  std::string list = "{\"entries\":[" + navigation("01.000");
  for (std::size_t i = 0; i < kMaxHarEntries; ++i) list += ",{\"startedDateTime\":\"2026-11-23T04:22:01Z\"}";
  const auto one = read_har(list + "]}", "a.har");
  EXPECT_THAT(gaps(*one), Contains("entry 200001: there are too many entries: this one is left out"));
}

TEST(HarDamageTest, TooLongAFileIsRefused) {
  EXPECT_THAT(why_not(std::string(kMaxHarBytes + 1, ' ')), HasSubstr("longer than 256 MiB"));
}

}  // namespace
}  // namespace redial::doctor
