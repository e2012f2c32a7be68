// A handful of threads that take the next play until none is left.
#include "agent/runner/suite.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <thread>
#include <utility>

#include "scenarios/engine/needs.hpp"

namespace redial::agent {

Plan plan(const std::vector<scenarios::Scenario>& scenarios, const std::vector<Contender>& contenders, unsigned repeat) {
  Plan plan;
  std::vector<Play> round;
  for (const scenarios::Scenario& scenario : scenarios) {
    for (const Contender& contender : contenders) {
      if (!scenarios::is_for(scenario.profiles, contender.description.profile)) continue;
      auto missing = scenarios::missing(scenario, contender.description.capabilities);
      if (missing.empty())
        round.push_back({&scenario, &contender});
      else
        plan.left_out.push_back({&scenario, &contender, std::move(missing)});
    }
  }
  for (unsigned i = 0; i < repeat; ++i) plan.plays.insert(plan.plays.end(), round.begin(), round.end());
  return plan;
}

std::vector<std::string> to_text(const std::vector<LeftOut>& left_out) {
  std::map<std::pair<std::string, std::string>, std::size_t> counts;
  for (const LeftOut& each : left_out) {
    for (const control::Capability capability : each.missing)
      ++counts[{each.contender->description.name, std::string(control::to_name(capability))}];
  }
  std::vector<std::string> lines;
  for (const auto& [why, count] : counts) {
    const auto& [client, capability] = why;
    lines.push_back(std::to_string(count) + (count == 1 ? " scenario is" : " scenarios are") + " left out: " + client +
                    " lacks the capability " + capability);
  }
  return lines;
}

namespace {

// Scenarios tagged slow come first: begun among the last, one would be waited for alone. Indexes into `plays`.
std::vector<std::size_t> order_of_beginning(const std::vector<Play>& plays) {
  std::vector<std::size_t> order(plays.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_partition(order.begin(), order.end(),
                        [&](std::size_t i) { return std::ranges::count(plays[i].scenario->tags, "slow") > 0; });
  return order;
}

}  // namespace

std::vector<reports::ScenarioResult> run_suite(const std::vector<Play>& plays, const SuiteOptions& options,
                                               const std::stop_token& stop) {
  const std::vector<std::size_t> order = order_of_beginning(plays);
  std::vector<std::optional<reports::ScenarioResult>> results(plays.size());
  std::atomic<std::size_t> next = 0;
  std::mutex reporting;

  const auto work = [&](const Player& player) {
    for (std::size_t turn = next++; turn < order.size() && !stop.stop_requested(); turn = next++) {
      const std::size_t i = order[turn];
      auto result = player(plays[i], stop);
      if (stop.stop_requested()) return;  // cut short: not a result
      const std::lock_guard lock(reporting);
      if (options.on_result) options.on_result(result);
      results[i] = std::move(result);
    }
  };
  {
    std::vector<std::jthread> workers;
    for (const Player& player : options.players) workers.emplace_back(work, std::cref(player));
  }

  std::vector<reports::ScenarioResult> finished;
  for (auto& result : results) {
    if (result) finished.push_back(std::move(*result));
  }
  return finished;
}

}  // namespace redial::agent
