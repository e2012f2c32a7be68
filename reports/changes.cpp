// Pairing first: of clients, of scenarios, of reconnects. The numbers are the statistics' business.
#include "reports/changes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "reports/instrument.hpp"
#include "reports/summarise.hpp"
#include "reports/writers/findings.hpp"
#include "reports/writers/instrument_text.hpp"

namespace redial::reports {
namespace {

using control::ClientDescription;
using scenarios::Verdict;

using Results = std::map<std::string, std::vector<const ScenarioResult*>>;  // by scenario

Results by_scenario(const ClientResults& group) {
  Results results;
  for (const ScenarioResult* result : group.results) results[result->scenario].push_back(result);
  return results;
}

// "node" of "node v20.20.2", "chromium" of "chromium 156.0.8078.79".
std::string_view kind_of_host(const ClientDescription& client) {
  return std::string_view(client.host).substr(0, client.host.find(' '));
}

bool alike(const ClientDescription& a, const ClientDescription& b) {
  return a.name == b.name && a.profile == b.profile && kind_of_host(a) == kind_of_host(b);
}

struct Pair {
  const ClientResults* base;
  const ClientResults* candidate;
};

// The same client if the base has it; otherwise the only one that is alike, on both sides.
const ClientResults* partner(const ClientResults& candidate, const std::vector<ClientResults>& candidates,
                             const std::vector<ClientResults>& bases) {
  const auto same = std::ranges::find_if(bases, [&](const auto& base) { return same_client(base.client, candidate.client); });
  if (same != bases.end()) return &*same;
  const auto fits = [&](const ClientResults& group) { return alike(group.client, candidate.client); };
  if (std::ranges::count_if(bases, fits) != 1 || std::ranges::count_if(candidates, fits) != 1) return nullptr;
  return &*std::ranges::find_if(bases, fits);
}

// How bad a verdict is, as overall() has it.
int weight(Verdict verdict) {
  constexpr Verdict kOrder[] = {Verdict::pass, Verdict::warning, Verdict::known, Verdict::inconclusive, Verdict::fail};
  return static_cast<int>(std::ranges::find(kOrder, verdict) - kOrder);
}

const ScenarioResult& worst(const std::vector<const ScenarioResult*>& plays) {
  return **std::ranges::max_element(plays, {}, [](const ScenarioResult* play) { return weight(play->verdict); });
}

// A rule's id is told apart by the client of the scenario, an expectation's is not: they are compared as they are.
std::set<std::string> broken(const ScenarioResult& result) {
  std::set<std::string> ids;
  for (const scenarios::Check& check : result.checks)
    if (check.verdict != Verdict::pass) ids.insert(check.id);
  return ids;
}

std::vector<std::string> newly_broken(const ScenarioResult& before, const ScenarioResult& after) {
  const std::set<std::string> old = broken(before);
  std::vector<std::string> ids;
  for (const std::string& id : broken(after))
    if (!old.contains(id)) ids.push_back(id);
  return ids;
}

std::string named(const std::string& scenario, const ClientDescription& client) {
  return scenario + " (" + label(client, Charset::unicode) + ")";
}

// ---- verdicts ----

void compare_verdicts(const Pair& pair, Changes& changes) {
  const Results before = by_scenario(*pair.base), after = by_scenario(*pair.candidate);
  std::set<std::string> seen;
  for (const ScenarioResult* result : pair.candidate->results) {
    const std::string& id = result->scenario;
    if (!seen.insert(id).second) continue;
    if (!before.contains(id)) {
      changes.only_candidate.push_back(named(id, pair.candidate->client));
      continue;
    }
    const ScenarioResult &old_play = worst(before.at(id)), &new_play = worst(after.at(id));
    if (old_play.verdict == new_play.verdict) continue;
    changes.verdicts.push_back(
        {id, {pair.base->client, pair.candidate->client}, old_play.verdict, new_play.verdict, newly_broken(old_play, new_play)});
  }
  for (const auto& [id, plays] : before)
    if (!after.contains(id)) changes.only_base.push_back(named(id, pair.base->client));
}

// ---- latencies ----

std::vector<const Reconnect*> reconnects(const std::vector<const ScenarioResult*>& plays) {
  std::vector<const Reconnect*> all;
  for (const ScenarioResult* play : plays)
    for (const Reconnect& reconnect : play->reconnects) all.push_back(&reconnect);
  return all;
}

// One metric's values on both sides.
struct Samples {
  std::string phase;
  std::vector<double> base, candidate;
};

Samples& samples_of(const std::string& phase, std::vector<Samples>& all) {
  const auto found = std::ranges::find(all, phase, &Samples::phase);
  if (found != all.end()) return *found;
  all.push_back({phase, {}, {}});
  return all.back();
}

void add(const Reconnect& reconnect, std::vector<double> Samples::*side, std::vector<Samples>& all) {
  (samples_of("total", all).*side).push_back(to_milliseconds(reconnect.total));
  for (const Phase& phase : reconnect.phases) (samples_of(phase.name, all).*side).push_back(to_milliseconds(phase.length));
}

std::vector<Samples> samples_of(const Pair& pair) {
  std::vector<Samples> all;
  const Results base = by_scenario(*pair.base), candidate = by_scenario(*pair.candidate);
  for (const auto& [id, plays] : base) {
    if (!candidate.contains(id)) continue;
    const auto before = reconnects(plays), after = reconnects(candidate.at(id));
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
      add(*before[i], &Samples::base, all);
      add(*after[i], &Samples::candidate, all);
    }
  }
  return all;
}

// What limits the measurement of both runs.
struct Instrument {
  double error;  // in ms: a shift is the difference of two errors that are never negative, so it is off by the larger one at most
  bool is_conclusive;
};

Instrument instrument(const Report& base, const Report& candidate) {
  return {to_milliseconds(std::max(instrument_error(base), instrument_error(candidate))),
          !exceeds_bound(base.lag) && !exceeds_bound(candidate.lag)};
}

void compare_latencies(const std::vector<Pair>& pairs, const Instrument& limits, Changes& changes) {
  std::vector<Samples> kept;
  for (const Pair& pair : pairs) {
    for (Samples& samples : samples_of(pair)) {
      MetricChange& metric = changes.metrics.emplace_back();
      metric.clients = {pair.base->client, pair.candidate->client};
      metric.phase = samples.phase;
      metric.base_count = samples.base.size();
      metric.candidate_count = samples.candidate.size();
      metric.instrument_error = limits.error;
      metric.conclusive = limits.is_conclusive;
      kept.push_back(std::move(samples));
    }
  }
  std::vector<statistics::Metric> metrics;
  for (const Samples& samples : kept) metrics.push_back({samples.base, samples.candidate, limits.error});
  const std::vector<statistics::Shift> shifts = statistics::shifts(metrics);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    changes.metrics[i].shift = shifts[i];
    if (!limits.is_conclusive) changes.metrics[i].shift.change = statistics::Change::cannot_tell;
    if (std::min(kept[i].base.size(), kept[i].candidate.size()) >= kLeastForP95)
      changes.metrics[i].p95 = *statistics::quantile_shift(kept[i].base, kept[i].candidate, 95);
  }
}

