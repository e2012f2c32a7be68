// Plays, and a second time with patience where a breach may be one of timing.
#include "sim/exploration/explore.hpp"

#include <algorithm>
#include <utility>

#include "core/base/overloaded.hpp"
#include "core/trace/trace_hash.hpp"

namespace redial::sim {
namespace {

using scenarios::Check;
using scenarios::Scenario;
using scenarios::Verdict;

constexpr int kPatience = 10;                              // times as long is waited
constexpr Duration kAfterwards = std::chrono::minutes(5);  // is observed behind the last step

reports::ScenarioResult play(const Scenario& scenario, const Subject& subject, const Options& options) {
  Simulation simulation(subject.kind, options);
  auto result = agent::run_scenario(scenario, sim::describe(subject.kind), simulation.peers(), std::stop_token());
  result.trace_hash = trace::trace_hash(result.trace, result.started_at);
  return result;
}

// Demands on time, eased.
void ease(scenarios::Condition& condition) {
  std::visit(Overloaded{[](scenarios::Within& within) {
                          within.at_least /= kPatience;
                          within.at_most *= kPatience;
                        },
                        [](scenarios::AtMost& budget) {
                          if (budget.per) *budget.per /= kPatience;
                        },
                        [](scenarios::Every& every) {
                          if (every.within) *every.within *= kPatience;
                        },
                        [](scenarios::Reconnects& reconnects) { reconnects.within *= kPatience; },
                        [](scenarios::BacksOff& backs_off) { backs_off.tolerance.percent = 100; }, [](const auto&) {}},
             condition);
}

// Up to where `scenario` ends or a wait of it fails, its play is the same.
Scenario patient(Scenario scenario) {
  for (scenarios::Step& step : scenario.steps)
    if (auto* await = std::get_if<scenarios::AwaitStep>(&step.action)) await->within *= kPatience;
  scenario.steps.push_back({scenarios::WatchStep{kAfterwards}, "watch what comes late", {}});
  for (auto& expectation : scenario.expectations) ease(expectation.condition);
  return scenario;
}

bool fails(const std::vector<Check>& checks, const std::string& id) {
  return std::ranges::any_of(checks, [&](const Check& check) { return check.id == id && check.verdict == Verdict::fail; });
}

// A rule's own bounds cannot be eased.
bool is_rule(const Check& check, const Scenario& scenario) {
  return !check.id.starts_with("step-") &&
         std::ranges::find(scenario.expectations, check.id, &scenarios::Expectation::id) == scenario.expectations.end();
}

bool may_be_timing(const Check& check) { return check.verdict == Verdict::fail && check.about_time; }

void excuse(reports::ScenarioResult& result, const Scenario& scenario, const std::vector<Check>& with_patience) {
  for (Check& check : result.checks) {
    if (may_be_timing(check) && (is_rule(check, scenario) || !fails(with_patience, check.id)))
      check.verdict = Verdict::inconclusive;
  }
  result.verdict = scenarios::overall(result.checks);
  if (result.verdict == Verdict::inconclusive) result.reason = "what was broken is a matter of timing, which was varied";
}

}  // namespace

reports::ScenarioResult explore(const Scenario& scenario, const Subject& subject, const Variation& variation,
                                std::uint64_t seed) {
  const Scenario varied = vary(scenario, variation, seed);
  const Options options = world(variation, seed, subject.digests);
  auto result = play(varied, subject, options);
  if (std::ranges::any_of(result.checks, may_be_timing)) excuse(result, scenario, play(patient(varied), subject, options).checks);
  return result;
}

reports::ScenarioResult play_plainly(const Scenario& scenario, const Subject& subject) {
  return play(scenario, subject, {.digests = subject.digests});
}

}  // namespace redial::sim
