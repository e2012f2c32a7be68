// Writing and reading protocol messages: what a chat server does most, a PUBLISH of various sizes, and what it does oftenest, a
// ping.
#include <benchmark/benchmark.h>

#include "benchmarks/work/messages.hpp"
#include "core/wire/envelope.hpp"

namespace redial::wire {
namespace {

using work::publish_of;

void encode_publish(benchmark::State& state) {
  const ServerMessage message = publish_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(encode(message, ConnAckLayout::v3));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(encode_publish)->Arg(100)->Arg(4096);

void decode_publish(benchmark::State& state) {
  const Bytes bytes = encode(publish_of(static_cast<std::size_t>(state.range(0))), ConnAckLayout::v3);
  for (auto _ : state) benchmark::DoNotOptimize(decode_server_message(bytes, ConnAckLayout::v3));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decode_publish)->Arg(100)->Arg(4096);

void encode_ping(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(encode(ClientMessage(PingReq{})));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(encode_ping);

void decode_query(benchmark::State& state) {
  const Bytes bytes = encode(ClientMessage(Query{.topic = "pullMsg", .target = "user-0001", .id = 5, .payload = Bytes(12)}));
  for (auto _ : state) benchmark::DoNotOptimize(decode_client_message(bytes));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decode_query);

}  // namespace
}  // namespace redial::wire
