// Valid text passes, CESU-8 is joined, everything else is refused.
#include "core/wire/utf8.hpp"

#include <gtest/gtest.h>

namespace redial::wire {
namespace {

TEST(Utf8Test, CharactersOfEveryLengthAreWellFormed) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8(std::string_view("a\0b", 3)));
  EXPECT_TRUE(is_utf8("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"));
}

TEST(Utf8Test, MalformedSequencesAreRefused) {
  EXPECT_FALSE(is_utf8("\x80")) << "continuation without a lead";
  EXPECT_FALSE(is_utf8("\xc3")) << "cut off";
  EXPECT_FALSE(is_utf8("\xe4\xbd")) << "cut off";
  EXPECT_FALSE(is_utf8("\xc3\x28")) << "lead without a continuation";
  EXPECT_FALSE(is_utf8("\xc0\xaf")) << "overlong, two bytes";
  EXPECT_FALSE(is_utf8("\xe0\x80\xaf")) << "overlong, three bytes";
  EXPECT_FALSE(is_utf8("\xf0\x80\x80\xaf")) << "overlong, four bytes";
  EXPECT_FALSE(is_utf8("\xed\xa0\x80")) << "surrogate";
  EXPECT_FALSE(is_utf8("\xf4\x90\x80\x80")) << "above U+10FFFF";
  EXPECT_FALSE(is_utf8("\xf8\x88\x80\x80\x80")) << "five bytes";
  EXPECT_FALSE(is_utf8("\xff"));
}

TEST(Cesu8Test, Utf8PassesUnchanged) {
  EXPECT_EQ(utf8_from_cesu8("hello \xe4\xbd\xa0 \xf0\x9f\x98\x80"), "hello \xe4\xbd\xa0 \xf0\x9f\x98\x80");
}

TEST(Cesu8Test, APairOfSurrogatesIsJoined) {
  EXPECT_EQ(utf8_from_cesu8("a\xed\xa0\xbd\xed\xb8\x80z"), "a\xf0\x9f\x98\x80z");
  EXPECT_EQ(utf8_from_cesu8("\xed\xa0\x80\xed\xb0\x80"), "\xf0\x90\x80\x80");
  EXPECT_EQ(utf8_from_cesu8("\xed\xaf\xbf\xed\xbf\xbf"), "\xf4\x8f\xbf\xbf");
}

TEST(Cesu8Test, LoneSurrogatesAndMalformedBytesAreRefused) {
  EXPECT_EQ(utf8_from_cesu8("\xed\xa0\xbd"), std::nullopt) << "high without low";
  EXPECT_EQ(utf8_from_cesu8("\xed\xa0\xbd!"), std::nullopt) << "high without low";
  EXPECT_EQ(utf8_from_cesu8("\xed\xb8\x80"), std::nullopt) << "low without high";
  EXPECT_EQ(utf8_from_cesu8("\xff"), std::nullopt);
}

TEST(Utf8PrefixTest, NoCharacterIsSplit) {
  const std::string_view text = "a\xe4\xbd\xa0z";
  EXPECT_EQ(utf8_prefix(text, 0), "");
  EXPECT_EQ(utf8_prefix(text, 1), "a");
  EXPECT_EQ(utf8_prefix(text, 2), "a");
  EXPECT_EQ(utf8_prefix(text, 3), "a");
  EXPECT_EQ(utf8_prefix(text, 4), "a\xe4\xbd\xa0");
  EXPECT_EQ(utf8_prefix(text, 5), text);
  EXPECT_EQ(utf8_prefix(text, 99), text);
}

}  // namespace
}  // namespace redial::wire
