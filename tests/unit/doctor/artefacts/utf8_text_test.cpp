// Text as files have it becomes UTF-8.
#include "doctor/artefacts/utf8_text.hpp"

#include <gtest/gtest.h>

namespace redial::doctor {
namespace {

using namespace std::string_literals;

TEST(Utf8TextTest, MarkIsTakenOff) { EXPECT_EQ(to_utf8("\xef\xbb\xbf{\"a\"}"), "{\"a\"}"); }

TEST(Utf8TextTest, Utf16IsKnownByItsMarkOrItsZeros) {
  EXPECT_EQ(to_utf8("\xff\xfe{\0\xe9\0"s), "{é");
  EXPECT_EQ(to_utf8("\xfe\xff\0{\0\xe9"s), "{é");
  EXPECT_EQ(to_utf8("{\0\"\0l\0o\0"s), "{\"lo");
  EXPECT_EQ(to_utf8("\0{\0\"\0l\0o"s), "{\"lo");
}

TEST(Utf8TextTest, SurrogatesAreJoinedAndLoneOnesReplaced) {
  EXPECT_EQ(to_utf8("\xff\xfe\x3d\xd8\x00\xde"s), "😀");
  EXPECT_EQ(to_utf8("\xff\xfe\x3d\xd8!\0"s), "\uFFFD!");
}

TEST(Utf8TextTest, HalfACharacterAtTheEndIsLeftOut) { EXPECT_EQ(to_utf8("\xff\xfe{\0}"s), "{"); }

TEST(Utf8TextTest, BytesThatAreNoneAreReplaced) {
  EXPECT_EQ(sound_utf8("a\xff\xc3\xa9\xc3"), "a\uFFFDé\uFFFD");
  EXPECT_EQ(sound_utf8("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(sound_utf8("plain"), "plain");
}

}  // namespace
}  // namespace redial::doctor
