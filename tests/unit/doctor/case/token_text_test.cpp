// What a token's text shows, from texts written out.
#include "doctor/case/token_text.hpp"

#include <gmock/gmock.h>

namespace redial::doctor {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kWhole = "q3Zt7+Yw/2bA91kLmn0PQw==";  // 24 characters of base64

TEST(TokenTextTest, WholeTokenHasNoFlawWithOrWithoutNavigators) {
  EXPECT_THAT(examine(kWhole).flaws, IsEmpty());
  EXPECT_THAT(examine(std::string(kWhole) + "@").flaws, IsEmpty());
  EXPECT_THAT(examine(std::string(kWhole) + "@nav.example.com;nav-b.example.com").flaws, IsEmpty());
}

TEST(TokenTextTest, NavigatorsAndLengthsAreTold) {
  const TokenText text = examine(std::string(kWhole) + "@nav.example.com");
  EXPECT_EQ(text.length, 40u);
  EXPECT_EQ(text.opaque_length, 24u);
  EXPECT_TRUE(text.has_at);
  EXPECT_THAT(text.navigators, ElementsAre("https://nav.example.com"));
}

TEST(TokenTextTest, NothingAndBlanksAreEmpty) {
  EXPECT_THAT(examine("").flaws, ElementsAre(TokenFlaw::empty));
  EXPECT_THAT(examine(" \t ").flaws, ElementsAre(TokenFlaw::empty));
}

TEST(TokenTextTest, EveryFlawIsSeen) {
  EXPECT_THAT(examine("q3Zt7 Yw/2bA91kLmn0PQw==@").flaws, ElementsAre(TokenFlaw::blank_inside));
  EXPECT_THAT(examine("q3Zt7%2BYw%2F2bA91kLmn0PQw%3D%3D@").flaws, ElementsAre(TokenFlaw::percent_encoded));
  EXPECT_THAT(examine(" q3Zt7+Yw/2bA91kLmn0PQw==@").flaws, ElementsAre(TokenFlaw::blank_around));
  EXPECT_THAT(examine("\"q3Zt7+Yw/2bA91kLmn0PQw==@\"").flaws, ElementsAre(TokenFlaw::quoted));
  EXPECT_THAT(examine("q3Zt7+Yw/2bA9\n1kLmn0PQw==@").flaws, ElementsAre(TokenFlaw::line_break));
  EXPECT_THAT(examine("q3Zt7+Yw/2bA91kLmn0PQw=").flaws, ElementsAre(TokenFlaw::cut));
  EXPECT_THAT(examine("{token}").flaws, ElementsAre(TokenFlaw::foreign_character));
  EXPECT_THAT(examine(std::string(kWhole) + kWhole).flaws, ElementsAre(TokenFlaw::doubled));
  EXPECT_THAT(examine(std::string(kWhole) + kWhole + "@").flaws, ElementsAre(TokenFlaw::doubled));
}

}  // namespace
}  // namespace redial::doctor
