// Every limit of the language is reached here, and nothing of any size or form crashes or hangs the parser.
#include <gtest/gtest.h>

#include "scenarios/engine/language.hpp"
#include "scenarios/engine/yaml_tree.hpp"
#include "tests/unit/scenarios/parsed.hpp"

namespace redial::scenarios {
namespace {

std::string repeated(std::size_t times, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::string numbered(std::size_t count, const std::string& before, const std::string& after) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += before + std::to_string(i) + after;
  return all;
}

std::string with_clients(std::size_t count) {
  return "shows: A behaviour.\nsources: [a document]\nclients:\n" + numbered(count, "  c", ": {user: u}\n") + "steps:\n" +
         numbered(count, "  - disconnect: c", "\n");
}

TEST(LanguageLimits, AFileIsNoLargerThanItsLimit) {
  const std::string text = with_head("steps: [disconnect]\n");
  const std::size_t rest = kMaxScenarioBytes - text.size();
  EXPECT_EQ(messages(text + repeated(rest / 2, "#\n") + std::string(rest % 2, '\n')), "accepted");
  EXPECT_EQ(messages(text + repeated(rest / 2 + 1, "#\n")), "too large: 256 KiB at most");
}

TEST(LanguageLimits, ALineIsNoLongerThanItsLimit) {
  EXPECT_EQ(messages(with_head("steps: [disconnect]\n#" + std::string(yaml::kMaxLineBytes - 1, 'x') + "\n")), "accepted");
  EXPECT_EQ(messages(with_head("steps: [disconnect]\n#" + std::string(yaml::kMaxLineBytes, 'x') + "\n")),
            "line 5 is too long: break it");
}

TEST(LanguageLimits, Steps) {
  EXPECT_EQ(messages(with_head("steps:\n" + repeated(kMaxSteps, "  - disconnect\n"))), "accepted");
  EXPECT_EQ(messages(with_head("steps:\n" + repeated(kMaxSteps + 1, "  - disconnect\n"))), "too many: 200 at most");
}

TEST(LanguageLimits, Expectations) {
  EXPECT_EQ(messages(ordinary("", repeated(kMaxExpectations, "  - never: message\n"))), "accepted");
  EXPECT_EQ(messages(ordinary("", repeated(kMaxExpectations + 1, "  - never: message\n"))), "too many: 100 at most");
}

TEST(LanguageLimits, Clients) {
  EXPECT_EQ(messages(with_clients(kMaxClients)), "accepted");
  EXPECT_EQ(messages(with_clients(kMaxClients + 1)), "too many: 16 at most");
}

TEST(LanguageLimits, Apps) {
  EXPECT_EQ(messages(with_head("apps:\n" + numbered(kMaxApps, "  a", ": {}\n") + "steps: [disconnect]\n")), "accepted");
  EXPECT_EQ(messages(with_head("apps:\n" + numbered(kMaxApps + 1, "  a", ": {}\n") + "steps: [disconnect]\n")),
            "too many: 8 at most");
}

TEST(LanguageLimits, Lists) {
  const auto tagged = [](std::size_t count) { return with_head("steps: [disconnect]\ntags:\n" + repeated(count, "  - tag\n")); };
  EXPECT_EQ(messages(tagged(language::kMaxListItems)), "accepted");
  EXPECT_EQ(messages(tagged(language::kMaxListItems + 1)), "too many: 200 at most");
}

TEST(LanguageLimits, KnownDeviations) {
  const auto read = [](std::size_t count) {
    const std::string entry = "- {client: c, versions: 1.0.0, scenario: s, check: e, evidence: seen, source: a document}\n";
    const auto deviations = parse_deviations(repeated(count, entry), "known_deviations.yaml");
    return deviations ? "accepted" : deviations.error().front().message;
  };
  EXPECT_EQ(read(language::kMaxDeviations), "accepted");
  EXPECT_EQ(read(language::kMaxDeviations + 1), "too many: 1000 at most");
}

TEST(LanguageLimits, Texts) {
  const auto shown = [](std::size_t bytes) {
    return messages("shows: " + std::string(bytes, 'x') +
                    "\nsources: [a document]\nclients: {alice: {user: alice}}\nsteps: [disconnect]\n");
  };
  EXPECT_EQ(shown(language::kMaxTextBytes), "accepted");
  EXPECT_EQ(shown(language::kMaxTextBytes + 1), "too long: 1000 bytes at most");
}

TEST(LanguageLimits, NamesAndUserIds) {
  const auto named = [](std::size_t bytes) {
    return messages(ordinary("  - issue-token: {name: " + std::string(bytes, 'x') + ", user: u}\n"));
  };
  EXPECT_EQ(named(language::kMaxNameBytes), "accepted");
  EXPECT_EQ(named(language::kMaxNameBytes + 1), "too long: 40 bytes at most");
  const auto user = [](std::size_t bytes) { return messages(ordinary("  - expire-tokens: " + std::string(bytes, 'x') + "\n")); };
  EXPECT_EQ(user(language::kMaxUserBytes), "accepted");
  EXPECT_EQ(user(language::kMaxUserBytes + 1), "too long: 64 bytes at most");
}

TEST(LanguageLimits, Durations) {
  EXPECT_EQ(messages(ordinary("  - advance-clock: 3650 d\n")), "accepted");
  EXPECT_EQ(messages(ordinary("  - advance-clock: 3651 d\n")), "too long: 3650 d at most");
  EXPECT_EQ(messages(ordinary("  - advance-clock: 0 s\n")), "too short: this must be more than nothing");
  EXPECT_EQ(messages(ordinary("  - advance-clock: 99999999999999999999 d\n")),
            "'99999999999999999999 d' does not fit: a duration such as 250 ms, 5 s, 2 min, 2 h or 30 d is meant");
}

TEST(LanguageLimits, Counts) {
  EXPECT_EQ(messages(ordinary("", "  - at-least: {times: 1000000, event: dial}\n")), "accepted");
  EXPECT_EQ(messages(ordinary("", "  - at-least: {times: 1000001, event: dial}\n")),
            "'1000001' is out of range: a whole number from 1 to 1000000 is meant; none is always reached");
}

TEST(LanguageLimits, Nesting) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_EQ(messages(with_head("steps: [disconnect]\ntags: " + nested(yaml::kMaxDepth - 1) + "\n")),
            "this is a list: a text is meant");
  EXPECT_EQ(messages(with_head("steps: [disconnect]\ntags: " + nested(yaml::kMaxDepth) + "\n")),
            "this is a list: a text is meant\nnested too deeply: 16 levels at most");
  for (const char* opening : {"[\n", "{a:\n", "- - - -\n", "? "}) {
    EXPECT_NE(messages(repeated(50'000, opening)), "accepted") << opening;
  }
}

TEST(LanguageLimits, Groups) {
  const auto nested = [](int depth) {
    std::string item = "dial";
    for (int i = 0; i < depth; ++i) item = "{optional: " + item + "}";
    return messages(ordinary("", "  - in-order: [" + item + "]\n"));
  };
  EXPECT_EQ(nested(kMaxGroupDepth), "accepted");
  EXPECT_EQ(nested(kMaxGroupDepth + 1), "groups nest too deeply: 3 levels at most");
  const auto repeated_at_most = [](int inner) {
    return messages(
        ordinary("", "  - in-order: [{repeat: {repeat: dial, at-most: 10}, at-most: " + std::to_string(inner) + "}]\n"));
  };
  EXPECT_EQ(repeated_at_most(100), "accepted");
  EXPECT_EQ(repeated_at_most(500), "this can be met in too many ways: fewer items in any order, or smaller bounds");
}

TEST(LanguageLimits, ItemsInAnyOrder) {
  const auto any_order = [](std::int64_t count) {
    return messages(
        ordinary("", "  - in-order: [{any-order: [" + repeated(static_cast<std::size_t>(count - 1), "dial, ") + "dial]}]\n"));
  };
  EXPECT_EQ(any_order(language::kMaxAnyOrder), "accepted");
  EXPECT_EQ(any_order(language::kMaxAnyOrder + 1), "too many: 8 at most");
}

TEST(LanguageLimits, RepeatsAndConnectsAgainAndNavigators) {
  EXPECT_EQ(messages(ordinary("", "  - in-order: [{repeat: dial, at-most: 1000}]\n")), "accepted");
  EXPECT_EQ(messages(ordinary("", "  - in-order: [{repeat: dial, at-most: 1001}]\n")),
            "'1001' is out of range: a whole number from 1 to 1000 is meant");
  const auto client = [](const std::string& fields) {
    return messages("shows: It.\nsources: [one]\nclients: {a: {user: a, " + fields + "}}\nsteps: [disconnect]\n");
  };
  EXPECT_EQ(client("navigators: 4, app-model: {on: [31004], connect-again: 100}"), "accepted");
  EXPECT_EQ(client("navigators: 5"), "'5' is out of range: a whole number from 1 to 4 is meant");
  EXPECT_EQ(client("app-model: {on: [31004], connect-again: 101}"),
            "'101' is out of range: a whole number from 1 to 100 is meant");
}

TEST(LanguageLimits, CallsInOneTurn) {
  const auto together = [](std::size_t count) {
    return messages(ordinary("  - together:\n" + repeated(count, "      - disconnect\n")));
  };
  EXPECT_EQ(together(kMaxTogether), "accepted");
  EXPECT_EQ(together(kMaxTogether + 1), "too many: 10 at most");
}

TEST(LanguageLimits, Parameters) {
  const auto declared = [](std::int64_t count) {
    const auto many = static_cast<std::size_t>(count);
    return messages(with_head("parameters:\n" + numbered(many, "  p", ": [x]\n") + "tags:\n" + numbered(many, "  - $p", "\n") +
                              "steps: [disconnect]\n"));
  };
  EXPECT_EQ(declared(language::kMaxParameters), "accepted");
  EXPECT_EQ(declared(language::kMaxParameters + 1), "too many: 20 at most");
}

TEST(LanguageLimits, DiagnosticsAreCutShort) {
  const auto refused =
      parse(with_head("steps: [disconnect]\n" + numbered(kMaxDiagnostics + 7, "wrong", ": 1\n")), "test.yaml", "id");
  ASSERT_FALSE(refused.ok());
  ASSERT_EQ(refused.error().size(), kMaxDiagnostics + 1);
  EXPECT_EQ(to_text(refused.error().back()), "test.yaml: error: 7 further errors are not shown");
}

TEST(LanguageLimits, WhatIsNotUtf8IsRefused) {
  EXPECT_EQ(messages(with_head("tags: [\xff]\n")), "line 4 is not UTF-8: save the file in that encoding");
  EXPECT_EQ(messages("\xff\xfes\0h\0o\0"), "line 1 is not UTF-8: save the file in that encoding");
}

TEST(LanguageLimits, ControlCharactersAreRefused) {
  EXPECT_EQ(messages(with_head("tags: [\x1b[2J]\n")), "line 4 holds a control character: remove it");
  EXPECT_EQ(messages(with_head("tags: [\xc2\x9b]\n")), "line 4 holds a control character: remove it");
  EXPECT_EQ(messages(std::string("shows\0", 6)), "line 1 holds a control character: remove it");
  EXPECT_EQ(messages(with_head("tags: [\"\\x1b[2J\"]\nsteps: [disconnect]\n")),
            "line breaks and control characters cannot stand in a text");
}

TEST(LanguageLimits, AnEmptyFileIsRefused) {
  for (const char* text : {"", "\n", "# nothing\n", "---\n", "~\n"}) EXPECT_EQ(messages(text), "the file is empty") << text;
}

TEST(LanguageLimits, AFileThatIsNoMapIsRefused) {
  EXPECT_EQ(messages("- a\n"), "this is a list: scenario wants fields");
  EXPECT_EQ(messages("a\n"), "'a' is text: scenario wants fields");
}

}  // namespace
}  // namespace redial::scenarios
