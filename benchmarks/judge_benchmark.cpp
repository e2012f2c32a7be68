// Judging a play by its scenario and the whole contract, and hashing its trace. The plays are of the library, a short one, one of
// many messages and one of many restarts; items are events.
#include <benchmark/benchmark.h>

#include <string>

#include "benchmarks/work/plays.hpp"
#include "benchmarks/work/require.hpp"
#include "core/trace/trace_hash.hpp"
#include "scenarios/engine/library.hpp"

namespace redial::work {
namespace {

Played play_of_the_library(const std::string& id) {
  auto scenarios = scenarios::load(std::string(REDIAL_SOURCE_DIR) + "/scenarios/library", {id});
  require(scenarios.ok() && !scenarios->empty(), "the library has the scenario");
  return {scenarios->front(), play(scenarios->front())};
}

void count_events(benchmark::State& state, const Played& played) {
  const auto events = static_cast<std::int64_t>(played.result.trace.size());
  state.SetItemsProcessed(state.iterations() * events);
  state.counters["events"] = static_cast<double>(events);
}

void judge_play(benchmark::State& state, const std::string& id) {
  const Played played = play_of_the_library(id);
  for (auto _ : state) judge(played);
  count_events(state, played);
}
BENCHMARK_CAPTURE(judge_play, reset, "network/reset");
BENCHMARK_CAPTURE(judge_play, fifty_received, "messages/fifty_received");
BENCHMARK_CAPTURE(judge_play, seven_restarts, "longhaul/seven_restarts");

void hash_trace(benchmark::State& state, const std::string& id) {
  const Played played = play_of_the_library(id);
  for (auto _ : state) benchmark::DoNotOptimize(trace::trace_hash(played.result.trace, played.result.started_at));
  count_events(state, played);
}
BENCHMARK_CAPTURE(hash_trace, fifty_received, "messages/fifty_received");

}  // namespace
}  // namespace redial::work
