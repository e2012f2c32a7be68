// The text form of tokens.
#include "core/wire/token.hpp"

#include <gtest/gtest.h>

namespace redial::wire {
namespace {

using Navigators = std::vector<std::string>;

TEST(TokenTest, NavigatorsStandBehindTheFirstAt) {
  EXPECT_EQ(split(Token("tok-A@http://n1:80;https://n2")), (TokenParts{"tok-A", true, {"http://n1:80", "https://n2"}}));
}

TEST(TokenTest, NavigatorsWithoutASchemeGetHttps) {
  EXPECT_EQ(split(Token("t@nav.example;http://plain")).navigators, (Navigators{"https://nav.example", "http://plain"}));
}

TEST(TokenTest, ATokenMayEndInAtWithoutNavigators) { EXPECT_EQ(split(Token("tok-A@")), (TokenParts{"tok-A", true, {}})); }

TEST(TokenTest, ATokenWithoutAtIsAllOpaque) { EXPECT_EQ(split(Token("tok/A+b==")), (TokenParts{"tok/A+b==", false, {}})); }

TEST(TokenTest, EmptyNavigatorsAreDropped) {
  EXPECT_EQ(split(Token("t@;http://n1;;http://n2;")).navigators, (Navigators{"http://n1", "http://n2"}));
}

TEST(TokenTest, OnlyTheFirstAtSplits) { EXPECT_EQ(split(Token("t@http://u@n1")).navigators, (Navigators{"http://u@n1"})); }

TEST(TokenTest, AnEmptyTokenHasNoParts) { EXPECT_EQ(split(Token("")), (TokenParts{"", false, {}})); }

TEST(TokenForChatTest, TheNavigatorsGoAndTheAtStays) {
  EXPECT_EQ(for_chat(Token("tok-A@http://n1;http://n2")), "tok-A@");
  EXPECT_EQ(for_chat(Token("tok-A@")), "tok-A@");
}

TEST(TokenForChatTest, ATokenWithoutAtIsSentAsItIs) { EXPECT_EQ(for_chat(Token("tok-A")), "tok-A"); }

}  // namespace
}  // namespace redial::wire
