// The whole scenario library in virtual time: healthy clients keep every promise, nothing that can be tested is left untested,
// and chance comes from the seed alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/trace/trace_hash.hpp"
#include "scenarios/engine/contract/rule.hpp"
#include "tests/sim/playing.hpp"

namespace redial::sim {
namespace {

std::vector<scenarios::Scenario> whole_library() { return load_library({}); }

std::string first_failure(const reports::ScenarioResult& result) {
  for (const scenarios::Check& check : result.checks) {
    if (check.verdict != scenarios::Verdict::pass) return check.id + " (" + check.rule + "): " + check.detail;
  }
  return result.reason;
}

// Of several clients, a rule's check names the client behind an '@'.
std::string rule_of(const scenarios::Check& check) { return check.id.substr(0, check.id.find('@')); }

TEST(Library, HoldsAtLeast150TemplatesAnd600Cases) {
  const auto scenarios = whole_library();
  std::set<std::string> templates;
  for (const scenarios::Scenario& scenario : scenarios) templates.insert(scenario.template_id);
  EXPECT_GE(templates.size(), 150u);
  EXPECT_GE(scenarios.size(), 600u);
}

TEST(Library, UsesEveryKindOfFault) {
  std::set<std::string_view> unused;
  for (const fault::FaultKindInfo& info : fault::all_fault_kinds()) unused.insert(info.name);
  for (const scenarios::Scenario& scenario : whole_library()) {
    for (const scenarios::Step& step : scenario.steps) {
      const auto* server = std::get_if<scenarios::ServerStep>(&step.action);
      const auto* arm = server ? std::get_if<control::ArmFault>(&server->command) : nullptr;
      if (arm) unused.erase(fault::describe(arm->spec.kind).name);
    }
  }
  EXPECT_TRUE(unused.empty()) << ::testing::PrintToString(unused);
}

TEST(Library, IsKeptByHealthyClientsAndGivesEveryRuleOccasion) {
  std::set<std::string> without_occasion;
  for (const auto& rule : scenarios::contract::all_rules()) without_occasion.emplace(rule.id);
  play_all(whole_library(), [&](const scenarios::Scenario& scenario, const reports::ScenarioResult& result) {
    const bool kept = result.verdict == scenarios::Verdict::pass || result.verdict == scenarios::Verdict::warning;
    EXPECT_TRUE(kept) << scenario.id << " with " << result.client.profile << ": " << first_failure(result);
    EXPECT_FALSE(result.checks.empty()) << scenario.id << " with " << result.client.profile << " puts nothing to the test";
    for (const scenarios::Check& check : result.checks) without_occasion.erase(rule_of(check));
  });
  EXPECT_TRUE(without_occasion.empty()) << ::testing::PrintToString(without_occasion);
}

TEST(Library, GivesTheSameTracesWithTheSameSeed) {
  const auto scenarios = whole_library();
  std::vector<std::string> hashes;
  const auto hash_of = [](const reports::ScenarioResult& result) { return trace::trace_hash(result.trace, result.started_at); };
  play_all(scenarios, [&](const auto&, const auto& result) { hashes.push_back(hash_of(result)); });
  auto expected = hashes.begin();
  play_all(scenarios, [&](const auto& scenario, const auto& result) { EXPECT_EQ(hash_of(result), *expected++) << scenario.id; });
}

}  // namespace
}  // namespace redial::sim
