// How an error in a file reads.
#include "scenarios/engine/diagnostic.hpp"

#include <gtest/gtest.h>

namespace redial::scenarios {
namespace {

Diagnostic only(const std::string& text, Position at) {
  const Source source(text, "a.yaml");
  Diagnostics diagnostics(source);
  diagnostics.add(at, "it is wrong");
  return diagnostics.take().front();
}

TEST(Diagnostic, ShowsFileLineColumnLineAndCaret) {
  EXPECT_EQ(to_text(only("a: 1\nbcd: 2\n", {2, 6})), "a.yaml:2:6: error: it is wrong\nbcd: 2\n     ^");
}

TEST(Diagnostic, KeepsTabsSoThatTheCaretStandsBelow) {
  EXPECT_EQ(to_text(only("\tb: 2\n", {1, 5})), "a.yaml:1:5: error: it is wrong\n\tb: 2\n\t   ^");
}

TEST(Diagnostic, CountsCharactersAndNotBytes) {
  EXPECT_EQ(to_text(only("äöü: 2\n", {1, 6})), "a.yaml:1:6: error: it is wrong\näöü: 2\n     ^");
}

TEST(Diagnostic, ShowsAWindowOfALongLine) {
  const Diagnostic shown = only(std::string(5000, 'a') + "HERE" + std::string(5000, 'b') + "\n", {1, 5001});
  EXPECT_LT(shown.line.size(), 200u);
  EXPECT_EQ(to_text(shown).substr(to_text(shown).rfind('\n') + 1), std::string(60, ' ') + "^");
  EXPECT_EQ(shown.line.substr(shown.line.find("HERE"), 4), "HERE");
  EXPECT_EQ(shown.line.find("HERE"), 59u + std::string("…").size());
}

TEST(Diagnostic, AboutAWholeFileHasNoLine) { EXPECT_EQ(to_text(only("a: 1\n", {})), "a.yaml: error: it is wrong"); }

TEST(Diagnostic, BeyondTheLastLineShowsNothing) {
  EXPECT_EQ(to_text(only("a: 1\n", {9, 1})), "a.yaml:9:1: error: it is wrong\n\n^");
}

TEST(Diagnostics, ComeInTheOrderOfTheFile) {
  const std::string text = "a: 1\nb: 2\n";
  const Source source(text, "a.yaml");
  Diagnostics diagnostics(source);
  diagnostics.add({2, 1}, "second");
  diagnostics.add({1, 4}, "first");
  const auto found = diagnostics.take();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].message, "first");
  EXPECT_TRUE(diagnostics.empty());
}

TEST(Nearest, IsTheWordThatWasMeant) {
  const std::vector<std::string> words = {"result", "status", "dial"};
  EXPECT_EQ(nearest("reslt", words), "result");
  EXPECT_EQ(nearest("statsu", words), "status");
  EXPECT_EQ(nearest("navigation", words), "");
  EXPECT_EQ(nearest(std::string(100'000, 'x'), words), "");
}

TEST(InQuotes, IsShortAndHarmless) {
  EXPECT_EQ(in_quotes("word"), "'word'");
  EXPECT_EQ(in_quotes("\x1b[2J"), "'?[2J'");
  EXPECT_EQ(in_quotes(std::string(100, 'x')), "'" + std::string(60, 'x') + "…'");
}

}  // namespace
}  // namespace redial::scenarios
