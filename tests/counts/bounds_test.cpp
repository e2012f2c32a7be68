// That bounds bite, and say what to do.
#include "tests/counts/bounds.hpp"

#include <gmock/gmock.h>

namespace redial::counts {
namespace {

using testing::HasSubstr;
using testing::Not;

Bounds bounds_of_login(std::uint64_t instructions) { return {"x86_64", 2, {{"login", instructions}}}; }

TEST(Bounds, AreExceededOnlyByMoreThanTheMargin) {
  EXPECT_EQ(compare(10'200, 10'000, 2), Standing::within);
  EXPECT_EQ(compare(10'201, 10'000, 2), Standing::above);
}

TEST(Bounds, AreTooHighOnlyByMoreThanTwiceTheMargin) {
  EXPECT_EQ(compare(9'600, 10'000, 2), Standing::within);
  EXPECT_EQ(compare(9'599, 10'000, 2), Standing::below);
}

TEST(Bounds, OfWhatTakesLongerSayHowToRaiseThem) {
  const std::string text = to_text("login", 11'234, bounds_of_login(10'000));
  EXPECT_THAT(text, HasSubstr("login: 11234 instructions, 12.3 % above its bound of 10000"));
  EXPECT_THAT(text, HasSubstr("raise the bound: REDIAL_UPDATE_GOLDEN=1 ./check counts"));
}

TEST(Bounds, OfWhatBecameCheaperSayHowToLowerThem) {
  EXPECT_THAT(to_text("login", 9'000, bounds_of_login(10'000)), HasSubstr("10.0 % below its bound of 10000; the bound can be"));
}

TEST(Bounds, ThatHoldGiveNoAdvice) { EXPECT_THAT(to_text("login", 10'000, bounds_of_login(10'000)), Not(HasSubstr(";"))); }

TEST(Bounds, AreReadAsTheyWereWritten) {
  const std::string written = to_json(bounds_of_login(10'000));
  const auto read = read_bounds(written);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(to_json(*read), written);
}

TEST(Bounds, OfAnotherFormAreAnError) {
  EXPECT_FALSE(read_bounds("{").ok());
  EXPECT_FALSE(read_bounds(R"({"build": "x86_64", "margin_percent": 2, "instructions": {"login": "many"}})").ok());
}

}  // namespace
}  // namespace redial::counts
