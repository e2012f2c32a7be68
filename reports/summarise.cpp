// Counting and sorting; every result is looked at once.
#include "reports/summarise.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/base/fnv.hpp"
#include "reports/statistics/quantile.hpp"

namespace redial::reports {
namespace {

struct PhaseSamples {
  std::string name;
  std::vector<Duration> lengths;
};

void add_phase(std::vector<PhaseSamples>& samples, const Phase& phase) {
  auto same = std::find_if(samples.begin(), samples.end(), [&](const PhaseSamples& s) { return s.name == phase.name; });
  if (same == samples.end()) same = samples.insert(samples.end(), {phase.name, {}});
  same->lengths.push_back(phase.length);
}

Latency latency_of(const ClientResults& group) {
  std::vector<Duration> totals;
  std::vector<PhaseSamples> phases;
  for (const ScenarioResult* result : group.results) {
    for (const Reconnect& reconnect : result->reconnects) {
      totals.push_back(reconnect.total);
      for (const Phase& phase : reconnect.phases) add_phase(phases, phase);
    }
  }
  Latency latency{group.client, spread(std::move(totals)), {}};
  for (PhaseSamples& phase : phases) latency.medians.push_back({phase.name, spread(std::move(phase.lengths)).p50});
  return latency;
}

Crashes crashes_of(const ClientResults& group) {
  Crashes crashes{group.client, 0, 0, {}};
  std::set<std::string> scenarios;
  std::map<std::string, unsigned> ways;
  for (const ScenarioResult* result : group.results) {
    for (const Crash& crash : result->crashes) {
      ++crashes.count;
      ++ways[crash.how];
      scenarios.insert(result->scenario);
    }
  }
  crashes.scenarios = static_cast<unsigned>(scenarios.size());
  for (const auto& [how, count] : ways) crashes.ways.push_back({how, count});
  std::ranges::stable_sort(crashes.ways, std::greater(), &Crashes::Way::count);
  return crashes;
}

}  // namespace

bool same_client(const control::ClientDescription& a, const control::ClientDescription& b) {
  return std::tie(a.name, a.version, a.profile, a.host) == std::tie(b.name, b.version, b.profile, b.host);
}

void count(scenarios::Verdict verdict, Summary& summary) {
  switch (verdict) {
    case scenarios::Verdict::pass:
      ++summary.passed;
      break;
    case scenarios::Verdict::fail:
      ++summary.failed;
      break;
    case scenarios::Verdict::known:
      ++summary.known;
      break;
    case scenarios::Verdict::inconclusive:
      ++summary.inconclusive;
      break;
    case scenarios::Verdict::warning:
      ++summary.warned;
      break;
  }
}

Summary summarise(const std::vector<ScenarioResult>& results) {
  Summary summary;
  for (const ScenarioResult& result : results) count(result.verdict, summary);
  return summary;
}

int exit_code(const Report& report) {
  if (report.summary.failed > 0 || !report.stale.empty()) return 1;
  return report.summary.inconclusive > 0 || report.interrupted ? 3 : 0;
}

std::string trace_hash(const std::vector<ScenarioResult>& results) {
  Fnv hash;
  for (const ScenarioResult& result : results) {
    if (result.trace_hash.empty()) return {};
    hash.add(result.trace_hash);
  }
  return hash.hex();
}

Spread spread(std::vector<Duration> samples) {
  if (samples.empty()) return {};
  std::sort(samples.begin(), samples.end());
  const auto percentile = [&](double percent) { return samples[statistics::nearest_rank(samples.size(), percent)]; };
  return {samples.size(), samples.front(), percentile(50), percentile(95), samples.back()};
}

std::vector<Latency> latencies(const std::vector<ScenarioResult>& results) {
  std::vector<Latency> all;
  for (const ClientResults& group : by_client(results)) {
    Latency latency = latency_of(group);
    if (latency.total.count > 0) all.push_back(std::move(latency));
  }
  return all;
}

std::vector<Crashes> crashes(const std::vector<ScenarioResult>& results) {
  std::vector<Crashes> all;
  for (const ClientResults& group : by_client(results)) {
    Crashes crashes = crashes_of(group);
    if (crashes.count > 0) all.push_back(std::move(crashes));
  }
  return all;
}

std::vector<ClientResults> by_client(const std::vector<ScenarioResult>& results) {
  std::vector<ClientResults> groups;
  for (const ScenarioResult& result : results) {
    auto group =
        std::find_if(groups.begin(), groups.end(), [&](const ClientResults& g) { return same_client(g.client, result.client); });
    if (group == groups.end()) group = groups.insert(groups.end(), {result.client, {}});
    group->results.push_back(&result);
  }
  return groups;
}

}  // namespace redial::reports
