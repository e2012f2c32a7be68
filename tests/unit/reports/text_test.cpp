// What people see of awkward text.
#include "reports/writers/text.hpp"

#include <gmock/gmock.h>

namespace redial::reports {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

TEST(Printable, ShowsTerminalEscapesInsteadOfPassingThemOn) { EXPECT_EQ(printable("a\x1b[31mred"), "a\\u{1b}[31mred"); }

TEST(Printable, ShowsEightBitControlsToo) { EXPECT_EQ(printable("\u009b31m"), "\\u{9b}31m"); }

TEST(Printable, KeepsALineALine) { EXPECT_EQ(printable("one\ntwo\r\tthree"), "one\\ntwo\\r\\tthree"); }

TEST(Printable, ShowsWhatWouldTurnTheDirectionOfWriting) { EXPECT_EQ(printable("a\u202eb\u2066c"), "a\\u{202e}b\\u{2066}c"); }

TEST(Printable, ShowsBytesThatAreNoUtf8) { EXPECT_EQ(printable("a\xff\xc3(\xed\xa0\x80"), "a\\xff\\xc3(\\xed\\xa0\\x80"); }

TEST(Printable, ShowsATruncatedCharacter) { EXPECT_EQ(printable("a\xe4\xbd"), "a\\xe4\\xbd"); }

TEST(Printable, ShowsNoncharactersWhichXmlForbids) { EXPECT_EQ(printable("\uffff"), "\\u{ffff}"); }

TEST(Printable, KeepsOtherCharacters) { EXPECT_EQ(printable("hello 你好 ✓ 😀"), "hello 你好 ✓ 😀"); }

TEST(Printable, IsAsciiOnDemand) { EXPECT_EQ(printable("你 ok 😀", Charset::ascii), "\\u{4f60} ok \\u{1f600}"); }

TEST(Columns, OfWideCharactersAreTwo) { EXPECT_EQ(columns("a你😀"), 5); }

TEST(Columns, OfCombiningCharactersAreNone) { EXPECT_EQ(columns("e\u0301"), 1); }

TEST(Fit, LeavesShortTextAlone) { EXPECT_EQ(fit("four", 4, Charset::unicode), "four"); }

TEST(Fit, CutsLongTextWithAnEllipsis) { EXPECT_EQ(fit("abcdef", 4, Charset::unicode), "abc…"); }

TEST(Fit, CutsWithDotsInAscii) { EXPECT_EQ(fit("abcdef", 5, Charset::ascii), "ab..."); }

TEST(Fit, NeverSplitsAWideCharacter) { EXPECT_EQ(fit("你好你好", 4, Charset::unicode), "你…"); }

TEST(Pad, CountsColumnsAndNotBytes) { EXPECT_EQ(pad("你", 4), "你  "); }

TEST(Wrap, BreaksAtSpaces) { EXPECT_THAT(wrap("one two three", 7), ElementsAre("one two", "three")); }

TEST(Wrap, GivesALongWordALineOfItsOwn) { EXPECT_THAT(wrap("a longerword b", 5), ElementsAre("a", "longerword", "b")); }

TEST(Wrap, WithoutAWidthBreaksNothing) { EXPECT_THAT(wrap("one two three", 0), ElementsAre("one two three")); }

TEST(DurationText, HasTheUnitAPersonWouldChoose) {
  EXPECT_EQ(to_text(400us), "0.4 ms");
  EXPECT_EQ(to_text(820ms), "820 ms");
  EXPECT_EQ(to_text(1240ms), "1.24 s");
  EXPECT_EQ(to_text(75s), "75 s");
}

TEST(DurationText, ThatRoundsUpToTheNextUnitIsToldInIt) {
  EXPECT_EQ(to_text(9960us), "10 ms");
  EXPECT_EQ(to_text(999'600us), "1.00 s");
  EXPECT_EQ(to_text(59'996ms), "60 s");
}

}  // namespace
}  // namespace redial::reports
