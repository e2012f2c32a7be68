// A handful of threads that take the next play until none is left.
#include "agent/runner/suite.hpp"

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace redial::agent {
std::vector<Play> plan(const std::vector<scenarios::Scenario>& scenarios, const std::vector<Contender>& contenders,
                       unsigned repeat) {
  std::vector<Play> plays;
  for (unsigned round = 0; round < repeat; ++round) {
    for (const scenarios::Scenario& scenario : scenarios) {
      for (const Contender& contender : contenders) {
        if (scenarios::is_for(scenario.profiles, contender.description.profile)) plays.push_back({&scenario, &contender});
      }
    }
  }
  return plays;
}

std::vector<reports::ScenarioResult> run_suite(const std::vector<Play>& plays, const SuiteOptions& options,
                                               const std::stop_token& stop) {
  std::vector<std::optional<reports::ScenarioResult>> results(plays.size());
  std::atomic<std::size_t> next = 0;
  std::mutex reporting;

  const auto work = [&](const Player& player) {
    for (std::size_t i = next++; i < plays.size() && !stop.stop_requested(); i = next++) {
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
