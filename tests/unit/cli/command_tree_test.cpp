// A command line made by hand becomes the data that scripts for shells are written from.
#include "cli/command_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/cli/sample_app.hpp"

namespace redial::cli {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CommandTreeTest : public testing::Test {
 protected:
  // Null if there is none.
  static const Argument* find(const std::vector<Argument>& arguments, const std::string& name) {
    const auto found = std::ranges::find(arguments, name, &Argument::name);
    return found == arguments.end() ? nullptr : &*found;
  }
  const Argument& option_of_run(const std::string& name) const {
    const Argument* found = find(root_.commands.front().options, name);
    if (!found) throw std::runtime_error("no option " + name);
    return *found;
  }

  SampleApp sample_;
  Command root_ = read_commands(sample_.app, sample_values());
};

std::vector<std::string> paths_in(const Command& root) {
  std::vector<std::string> paths;
  for (const Place& place : places(root)) paths.push_back(place.path);
  return paths;
}

TEST_F(CommandTreeTest, EveryCommandThatIsNotHiddenHasItsPlace) {
  EXPECT_THAT(paths_in(root_), ElementsAre("redial", "redial run", "redial compare", "redial remote", "redial remote add",
                                           "redial remote list", "redial serve"));
}

TEST_F(CommandTreeTest, AnOptionIsTypedByEachOfItsNames) {
  EXPECT_THAT(option_of_run("out").typed, ElementsAre("-o", "--out"));
  EXPECT_THAT(option_of_run("help").typed, ElementsAre("-h", "--help"));
}

TEST_F(CommandTreeTest, AHiddenOptionIsLeftOut) { EXPECT_EQ(find(root_.commands.front().options, "hidden"), nullptr); }

TEST_F(CommandTreeTest, OfAHelpTextTheFirstClauseIsKept) {
  EXPECT_EQ(root_.commands.front().help, "Play scenarios");
  EXPECT_EQ(option_of_run("client").help, "Client under test, repeatable");
  EXPECT_EQ(find(root_.options, "quiet")->help, "Say less");
}

TEST_F(CommandTreeTest, AFlagTakesNoValueAndAnOptionDoes) {
  EXPECT_FALSE(find(root_.options, "quiet")->takes_value);
  EXPECT_TRUE(option_of_run("jobs").takes_value);
}

TEST_F(CommandTreeTest, WhatFillsAListMayBeRepeated) {
  EXPECT_TRUE(option_of_run("client").repeats);
  EXPECT_TRUE(root_.commands.front().arguments.front().repeats);
  EXPECT_FALSE(option_of_run("jobs").repeats);
}

TEST_F(CommandTreeTest, TheWordsOfIsMemberAreKnownAndWhatPartsThem) {
  const Values values = option_of_run("format").values;
  EXPECT_THAT(values.words, ElementsAre("console", "junit", "json"));
  EXPECT_EQ(values.separator, ',');
}

TEST_F(CommandTreeTest, TheWordsOfACheckedTransformerAreKnownWithoutWhatTheyStandFor) {
  EXPECT_THAT(option_of_run("time").values.words, ElementsAre("compressed", "real"));
  EXPECT_EQ(option_of_run("time").values.separator, 0);
}

TEST_F(CommandTreeTest, PathsAreKnownByTheirTypeOrByTheCheckOfThem) {
  EXPECT_EQ(option_of_run("out").values.paths, Paths::folders);
  const auto& compared = root_.commands.at(1).arguments;
  EXPECT_EQ(compared.at(0).values.paths, Paths::files);
  EXPECT_EQ(compared.at(1).values.paths, Paths::files);
}

TEST_F(CommandTreeTest, OtherValuesAreNotGuessedAt) {
  EXPECT_TRUE(option_of_run("jobs").values.empty());
  EXPECT_TRUE(find(root_.commands.at(1).options, "gate")->values.empty());
}

TEST_F(CommandTreeTest, TypesOfOurOwnHaveTheValuesThatAreHandedIn) {
  EXPECT_THAT(option_of_run("client").values.words, ElementsAre("reference", "web:node"));
  EXPECT_EQ(root_.commands.front().arguments.front().values, sample_values().at("SCENARIO"));
}

TEST_F(CommandTreeTest, WhatIsPassedOnToAProgramMayBeFiles) {
  const Command& serve = root_.commands.back();
  ASSERT_EQ(serve.arguments.size(), 1u);
  EXPECT_TRUE(serve.arguments.front().repeats);
  EXPECT_EQ(serve.arguments.front().values.paths, Paths::files);
  EXPECT_THAT(serve.options, IsEmpty());
}

TEST_F(CommandTreeTest, ValuesThatAreAlikeHaveOneNumber) {
  const auto all = different_values(root_);
  EXPECT_EQ(number_of(root_.commands.at(1).arguments.at(0).values, all),
            number_of(root_.commands.back().arguments[0].values, all));
  EXPECT_NE(number_of(option_of_run("time").values, all), number_of(option_of_run("format").values, all));
  EXPECT_EQ(number_of(option_of_run("jobs").values, all), 0u);
}

}  // namespace
}  // namespace redial::cli
