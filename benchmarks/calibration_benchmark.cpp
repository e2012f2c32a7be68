// How wrong times are on this machine when it has nothing else to do: counters in microseconds, of each known delay and of the
// kernel's timestamps. The time that the benchmark itself takes is of no interest. To reach: the median below 50 us, with a delay
// of 50 ms below 100 us and its 99th percentile below 1000 us.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "net/calibration/calibration.hpp"
#include "reports/instrument.hpp"

namespace redial {
namespace {

constexpr int kTimes = 5;  // enough for a percentile of the longest delay

double microseconds(Duration duration) { return to_milliseconds(duration) * 1000; }

void count(benchmark::State& state, const std::string& name, std::vector<Duration> errors) {
  const reports::Inaccuracy found = reports::inaccuracy(std::move(errors));
  if (found.count == 0) return;
  state.counters[name + " p50"] = microseconds(found.p50);
  state.counters[name + " p99"] = microseconds(found.p99.value_or(found.max));
  state.counters[name + " max"] = microseconds(found.max);
}

void calibration(benchmark::State& state) {
  net::CalibrationSamples all;
  for (auto _ : state) {
    const auto samples = net::calibrate();
    if (!samples) return state.SkipWithError(to_text(samples.error()).c_str());
    all.known_delays.resize(samples->known_delays.size());
    for (std::size_t i = 0; i < all.known_delays.size(); ++i) {
      const auto& [delay, errors] = samples->known_delays[i];
      all.known_delays[i].delay = delay;
      std::ranges::copy(errors, std::back_inserter(all.known_delays[i].errors));
    }
    std::ranges::copy(samples->arrivals, std::back_inserter(all.arrivals));
  }
  for (const auto& [delay, errors] : all.known_delays)
    count(state, std::to_string(delay / std::chrono::milliseconds(1)) + " ms", errors);
  count(state, "kernel", all.arrivals);
}
BENCHMARK(calibration)->Iterations(kTimes)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace redial
