// Framing: writing a frame, and reading a stream of masked frames in the pieces in which a socket hands them over.
#include <benchmark/benchmark.h>

#include "benchmarks/work/messages.hpp"
#include "core/wire/websocket_codec.hpp"

namespace redial::wire {
namespace {

constexpr std::size_t kSocketBufferBytes = 16 * 1024;

void write_masked_frame(benchmark::State& state) {
  const Bytes payload(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(encode_frame({.mask = work::kMask}, payload));
  state.SetBytesProcessed(state.iterations() * state.range(0));
}
BENCHMARK(write_masked_frame)->Arg(100)->Arg(4096);

void read_masked_frames(benchmark::State& state) {
  const Bytes frame = encode_frame({.mask = work::kMask}, Bytes(static_cast<std::size_t>(state.range(0))));
  Bytes stream;
  while (stream.size() + frame.size() <= kSocketBufferBytes) stream.insert(stream.end(), frame.begin(), frame.end());
  WebSocketReader reader(WebSocketReader::Role::server);
  for (auto _ : state) benchmark::DoNotOptimize(reader.read(stream));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(stream.size() / frame.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(stream.size()));
}
BENCHMARK(read_masked_frames)->Arg(1)->Arg(100)->Arg(4096);

}  // namespace
}  // namespace redial::wire
