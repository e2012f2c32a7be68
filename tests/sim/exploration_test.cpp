// Exploration: what it varies, that it finds what only happens in an unlucky order, and what it makes of the scenario then.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/engine/library.hpp"
#include "sim/exploration/shrink.hpp"
#include "tests/sim/playing.hpp"

namespace redial::sim {
namespace {

using namespace std::chrono_literals;
using scenarios::Verdict;

constexpr std::uint64_t kSeeds = 1'000;

// The connection is reset about when the client pings.
const char* const kDropNearAPing = R"(
shows: A drop is followed by a reconnect, whenever it comes.
sources: ["test"]
parameters:
  wait: [15 s]
clients:
  alice: {user: alice}
  carol: {user: carol}
steps:
  - issue-token: {name: good, user: alice}
  - issue-token: {name: hers, user: carol}
  - connect: {client: alice, token: good}
  - connect: {client: carol, token: hers}
  - await: {event: status, client: alice, status: connected, within: 10 s}
  - await: {event: status, client: carol, status: connected, within: 10 s}
  - watch: $wait
  - deliver: {from: bob, to: alice, text: "are you there: yes?"}
  - fault: {kind: reset, moment: now, user: alice}
  - await: {event: status, client: alice, status: suspended, within: 15 s}
  - await: {event: status, client: alice, status: connected, within: 30 s}
expect:
  - exactly: {times: 1, event: call, name: connect, client: alice}
  - reconnects: {client: alice, times: 1, within: 30 s}
)";

scenarios::Scenario parsed(const std::string& text) {
  auto scenarios = scenarios::parse(text, "test.yaml", "test");
  if (!scenarios) ADD_FAILURE() << scenarios::to_text(scenarios.error());
  return scenarios ? scenarios->front() : scenarios::Scenario{};
}

const Subject kRacing{{"web", "race-drop-while-pinging"}, plain_digests()};

std::optional<std::uint64_t> first_failing_seed(const scenarios::Scenario& scenario, const Subject& subject) {
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed)
    if (explore(scenario, subject, {}, seed).verdict == Verdict::fail) return seed;
  return std::nullopt;
}

// Found once for all tests.
struct PlantedRace : ::testing::Test {
  static void SetUpTestSuite() {
    scenario = parsed(kDropNearAPing);
    seed = first_failing_seed(scenario, kRacing).value_or(0);
    result = explore(scenario, kRacing, {}, seed);
    const auto failed = std::ranges::find(result.checks, Verdict::fail, &scenarios::Check::verdict);
    if (failed != result.checks.end()) check = *failed;
  }
  static Failing failing() { return {scenario, kDropNearAPing, kRacing, {}, seed, check}; }

  static inline scenarios::Scenario scenario;
  static inline std::uint64_t seed = 0;
  static inline reports::ScenarioResult result;
  static inline scenarios::Check check;
};

TEST_F(PlantedRace, IsNotSeenInAPlainPlay) { EXPECT_EQ(play_plainly(scenario, kRacing).verdict, Verdict::pass); }

TEST_F(PlantedRace, IsFoundAndReplayedByItsSeed) {
  ASSERT_EQ(result.verdict, Verdict::fail);
  const auto again = explore(scenario, kRacing, {}, seed);
  EXPECT_EQ(text_of(again), text_of(result));
  EXPECT_EQ(again.trace_hash, result.trace_hash);
}

TEST_F(PlantedRace, IsShortenedToWhatItNeeds) {
  const auto shrunk = shrink(failing());
  ASSERT_TRUE(shrunk);
  EXPECT_LE(shrunk->steps, 6u) << shrunk->text;
  EXPECT_THAT(shrunk->text, ::testing::Not(::testing::HasSubstr("carol")));
  EXPECT_EQ(shrunk->variation.spread, 0);
  EXPECT_LT(shrunk->variation.latency, 50ms);
}

