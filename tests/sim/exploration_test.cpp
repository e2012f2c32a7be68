// Exploration: what it varies, that it finds what only happens in an unlucky order, and what it makes of the scenario then.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

TEST(Exploration, FindsReplaysAndShortensAPlantedRace) {
  const auto scenario = parsed(kDropNearAPing);
  EXPECT_EQ(play_plainly(scenario, kRacing).verdict, Verdict::pass);
  const auto seed = first_failing_seed(scenario, kRacing);
  ASSERT_TRUE(seed);
  const auto found = explore(scenario, kRacing, {}, *seed);
  EXPECT_EQ(found.trace_hash, explore(scenario, kRacing, {}, *seed).trace_hash);
  const auto check = *std::ranges::find(found.checks, Verdict::fail, &scenarios::Check::verdict);
  const Failing failing{scenario, kDropNearAPing, kRacing, {}, *seed, check};
  const auto shrunk = shrink(failing);
  ASSERT_TRUE(shrunk);
  std::cout << *seed << "\n" << check.rule << "\n" << text_of(found) << shrunk->text << shrunk->variation.latency.count() << " " << shrunk->variation.spread << shrunk->variation.shuffles_orders << "\n";
}

}  // namespace
}  // namespace redial::sim
