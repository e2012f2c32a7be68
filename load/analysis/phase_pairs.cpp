// The first result of the candidate leads.
#include "load/analysis/phase_pairs.hpp"

#include <algorithm>
#include <tuple>

#include "load/result/summary.hpp"

namespace redial::load {
namespace {

using Results = std::span<const BenchResult>;

const Phase* partner(const BenchResult& result, const Phase& phase) {
  const auto found = std::ranges::find(result.phases, phase.name, &Phase::name);
  return found != result.phases.end() && found->shape == phase.shape ? &*found : nullptr;
}

// Empty if one of them does not have it.
std::vector<const Phase*> in_all(Results results, const Phase& phase) {
  std::vector<const Phase*> all;
  for (const BenchResult& result : results) all.push_back(partner(result, phase));
  if (std::ranges::count(all, nullptr) > 0) all.clear();
  return all;
}

template <class Fact>
bool differs(Results base, Results candidate, Fact fact) {
  const auto is_other = [&](const BenchResult& result) { return !(fact(result) == fact(base.front())); };
  return std::ranges::any_of(base, is_other) || std::ranges::any_of(candidate, is_other);
}

template <class Holds>
bool any(Results base, Results candidate, Holds holds) {
  return std::ranges::any_of(base, holds) || std::ranges::any_of(candidate, holds);
}

bool is_late(const BenchResult& result) { return result.lag && exceeds_bound(*result.lag); }

}  // namespace

std::vector<PhasePair> phase_pairs(Results base, Results candidate, std::vector<std::string>& only_base,
                                   std::vector<std::string>& only_candidate) {
  std::vector<PhasePair> pairs;
  for (const Phase& phase : candidate.front().phases) {
    PhasePair pair{phase.name, in_all(base, phase), in_all(candidate, phase)};
    if (pair.base.empty() || pair.candidate.empty())
      only_candidate.push_back(phase.name);
    else
      pairs.push_back(std::move(pair));
  }
  for (const Phase& phase : base.front().phases)
    if (std::ranges::count(pairs, phase.name, &PhasePair::name) == 0) only_base.push_back(phase.name);
  return pairs;
}

std::vector<std::string> bench_doubts(Results base, Results candidate) {
  std::vector<std::string> all;
  const auto doubt = [&](bool is_so, const char* sentence) {
    if (is_so) all.emplace_back(sentence);
  };
  doubt(differs(base, candidate, [](const BenchResult& result) { return result.spec_name; }),
        "the results are of different specs");
  doubt(differs(base, candidate, [](const BenchResult& result) { return result.spec_text; }),
        "the specs differ in their text: what they ask for may be what changed");
  doubt(differs(base, candidate, [](const BenchResult& result) { return result.users; }),
        "the results are of different numbers of users");
  doubt(
      differs(base, candidate,
              [](const BenchResult& result) { return std::tuple(result.machine.os, result.machine.cpu, result.machine.cores); }),
      "the results are of different machines: they may differ for that reason alone");
  doubt(differs(base, candidate,
                [](const BenchResult& result) { return std::tuple(result.agents, result.agent_loops, result.server_loops); }),
        "the results had different numbers of agents or loops");
  doubt(any(base, candidate, [](const BenchResult& result) { return result.interrupted; }), "a result was interrupted");
  doubt(any(base, candidate, is_late), "the machine woke threads later than the bench allows: nothing is sure");
  doubt(any(base, candidate, [](const BenchResult& result) { return !result.lag || result.lag->lateness.count() == 0; }),
        "a result does not tell how late the machine woke threads: waits are taken for as noisy as all else");
  return all;
}

}  // namespace redial::load
