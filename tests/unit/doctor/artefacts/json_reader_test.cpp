// JSON that is sound, and JSON that is not.
#include "doctor/artefacts/json_reader.hpp"

#include <gmock/gmock.h>

namespace redial::doctor {
namespace {

using testing::ElementsAre;
using End = JsonWalk::End;

std::vector<std::string> items(std::string_view json, End end) {
  std::vector<std::string> all;
  JsonWalk walk(json);
  while (const auto item = walk.next())
    all.push_back(std::string(item->key) + "=" + std::string(item->value) + (item->whole ? "" : "…"));
  EXPECT_EQ(walk.end(), end) << json;
  return all;
}

TEST(JsonReaderTest, WalksOverMembersAndElements) {
  EXPECT_THAT(items(R"( {"a" : 1 , "b":[{}, "]"],"c":"\"}"} behind)" + 1, End::whole),
              ElementsAre("a=1", R"(b=[{}, "]"])", R"(c="\"}")"));
  EXPECT_THAT(items("[1,{\"x\":[2]},null]", End::whole), ElementsAre("=1", "={\"x\":[2]}", "=null"));
  EXPECT_THAT(items("{}", End::whole), ElementsAre());
}

TEST(JsonReaderTest, CutTextGivesWhatThereIs) {
  EXPECT_THAT(items(R"({"a":1,"b":[2,)", End::cut), ElementsAre("a=1", "b=[2,…"));
  EXPECT_THAT(items(R"(["x)", End::cut), ElementsAre("=\"x…"));
  EXPECT_THAT(items(R"({"a)", End::cut), ElementsAre());
  EXPECT_THAT(items(R"({"a":)", End::cut), ElementsAre());
  EXPECT_THAT(items("[1,", End::cut), ElementsAre("=1"));
  EXPECT_THAT(items("", End::cut), ElementsAre());
}

TEST(JsonReaderTest, BrokenTextEndsTheWalk) {
  EXPECT_THAT(items("[1 2]", End::broken), ElementsAre("=1"));
  EXPECT_THAT(items("{\"a\" 1}", End::broken), ElementsAre());
  EXPECT_THAT(items("{a:1}", End::broken), ElementsAre());
  EXPECT_THAT(items("[1,,2]", End::broken), ElementsAre("=1"));
  EXPECT_THAT(items("7", End::broken), ElementsAre());
}

TEST(JsonReaderTest, BackslashesAheadOfAQuoteAreCounted) {
  EXPECT_THAT(items(R"(["\\","\\\"",1])", End::whole), ElementsAre(R"(="\\")", R"(="\\\"")", "=1"));
}

TEST(JsonReaderTest, PicksTheLastOfAName) {
  const auto [a, b] = pick(R"({"a":1,"b":2,"a":3})", std::array<std::string_view, 2>{"a", "z"});
  EXPECT_EQ(a, "3");
  EXPECT_EQ(b, "");
  EXPECT_EQ(pick("[1]", std::array<std::string_view, 1>{"a"})[0], "");
}

TEST(JsonReaderTest, EscapesOfTextsAreDecoded) {
  EXPECT_EQ(json_text(R"("a\n\"\\\/\u00e9\ud83d\ude00")", 100), "a\n\"\\/é😀");
  EXPECT_EQ(json_text(R"("\ud83d!\ude00\u12")", 100), "\uFFFD!\uFFFD\uFFFD12");
  EXPECT_EQ(json_text("\"\xff\"", 100), "\uFFFD");
  EXPECT_EQ(json_text("\"1234\"", 3), std::nullopt);
  EXPECT_EQ(json_text("12", 100), std::nullopt);
  EXPECT_EQ(json_text("\"", 100), std::nullopt);
}

TEST(JsonReaderTest, NumbersAreFinite) {
  EXPECT_EQ(json_number("-12.5e1"), -125);
  EXPECT_EQ(json_number("1e999"), std::nullopt);
  EXPECT_EQ(json_number("inf"), std::nullopt);
  EXPECT_EQ(json_number("-inf"), std::nullopt);
  EXPECT_EQ(json_number("1x"), std::nullopt);
  EXPECT_EQ(json_number("\"1\""), std::nullopt);
}

}  // namespace
}  // namespace redial::doctor
