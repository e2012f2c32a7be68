// When there are colours, Unicode and rewritten lines.
#include "reports/writers/style.hpp"

#include <gtest/gtest.h>

namespace redial::reports {
namespace {

Terminal terminal() {
  return {.is_terminal = true, .columns = 120, .no_color = "", .term = "xterm-256color", .locale = "en_US.UTF-8"};
}

TEST(Style, ATerminalGetsColourItsWidthAndALiveLine) {
  const Style style = choose_style(terminal());
  EXPECT_TRUE(style.colour);
  EXPECT_TRUE(style.live);
  EXPECT_EQ(style.width, 120);
  EXPECT_EQ(style.charset, Charset::unicode);
}

TEST(Style, AFileGetsPlainLinesOfAnyLength) {
  Terminal file = terminal();
  file.is_terminal = false;
  EXPECT_FALSE(choose_style(file).colour);
  EXPECT_FALSE(choose_style(file).live);
  EXPECT_EQ(choose_style(file).width, 0);
}

TEST(Style, NoColorForbidsColourAndNothingElse) {
  Terminal no_color = terminal();
  no_color.no_color = "1";
  EXPECT_FALSE(choose_style(no_color).colour);
  EXPECT_TRUE(choose_style(no_color).live);
}

TEST(Style, ADumbTerminalOnlyPrints) {
  Terminal dumb = terminal();
  dumb.term = "dumb";
  EXPECT_FALSE(choose_style(dumb).colour);
  EXPECT_FALSE(choose_style(dumb).live);
}

TEST(Style, ALocaleWithoutUtf8GetsAscii) {
  Terminal posix = terminal();
  posix.locale = "C";
  EXPECT_EQ(choose_style(posix).charset, Charset::ascii);
  posix.locale = "";
  EXPECT_EQ(choose_style(posix).charset, Charset::ascii);
  posix.locale = "C.utf8";
  EXPECT_EQ(choose_style(posix).charset, Charset::unicode);
}

TEST(Style, ATerminalOfUnknownWidthHasEightyColumns) {
  Terminal unknown = terminal();
  unknown.columns = 0;
  EXPECT_EQ(choose_style(unknown).width, 80);
}

TEST(Paint, PrintsNoEscapesWithoutColour) { EXPECT_EQ(paint("x", Colour::red, Style{}), "x"); }

TEST(Paint, ResetsBehindTheText) { EXPECT_EQ(paint("x", Colour::red, Style{.colour = true}), "\x1b[31mx\x1b[0m"); }

}  // namespace
}  // namespace redial::reports
