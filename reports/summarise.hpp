// From results to what a run amounts to: counts, exit code, latencies, crashes. Pure, and it looks at no trace.
#pragma once

#include <string>
#include <vector>

#include "reports/model.hpp"

namespace redial::reports {

void count(scenarios::Verdict verdict, Summary& summary);
// How many results have which verdict.
Summary summarise(const std::vector<ScenarioResult>& results);

// 1 if a promise was broken or a recorded deviation is stale; otherwise 3 if a result is inconclusive or the run was interrupted,
// since then not all is known; otherwise 0: all kept, broken as recorded, or a warning. Reads `summary`, `stale` and
// `interrupted`.
int exit_code(const Report& report);

// One hash of the traces of all results, in their order; empty unless all were played in virtual time.
std::string trace_hash(const std::vector<ScenarioResult>& results);

// The spread of `samples`; all zero when there are none.
Spread spread(std::vector<Duration> samples);

// One entry per client under test that reconnected at least once, in order of first appearance. Phases in the order of the first
// reconnect that has them; the median of a phase is over the reconnects that have it.
std::vector<Latency> latencies(const std::vector<ScenarioResult>& results);

// One entry per client under test that crashed at least once, in order of first appearance.
std::vector<Crashes> crashes(const std::vector<ScenarioResult>& results);

// Same name, version, profile and host.
bool same_client(const control::ClientDescription& a, const control::ClientDescription& b);

// The results of one client under test. Borrowed from the vector they were taken from.
struct ClientResults {
  control::ClientDescription client;
  std::vector<const ScenarioResult*> results;
};

// In order of first appearance.
std::vector<ClientResults> by_client(const std::vector<ScenarioResult>& results);

}  // namespace redial::reports
