// Reading a stored run, whole and as far as text formats show it, and writing it for CI. The run is like one of the whole
// library: 70 events in a play, 26 checks, and in one play of four a finding.
#include <benchmark/benchmark.h>

#include <sstream>
#include <string>

#include "reports/stored/run_reader.hpp"
#include "reports/writers/json.hpp"
#include "reports/writers/junit.hpp"

namespace redial::reports {
namespace {

constexpr std::uint64_t kEvents = 70;
constexpr int kChecks = 26;

trace::Event event(std::uint64_t sequence) {
  trace::Event event;
  event.at = TimePoint(std::chrono::microseconds(731) * sequence);
  event.sequence = sequence;
  event.lane = trace::Lane::server;
  event.kind = trace::EventKind::server_received;
  event.client = "alice";
  event.epoch = Epoch(1);
  event.name = "QUERY pullMsg";
  event.detail = "66 bytes";
  return event;
}

scenarios::Check check(int number, bool is_kept) {
  scenarios::Check check;
  check.id = "a-rule-of-the-contract-" + std::to_string(number);
  check.rule = "What is demanded, in as many words as it takes to demand a thing, number " + std::to_string(number);
  check.source = "the page that promises it";
  if (is_kept) return check;
  check.verdict = scenarios::Verdict::known;
  check.detail = "seen 1 times";
  check.evidence = "What is on record of it, “quoted” from where it was found.";
  check.events = {kEvents / 2};
  return check;
}

Report run_of(std::int64_t plays) {
  Report report;
  for (std::int64_t play = 0; play < plays; ++play) {
    ScenarioResult& result = report.results.emplace_back();
    result.scenario = "family/template [case=" + std::to_string(play) + "]";
    result.client = {"rongcloud-web", "5.38.0", "web", "node"};
    for (int number = 0; number < kChecks; ++number) result.checks.push_back(check(number, number > 0 || play % 4 > 0));
    result.verdict = scenarios::overall(result.checks);
    for (std::uint64_t sequence = 1; sequence <= kEvents; ++sequence) result.trace.push_back(event(sequence));
  }
  return report;
}

void read_run(benchmark::State& state, stored::Extent extent) {
  std::ostringstream out;
  write_json(run_of(state.range(0)), out);
  const std::string json = out.str();
  for (auto _ : state) benchmark::DoNotOptimize(stored::read_run(json, "run.json", extent));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(json.size()));
}
BENCHMARK_CAPTURE(read_run, whole, stored::Extent::everything)->Arg(1'000);
BENCHMARK_CAPTURE(read_run, findings, stored::Extent::findings)->Arg(1'000);

void write_junit(benchmark::State& state) {
  const Report report = run_of(state.range(0));
  for (auto _ : state) {
    std::ostringstream out;
    reports::write_junit(report, out);
    benchmark::DoNotOptimize(out);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(write_junit)->Arg(1'000);

}  // namespace
}  // namespace redial::reports
