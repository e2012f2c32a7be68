// Words that a shell takes back as they were.
#include "cli/shell_word.hpp"

#include <gtest/gtest.h>

namespace redial::cli {
namespace {

TEST(ShellWordTest, AWordWithoutMeaningToAShellStaysAsItIs) {
  EXPECT_EQ(shell_word("web:node"), "web:node");
  EXPECT_EQ(fish_word("web:node"), "web:node");
}

TEST(ShellWordTest, NothingIsAWordToo) {
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(fish_word(""), "''");
}

TEST(ShellWordTest, AnApostropheEndsTheQuotesOfAPosixShellAndIsEscapedInThoseOfFish) {
  EXPECT_EQ(shell_word("it's $1"), "'it'\\''s $1'");
  EXPECT_EQ(fish_word("it's $1"), "'it\\'s $1'");
}

TEST(ShellWordTest, ABackslashIsEscapedForFishAlone) {
  EXPECT_EQ(shell_word("a\\"), "'a\\'");
  EXPECT_EQ(fish_word("a\\"), "'a\\\\'");
}

TEST(WordListTest, ALineThatGetsLongIsBroken) {
  const std::string long_word(60, 'x');
  EXPECT_EQ(word_list({long_word, "short", long_word}, shell_word, "\n"), long_word + " short\n" + long_word);
}

TEST(WordListTest, OfNothingIsEmpty) { EXPECT_EQ(word_list({}, shell_word, "\n"), ""); }

}  // namespace
}  // namespace redial::cli
