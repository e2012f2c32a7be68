// How fast captures are read, and in how much memory: others' traffic, as most of any capture is.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "doctor/artefacts/capture/read_packets.hpp"
#include "tests/unit/doctor/artefacts/capture/endless_capture.hpp"

namespace {

using namespace redial::doctor::capture;

// Argument: MiB of the capture. "peak_MiB" is the process', the making of the capture included.
void BM_ReadCapture(benchmark::State& state) {
  const auto size = static_cast<std::size_t>(state.range(0)) << 20;
  std::size_t read = 0;
  for (auto _ : state) {
    EndlessCapture source(size);
    const auto one = read_packets(source, "endless.pcap", {});
    if (!one) return state.SkipWithError("the chat was not found");
    read += source.given();
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(read));
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  state.counters["peak_MiB"] = static_cast<double>(usage.ru_maxrss) / 1024;
}
BENCHMARK(BM_ReadCapture)->Arg(64)->Arg(1024)->Unit(benchmark::kMillisecond);

}  // namespace
