// The client's machine: a whole login, a reconnect, and a ping with its answer. No socket, no waiting.
#include <benchmark/benchmark.h>

#include "benchmarks/work/answered_client.hpp"

namespace redial::work {
namespace {

void log_in_from_the_app(benchmark::State& state) {
  for (auto _ : state) {
    AnsweredClient client;
    client.log_in();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(log_in_from_the_app);

void reconnect(benchmark::State& state) {
  AnsweredClient client;
  client.log_in();
  for (auto _ : state) client.reconnect();
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(reconnect);

void ping(benchmark::State& state) {
  AnsweredClient client;
  client.log_in();
  for (auto _ : state) client.ping();
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(ping);

}  // namespace
}  // namespace redial::work