std::vector<std::string> doubts(const Report& base, const Report& candidate) {
  std::vector<std::string> all;
  if (base.time != Time::real || candidate.time != Time::real) all.emplace_back("only real time measures latencies");
  if (base.machine.cpu != candidate.machine.cpu || base.machine.cores != candidate.machine.cores ||
      base.machine.os != candidate.machine.os)
    all.emplace_back("the runs were on different machines: latencies may differ for that reason alone");
  if (base.interrupted || candidate.interrupted) all.emplace_back("a run was interrupted");
  for (const auto& [name, run] : {std::pair("base", &base), std::pair("new run", &candidate)})
    if (const auto excess = describe_excess(run->lag)) all.push_back(std::string("of the ") + name + ", " + *excess);
  return all;
}

}  // namespace

bool VerdictChange::is_worse() const { return after == Verdict::fail; }

Changes changes(const Report& base, const Report& candidate) {
  Changes changes;
  const std::vector<ClientResults> bases = by_client(base.results), candidates = by_client(candidate.results);
  std::vector<Pair> pairs;
  std::set<const ClientResults*> paired;
  for (const ClientResults& group : candidates) {
    const ClientResults* found = partner(group, candidates, bases);
    if (found && paired.insert(found).second)
      pairs.push_back({found, &group});
    else
      changes.unpaired.push_back(group.client);
  }
  for (const ClientResults& group : bases)
    if (!paired.contains(&group)) changes.unpaired.push_back(group.client);
  for (const Pair& pair : pairs) compare_verdicts(pair, changes);
  changes.doubts = doubts(base, candidate);
  if (base.time == Time::real && candidate.time == Time::real) compare_latencies(pairs, instrument(base, candidate), changes);
  return changes;
}

}  // namespace redial::reports
