// What a scenario says about itself and about who takes part.
#include "scenarios/engine/parse.hpp"

#include <gmock/gmock.h>

#include "tests/unit/scenarios/parsed.hpp"

namespace redial::scenarios {
namespace {

using testing::ElementsAre;

TEST(Parse, ReadsWhatTheScenarioSaysAboutItself) {
  const Scenario scenario = parsed(
      "shows: It shows this.\nsources: [one, two]\ntags: [token, \"31004\"]\nprofiles: [uniapp]\n"
      "clients: {alice: {user: alice}}\nsteps: [disconnect]\n");
  EXPECT_EQ(scenario.id, "family/test");
  EXPECT_EQ(scenario.file, "test.yaml");
  EXPECT_EQ(scenario.shows, "It shows this.");
  EXPECT_THAT(scenario.sources, ElementsAre("one", "two"));
  EXPECT_THAT(scenario.tags, ElementsAre("token", "31004"));
  EXPECT_THAT(scenario.profiles, ElementsAre("uniapp"));
}

TEST(Parse, PlaysOverPlainSocketsUnlessToldOtherwise) {
  const auto scenarios = parsed_all(with_head("steps: [disconnect]\n"));
  ASSERT_EQ(scenarios.size(), 1u);
  EXPECT_EQ(scenarios[0].transport, Transport::plain);
}

TEST(Parse, MakesOneScenarioForEachTransport) {
  const auto scenarios = parsed_all(with_head("transports: [tls, plain]\nsteps: [disconnect]\n"));
  ASSERT_EQ(scenarios.size(), 2u);
  EXPECT_EQ(scenarios[0].id, "family/test");
  EXPECT_EQ(scenarios[0].transport, Transport::plain);
  EXPECT_EQ(scenarios[1].id, "family/test (tls)");
  EXPECT_EQ(scenarios[1].transport, Transport::tls);
}

TEST(Parse, KeepsTheIdOfAScenarioThatIsOnlyPlayedOverTls) {
  const auto scenarios = parsed_all(with_head("transports: [tls]\nsteps: [disconnect]\n"));
  ASSERT_EQ(scenarios.size(), 1u);
  EXPECT_EQ(scenarios[0].id, "family/test");
  EXPECT_EQ(scenarios[0].transport, Transport::tls);
}

TEST(Parse, HasAMainAppOfTheVendorsPolicyWithoutBeingTold) {
  const Scenario scenario = parsed(with_head("steps: [disconnect]\n"));
  ASSERT_EQ(scenario.apps.size(), 1u);
  EXPECT_EQ(scenario.apps.at("main").policy, control::Policy());
}

TEST(Parse, ReadsPoliciesOfApps) {
  const Scenario scenario =
      parsed(with_head("apps:\n"
                       "  main: {policy: {expired: connack-10, foreign-app: navigation-403, second-login: refuse-newer, connack: "
                       "v4, delivery: notify}}\n"
                       "  other: {}\n"
                       "steps: [disconnect]\n"));
  control::Policy policy;
  policy.refusals[control::TokenVerdict::expired] = {control::Refusal::Stage::login, 10};
  policy.refusals[control::TokenVerdict::foreign_app] = {control::Refusal::Stage::navigation, 403};
  policy.second_login = control::SecondLogin::refuse_newer;
  policy.connack = control::ConnAckLayout::v4;
  policy.delivery = control::Delivery::notify;
  EXPECT_EQ(scenario.apps.at("main").policy, policy);
  EXPECT_EQ(scenario.apps.at("other").policy, control::Policy());
}

TEST(Parse, GivesClientsWhatTheyAreNotGiven) {
  const ClientSpec alice = parsed(with_head("steps: [disconnect]\n")).clients.at("alice");
  EXPECT_EQ(alice.user, "alice-1");
  EXPECT_EQ(alice.app, "main");
  EXPECT_EQ(alice.app_key, "main");
  EXPECT_TRUE(alice.with_callback && alice.listens && alice.created);
}

TEST(Parse, ReadsEveryFieldOfAClient) {
  const ClientSpec bob =
      parsed(
          "shows: A behaviour.\nsources: [a document]\napps: {other: {}}\n"
          "clients: {bob: {user: b, app: other, app-key: unknown, callback: false, listens: false, created: false}}\n"
          "steps: [create, disconnect]\n")
          .clients.at("bob");
  EXPECT_EQ(bob.app, "other");
  EXPECT_EQ(bob.app_key, "unknown");
  EXPECT_FALSE(bob.with_callback || bob.listens || bob.created);
}

TEST(Parse, AClientPresentsTheAppKeyOfItsApp) {
  const Scenario scenario = parsed(
      "shows: A behaviour.\nsources: [a document]\napps: {other: {}}\nclients: {bob: {user: b, app: other}}\nsteps: "
      "[disconnect]\n");
  EXPECT_EQ(scenario.clients.at("bob").app_key, "other");
}

TEST(Parse, RemembersWhereStepsAndExpectationsStand) {
  const Scenario scenario = parsed(ordinary("  - watch: 1 s\n", "  - never: dial\n"));
  EXPECT_EQ(scenario.steps.back().position, (Position{7, 5}));
  EXPECT_EQ(scenario.expectations.back().position, (Position{9, 5}));
}

TEST(Parse, ReadsAFileWithAByteOrderMarkAndWindowsLineEnds) {
  const Scenario scenario = parsed(
      "\xef\xbb\xbfshows: A behaviour.\r\nsources: [a document]\r\nclients: {alice: {user: alice}}\r\nsteps:\r\n  - "
      "disconnect\r\n");
  EXPECT_EQ(scenario.shows, "A behaviour.");
  EXPECT_EQ(scenario.steps.at(0).position, (Position{5, 5}));
}

TEST(Parse, ReportsAllThatIsWrongAndNotOnlyTheFirst) {
  EXPECT_EQ(
      messages("shows: 1\nsources: [a document]\nclients: {alice: {user: alice}}\nsteps: [watch: 5, connect: {token: x}]\n"),
      "'1' is a number: a text is meant, put it in quotes\n"
      "'5' is a number: a duration such as 250 ms, 5 s, 2 min, 2 h or 30 d is meant\n"
      "there is no token 'x' so far");
}

TEST(Parse, BlamesNothingOnAStepThatItCouldNotRead) {
  EXPECT_EQ(
      messages(with_head("steps: [isue-token: {name: x, user: u}, connect: {token: x}]\nexpect: [code: {call: 2, is: 0}]\n")),
      "unknown word 'isue-token'");
}

TEST(Parse, RefusesNamesThatReportsUseThemselves) {
  EXPECT_EQ(messages(ordinary("", "  - never: {event: dial, id: expect-2}\n")),
            "names that begin with 'expect-' or 'step-' are given by redial itself");
  EXPECT_EQ(messages(ordinary("", "  - never: {event: dial, id: quiet}\n  - never: {event: result, id: quiet}\n")),
            "there is a check 'quiet' already");
  EXPECT_EQ(
      messages("shows: A behaviour.\nsources: [a document]\napps: {unknown: {}}\nclients: {a: {user: a}}\nsteps: [disconnect]\n"),
      "'unknown' stands for an AppKey that no app has: choose another name");
}

TEST(ParseDeviations, ReadsEveryFieldAndWhereItStands) {
  const auto deviations = parse_deviations(
      "- client: rongcloud-web\n  versions: \">=5.38.0 <6\"\n  host: node\n  scenario: token/expired\n  check: expect-1\n"
      "  evidence: It dials again.\n  source: the package\n",
      "known_deviations.yaml");
  ASSERT_TRUE(deviations.ok()) << to_text(deviations.error());
  ASSERT_EQ(deviations->size(), 1u);
  const KnownDeviation& entry = deviations->front();
  EXPECT_EQ(entry.client, "rongcloud-web");
  EXPECT_EQ(entry.versions, ">=5.38.0 <6");
  EXPECT_EQ(entry.host, "node");
  EXPECT_EQ(entry.scenario, "token/expired");
  EXPECT_EQ(entry.check, "expect-1");
  EXPECT_EQ(entry.evidence, "It dials again.");
  EXPECT_EQ(entry.source, "the package");
  EXPECT_EQ(entry.file, "known_deviations.yaml");
  EXPECT_EQ(entry.position, (Position{1, 3}));
}

TEST(ParseDeviations, AcceptsThatThereAreNone) {
  const auto deviations = parse_deviations("# none so far\n[]\n", "known_deviations.yaml");
  ASSERT_TRUE(deviations.ok()) << to_text(deviations.error());
  EXPECT_TRUE(deviations->empty());
}

TEST(ParseDeviations, RefusesWithPositionLineAndCaret) {
  const auto deviations =
      parse_deviations("- {client: c, versions: newest, scenario: s, check: x, evidnce: e, source: s}\n- {}\n", "known.yaml");
  ASSERT_FALSE(deviations.ok());
  EXPECT_EQ(to_text(deviations.error().front()),
            "known.yaml:1:3: error: deviation needs 'evidence': what was seen\n"
            "- {client: c, versions: newest, scenario: s, check: x, evidnce: e, source: s}\n"
            "  ^");
  EXPECT_EQ(deviations.error().size(), 8u);
}

TEST(ParseDeviations, RefusesARangeThatIsNone) {
  const auto deviations =
      parse_deviations("- {client: c, versions: newest, scenario: s, check: x, evidence: e, source: s}\n", "known.yaml");
  ASSERT_FALSE(deviations.ok());
  EXPECT_EQ(deviations.error().front().message, "'newest' is no version or range: write \"5.38.0\" or \">=5.38.0 <6\"");
  EXPECT_EQ(deviations.error().front().position, (Position{1, 25}));
}

}  // namespace
}  // namespace redial::scenarios
