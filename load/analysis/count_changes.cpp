// A share is a sample of noughts and ones, and compared as any other sample is.
#include "load/analysis/count_changes.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <type_traits>

#include "load/result/summary.hpp"
#include "reports/statistics/holm.hpp"
#include "reports/statistics/mann_whitney.hpp"
#include "reports/statistics/repeats.hpp"

namespace redial::load {
namespace {

namespace statistics = reports::statistics;
using Phases = std::vector<const Phase*>;

double share(std::uint64_t count, std::uint64_t of) { return of == 0 ? 0 : static_cast<double>(count) / static_cast<double>(of); }

statistics::Sample noughts_and_ones(std::uint64_t count, std::uint64_t of) {
  std::vector<statistics::Weighted> values;
  if (of > count) values.push_back({0, of - count});
  if (count > 0) values.push_back({1, count});
  return statistics::Sample(std::move(values));
}

// A number of each phase, of how many.
struct Counted {
  std::uint64_t count = 0, of = 0;
};

template <class Count>
CountChange counted(const PhasePair& pair, const std::string& name, bool is_failure, Count count, double& p) {
  CountChange change{.of = pair.name, .name = name};
  change.is_failure = is_failure;
  statistics::Repeats repeats;
  for (const Phase* phase : pair.base) {
    const Counted one = count(*phase);
    change.base += one.count;
    change.base_of += one.of;
    repeats.base.push_back(share(one.count, one.of));
  }
  for (const Phase* phase : pair.candidate) {
    const Counted one = count(*phase);
    change.candidate += one.count;
    change.candidate_of += one.of;
    repeats.candidate.push_back(share(one.count, one.of));
  }
  p = statistics::mann_whitney(noughts_and_ones(change.base, change.base_of),
                               noughts_and_ones(change.candidate, change.candidate_of))
          .p;
  if (repeats.are_enough()) p = std::max(p, statistics::repeats_p(repeats));
  return change;
}

class Collector {
 public:
  void add(const PhasePair& pair) {
    add_things(pair, "", &Phase::connects);
    add_things(pair, "messages ", &Phase::messages);
    add_codes(
        pair, "lost ", false, [](const Phase& phase) -> const ByCode& { return phase.losses; }, &Phase::users);
    add_codes(
        pair, "attempt failed ", false, [](const Phase& phase) -> const ByCode& { return phase.failed_attempts; }, &Phase::users);
    add_one(pair, "tokens fetched", false, [](const Phase& phase) { return Counted{phase.fetched_tokens, phase.users}; });
  }

  std::vector<CountChange> judged(double alpha) {
    std::vector<double> asked;
    for (std::size_t i = 0; i < changes_.size(); ++i)
      if (changes_[i].is_failure) asked.push_back(p_values_[i]);
    const std::vector<double> adjusted = statistics::holm(asked);
    std::size_t next = 0;
    for (CountChange& change : changes_) {
      if (!change.is_failure) continue;
      change.adjusted_p = adjusted[next++];
      const double grown = share(change.candidate, change.candidate_of) - share(change.base, change.base_of);
      if (change.adjusted_p < alpha && std::abs(grown) >= kLeastFailures)
        change.change = grown > 0 ? CountChange::Change::more : CountChange::Change::fewer;
    }
    return std::move(changes_);
  }

 private:
  template <class Count>
  void add_one(const PhasePair& pair, const std::string& name, bool is_failure, Count count) {
    double p = 1;
    CountChange change = counted(pair, name, is_failure, count, p);
    if (change.base == 0 && change.candidate == 0) return;
    if (!is_failure)
      change.change = change.candidate > change.base   ? CountChange::Change::more
                      : change.candidate < change.base ? CountChange::Change::fewer
                                                       : CountChange::Change::same;
    changes_.push_back(std::move(change));
    p_values_.push_back(p);
  }

  template <class Codes>
  void add_codes(const PhasePair& pair, const std::string& what, bool is_failure, Codes codes, std::uint64_t Phase::*of) {
    add_codes(pair, what, is_failure, codes, [of](const Phase& phase) { return phase.*of; });
  }
  template <class Codes, class Of>
  requires std::is_invocable_v<Of, const Phase&>
  void add_codes(const PhasePair& pair, const std::string& what, bool is_failure, Codes codes, Of of) {
    std::set<std::int32_t> known;
    for (const Phases* side : {&pair.base, &pair.candidate})
      for (const Phase* phase : *side)
        for (const auto& [code, count] : codes(*phase)) known.insert(code);
    for (const std::int32_t code : known)
      add_one(pair, what + std::to_string(code), is_failure, [&](const Phase& phase) {
        const auto found = codes(phase).find(code);
        return Counted{found == codes(phase).end() ? 0 : found->second, of(phase)};
      });
  }

  void add_things(const PhasePair& pair, const std::string& what, Counts Phase::*things) {
    add_codes(
        pair, what + "failed ", true, [things](const Phase& phase) -> const ByCode& { return (phase.*things).failed; },
        [things](const Phase& phase) { return (phase.*things).started; });
    add_one(pair, what + "unfinished", true, [things](const Phase& phase) {
      return Counted{unfinished(phase.*things), (phase.*things).started};
    });
  }

  std::vector<CountChange> changes_;
  std::vector<double> p_values_;  // of each
};

}  // namespace

std::vector<CountChange> count_changes(const std::vector<PhasePair>& pairs, double alpha) {
  Collector collector;
  for (const PhasePair& pair : pairs) collector.add(pair);
  return collector.judged(alpha);
}

}  // namespace redial::load
