// Recording an event, ordering a trace, and writing an event as text.
#include <benchmark/benchmark.h>

#include "benchmarks/work/messages.hpp"
#include "core/time/random.hpp"
#include "core/trace/trace.hpp"

namespace redial::trace {
namespace {

using work::received_ping;

void append_event(benchmark::State& state) {
  Trace trace;
  const Event event = received_ping({});
  for (auto _ : state) {
    if (trace.in_arrival_order().size() == kMaxEvents) {
      state.PauseTiming();
      trace = Trace();
      state.ResumeTiming();
    }
    trace.append(event);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(append_event);

void order_by_time(benchmark::State& state) {
  Trace trace;
  Random random(1);
  for (std::int64_t i = 0; i < state.range(0); ++i) trace.append(received_ping(TimePoint(Duration(random.below(1'000'000)))));
  for (auto _ : state) benchmark::DoNotOptimize(trace.in_time_order());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(order_by_time)->Arg(100)->Arg(10'000);

void write_text(benchmark::State& state) {
  const Event event = received_ping(TimePoint(std::chrono::milliseconds(12)));
  for (auto _ : state) benchmark::DoNotOptimize(to_text(event, {}));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(write_text);

}  // namespace
}  // namespace redial::trace
