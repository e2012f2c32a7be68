// Cases written out: every scenario of the library, read again, is the scenario that it was.
#include "scenarios/engine/case_text.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "scenarios/engine/library.hpp"
#include "scenarios/engine/parse.hpp"

namespace redial::scenarios {
namespace {

std::vector<std::string> texts(const Scenario& scenario) {
  std::vector<std::string> all = {scenario.shows, std::string(name_of(kTransportNames, scenario.transport))};
  for (const Step& step : scenario.steps) all.push_back(step.text);
  for (const Expectation& expectation : scenario.expectations) all.push_back(expectation.id + ": " + expectation.text);
  return all;
}

TEST(CaseText, EveryCaseOfTheLibraryIsReadAgainAsItWas) {
  const auto scenarios = load(std::string(REDIAL_SOURCE_DIR) + "/scenarios/library", {});
  ASSERT_TRUE(scenarios);
  for (const Scenario& scenario : *scenarios) {
    SCOPED_TRACE(scenario.id);
    std::ifstream file(scenario.file);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const auto tree = tree_of_case(text, scenario);
    ASSERT_TRUE(tree);
    const auto again = parse(to_text(*tree), scenario.file, scenario.template_id);
    ASSERT_TRUE(again) << to_text(again.error()) << to_text(*tree);
    ASSERT_EQ(again->size(), 1u);
    EXPECT_EQ(texts(again->front()), texts(scenario));
  }
}

TEST(CaseText, WordsThatYamlWouldTakeForSomethingElseAreQuoted) {
  const auto text = [](std::string word) {
    const yaml::Node node{yaml::Node::Kind::text, {}, std::move(word), {}, {}};
    return to_text({yaml::Node::Kind::map, {}, {}, {}, {{"shows", {}, node}}});
  };
  EXPECT_EQ(text("two words"), "shows: two words\n");
  EXPECT_EQ(text("31004"), "shows: \"31004\"\n");
  EXPECT_EQ(text("true"), "shows: \"true\"\n");
  EXPECT_EQ(text("a: b"), "shows: \"a: b\"\n");
  EXPECT_EQ(text("say \"so\"\\\n"), "shows: \"say \\\"so\\\"\\\\\\x0A\"\n");
  EXPECT_EQ(text(""), "shows: \"\"\n");
}

TEST(CaseText, AFileWithoutTheCaseHasNoTreeOfIt) {
  Scenario other;
  other.id = other.template_id = "other";
  EXPECT_FALSE(tree_of_case("shows: [", other));
}

}  // namespace
}  // namespace redial::scenarios
