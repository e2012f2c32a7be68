// A world for each play.
#include "benchmarks/work/plays.hpp"

#include <stop_token>
#include <utility>

#include "agent/runner/runner.hpp"
#include "benchmarks/work/require.hpp"
#include "scenarios/engine/judge.hpp"
#include "scenarios/engine/parse.hpp"
#include "sim/simulation.hpp"
#include "tests/unit/mock_server/fake_digests.hpp"

namespace redial::work {

const std::string_view kOutages = R"(
shows: A client comes back after both outages by ${kind}, gets a message after each, and stays.
sources: ["Connect pages: the SDK reconnects by itself"]
tags: [network, reconnect]
parameters:
  kind: [reset, close]
transports: [plain, tls]
clients:
  alice: {user: alice}
steps:
  - issue-token: {name: good, user: alice}
  - connect: {token: good}
  - await: {event: status, status: connected, within: 10 s}
  - fault: {kind: $kind, moment: now}
  - await: {event: status, status: suspended, within: 15 s}
  - await: {event: status, status: connected, within: 15 s}
  - deliver: {from: bob, to: alice, text: one}
  - await: {event: message, contains: one, within: 20 s}
  - fault: {kind: $kind, moment: now}
  - await: {event: status, status: suspended, within: 15 s}
  - await: {event: status, status: connected, within: 15 s}
  - deliver: {from: bob, to: alice, text: two}
  - await: {event: message, contains: two, within: 20 s}
  - watch: 40 s
expect:
  - reconnects: {times: 2, within: 15 s}
  - exactly: {times: 1, event: call, name: connect}
  - in-order: [{event: message, contains: one}, {event: message, contains: two}]
  - never: unhandled-error
)";

reports::ScenarioResult play(const scenarios::Scenario& scenario) {
  const agent::reference::Kind kind{"uniapp", {}};
  sim::Simulation simulation(kind, {.digests = mock_server::fake_digests()});
  return agent::run_scenario(scenario, sim::describe(kind), simulation.peers(), std::stop_token());
}

std::vector<scenarios::Scenario> parse_outages() {
  auto parsed = scenarios::parse(kOutages, "outages.yaml", "outages");
  require(parsed.ok() && parsed->size() == kOutagesScenarios, "the scenario is valid");
  return std::move(*parsed);
}

Played play_outages() {
  scenarios::Scenario scenario = parse_outages().front();
  reports::ScenarioResult result = play(scenario);
  require(result.verdict == scenarios::Verdict::pass, "the reference client passes");
  return {std::move(scenario), std::move(result)};
}

void judge(const Played& played) {
  const auto& [scenario, result] = played;
  const auto verdicts = scenarios::judge(scenario, result.client.profile, result.outcome, result.trace);
  require(verdicts.overall == result.verdict && verdicts.checks.size() == result.checks.size(), "the verdict is the same");
}

}  // namespace redial::work