TEST_F(PlantedRace, FailsTheShortenedScenarioByTheSameCheck) {
  const auto shrunk = shrink(failing());
  ASSERT_TRUE(shrunk);
  const auto failed = failing_check(*shrunk, failing());
  ASSERT_TRUE(failed) << shrunk->text;
  EXPECT_EQ(failed->rule, check.rule);
}

TEST_F(PlantedRace, IsNotWhatAHealthyClientFails) {
  EXPECT_NE(explore(scenario, {{"web", {}}, plain_digests()}, {}, seed).verdict, Verdict::fail);
}

TEST_F(PlantedRace, IsShortenedNoFurtherThanTheLimitOfPlays) {
  const auto shrunk = shrink(failing(), 1);
  ASSERT_TRUE(shrunk);
  EXPECT_EQ(shrunk->steps, scenario.steps.size());
}

// ---- what is varied ----

Duration watched(const scenarios::Scenario& scenario) {
  return std::get<scenarios::WatchStep>(scenario.steps.at(6).action).lasts;
}

TEST(Variation, DurationsOfStepsStayWithinTheSpread) {
  const auto scenario = parsed(kDropNearAPing);
  Duration shortest = 1h, longest{};
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Duration lasts = watched(vary(scenario, {}, seed));
    shortest = std::min(shortest, lasts);
    longest = std::max(longest, lasts);
  }
  EXPECT_GE(shortest, 12s);
  EXPECT_LT(shortest, 13s);
  EXPECT_LE(longest, 18s);
  EXPECT_GT(longest, 17s);
}

TEST(Variation, WithoutSpreadDurationsStay) { EXPECT_EQ(watched(vary(parsed(kDropNearAPing), {.spread = 0}, 7)), 15s); }

TEST(Variation, ExactDurationsStayWhateverTheSpread) {
  const auto scenario = parsed("exact-durations: true" + std::string(kDropNearAPing));
  EXPECT_EQ(watched(vary(scenario, {.spread = 50}, 7)), 15s);
}

TEST(Variation, ALinkIsNeverSlowerThanTheLatency) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const auto delays = world({.latency = 50ms}, seed, {}).delays;
    EXPECT_LE(delays.latency + delays.jitter, 50ms);
  }
}

// ---- time is not held against the client ----

const char* const kHurried = R"(
shows: A login is quick.
sources: ["test"]
clients:
  alice: {user: alice}
steps:
  - issue-token: {name: good, user: alice}
  - connect: {token: good}
  - await: {event: result, within: 10 s}
expect:
  - within: {event: result, of: call, at-most: 10 ms}
)";

TEST(Exploration, ABreachThatMoreTimeMendsIsInconclusive) {
  const Subject slow{{"uniapp", {}}, plain_digests()};
  const auto result = explore(parsed(kHurried), slow, {.latency = 30ms}, 1);
  EXPECT_EQ(result.verdict, Verdict::inconclusive) << text_of(result);
}

TEST(Exploration, ABreachThatNoTimeMendsIsAFailure) {
  const Subject mute{{"uniapp", "callback-lost"}, plain_digests()};
  EXPECT_EQ(explore(parsed(kHurried), mute, {}, 1).verdict, Verdict::fail);
}

// ---- the healthy client ----

class HealthyClient : public ::testing::TestWithParam<const char*> {};

TEST_P(HealthyClient, FailsUnderNoSeed) {
  const auto scenarios = scenarios::load(std::string(REDIAL_SOURCE_DIR) + "/scenarios/library", {GetParam()});
  ASSERT_TRUE(scenarios);
  const Subject healthy{{"uniapp", {}}, plain_digests()};
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const auto result = explore(scenarios->front(), healthy, {}, seed);
    ASSERT_NE(result.verdict, Verdict::fail) << "seed " << seed << "\n" << text_of(result);
  }
}

INSTANTIATE_TEST_SUITE_P(Library, HealthyClient,
                         ::testing::Values("network/reset", "kick/newer_login_kicks_older", "duplicate/while_connecting",
                                           "network/server_restart", "network/message_during_drop"));

}  // namespace
}  // namespace redial::sim
