// One file, many cases: which there are, what they are called, and what stands in place of parameters.
#include <gmock/gmock.h>

#include "tests/unit/scenarios/parsed.hpp"

namespace redial::scenarios {
namespace {

using testing::ElementsAre;

// A file whose connect is refused with CONNACK `$status`, and `more` at its top.
std::string refused(const std::string& more) {
  return "shows: A refusal with ${status}.\nsources: [a document]\n" + more +
         "clients: {alice: {user: alice}}\nsteps:\n  - issue-token: {name: good, user: alice}\n"
         "  - fault: {kind: connack-status, status: $status}\n  - connect: {token: good}\n";
}

std::vector<std::string> ids(const std::string& text) {
  std::vector<std::string> found;
  for (const Scenario& scenario : parsed_all(text)) found.push_back(scenario.id);
  return found;
}

TEST(Cases, AreOneForEachValue) {
  const auto cases = parsed_all(refused("parameters: {status: [2, 4]}\n"));
  ASSERT_EQ(cases.size(), 2u);
  EXPECT_EQ(cases[1].id, "family/test [status=4]");
  EXPECT_EQ(cases[1].template_id, "family/test");
  EXPECT_EQ(cases[1].shows, "A refusal with 4.");
  EXPECT_EQ(cases[1].template_shows, "A refusal with ${status}.");
}

TEST(Cases, AFileWithoutParametersIsItsOnlyCase) {
  const Scenario scenario = parsed(with_head("steps: [disconnect]\n"));
  EXPECT_EQ(scenario.id, "family/test");
  EXPECT_EQ(scenario.template_id, "family/test");
  EXPECT_EQ(scenario.template_shows, scenario.shows);
}

TEST(Cases, AreTheCrossProductOfSeveralParameters) {
  EXPECT_THAT(ids(refused("parameters: {status: [2, 4], tag: [a, b]}\ntags: [$tag]\n")),
              ElementsAre("family/test [status=2, tag=a]", "family/test [status=2, tag=b]", "family/test [status=4, tag=a]",
                          "family/test [status=4, tag=b]"));
}

TEST(Cases, LeaveOutWhatIsExcluded) {
  EXPECT_THAT(ids(refused("parameters: {status: [2, 4], tag: [a, b]}\ntags: [$tag]\nexclude: [{status: 2, tag: b}]\n")),
              ElementsAre("family/test [status=2, tag=a]", "family/test [status=4, tag=a]", "family/test [status=4, tag=b]"));
}

TEST(Cases, HaveTheNamesTheyAreGiven) {
  const auto cases = parsed_all(refused("cases: {blocked: {status: 9}, closed: {status: 19}}\n"));
  ASSERT_EQ(cases.size(), 2u);
  EXPECT_EQ(cases[0].id, "family/test [blocked]");
  EXPECT_EQ(cases[1].shows, "A refusal with 19.");
}

TEST(Cases, NamedOnesAreMultipliedByTheOtherParameters) {
  EXPECT_THAT(
      ids(refused("cases: {blocked: {status: 9}, closed: {status: 19, tag: c}}\nparameters: {tag: [a, b]}\ntags: [$tag]\n")),
      ElementsAre("family/test [blocked, tag=a]", "family/test [blocked, tag=b]", "family/test [closed]"));
}

TEST(Cases, ArePlayedOverEveryTransport) {
  EXPECT_THAT(ids(refused("parameters: {status: [2, 4]}\ntransports: [plain, tls]\n")),
              ElementsAre("family/test [status=2]", "family/test [status=2] (tls)", "family/test [status=4]",
                          "family/test [status=4] (tls)"));
}

TEST(Cases, KeepTheYamlTypeOfAValueThatStandsAlone) {
  const std::string file = with_head(
      "parameters: {wait: [250 ms], keep: [false], word: [uniapp]}\nprofiles: [$word]\n"
      "steps:\n  - restart-server: {down-for: $wait, keep-memory: $keep}\n  - disconnect\n");
  const Scenario scenario = parsed(file);
  const auto& restart = std::get<control::RestartServer>(std::get<ServerStep>(scenario.steps[0].action).command);
  EXPECT_EQ(restart.down_for, std::chrono::milliseconds(250));
  EXPECT_FALSE(restart.keep_memory);
  EXPECT_THAT(scenario.profiles, ElementsAre("uniapp"));
}

TEST(Cases, MakeTextOfAValueInBraces) {
  EXPECT_THAT(parsed(refused("parameters: {status: [4]}\ntags: [\"${status}\", \"3100${status}\"]\n")).tags,
              ElementsAre("4", "31004"));
}

TEST(Cases, PutValuesInPlaceOfNames) {
  const Scenario scenario = parsed(
      with_head("parameters: {verdict: [expired]}\napps: {main: {policy: {$verdict: connack-10}}}\nsteps: [disconnect]\n"));
  EXPECT_EQ(scenario.apps.at("main").policy.refusals.at(control::TokenVerdict::expired).status, 10);
}

TEST(Cases, LeaveOtherDollarSignsAlone) {
  EXPECT_THAT(parsed(with_head("tags: [\"$5\", costs $, \"{$x}\"]\nsteps: [disconnect]\n")).tags,
              ElementsAre("$5", "costs $", "{$x}"));
}

TEST(Cases, NeedNoMoreThanTheirOwnStepsAndTransportDo) {
  const auto cases = parsed_all(with_head("transports: [plain, tls]\nsteps: [disconnect]\n"));
  EXPECT_TRUE(cases.at(0).needs.empty());
  EXPECT_THAT(cases.at(1).needs, ElementsAre(control::Capability::tls));
}

TEST(Cases, SayWhatIsWrongWithAllOfThemOnce) {
  EXPECT_EQ(messages(refused("parameters: {status: [2, 4]}\ntags: [31004]\n")),
            "'31004' is a number: a text is meant, put it in quotes");
}

TEST(Cases, NameTheFirstThatIsWrongWhenOthersAreNot) {
  EXPECT_EQ(messages(refused("parameters: {status: [2, bad, worse]}\n")),
            "'bad' is text: a whole number from 0 to 99999 is meant, in the case [status=bad]\n"
            "'worse' is text: a whole number from 0 to 99999 is meant, in the case [status=worse]");
  EXPECT_EQ(
      messages(with_head("parameters: {n: [1, 2, 3]}\nsteps:\n  - send: {to: bob, text: \"${n}\"}\n  - await: {event: result, "
                         "call: $n, within: 1 s}\n")),
      "no client has made this call: 1 at most so far, in the case [n=2] and 1 more");
}

TEST(Cases, AreNoMoreThanTheirLimit) {
  const auto product = [](std::size_t values) {
    std::string list;
    for (std::size_t i = 0; i < values; ++i) list += (list.empty() ? "" : ", ") + std::to_string(i);
    return messages(with_head("parameters: {a: [" + list + "], b: [x, y]}\ntags: [\"${a}\", $b]\nsteps: [disconnect]\n"));
  };
  EXPECT_EQ(product(kMaxCases / 2), "accepted");
  EXPECT_EQ(product(kMaxCases / 2 + 1), "more than 200 cases: fewer values, or another file");
}

TEST(Cases, AreNoMoreThanALongFileAllows) {
  const auto long_file = [](std::size_t patterns) {
    std::string list, expectations, values;
    for (std::size_t i = 0; i < patterns; ++i) list += "        - dial\n";
    for (int i = 0; i < 10; ++i) expectations += "  - any-order:\n" + list;
    for (std::size_t i = 0; i < kMaxCases; ++i) values += (i == 0 ? "" : ", ") + std::to_string(i);
    return messages(ordinary("", expectations) + "parameters: {tag: [" + values + "]}\ntags: [\"${tag}\"]\n");
  };
  EXPECT_EQ(long_file(50), "accepted");
  EXPECT_EQ(long_file(100), "too much for 200 cases: fewer values, or a shorter file");
}

}  // namespace
}  // namespace redial::scenarios
