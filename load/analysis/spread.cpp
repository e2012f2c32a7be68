// Each attempt by itself.
#include "load/analysis/spread.hpp"

namespace redial::load {
namespace {

using reports::statistics::even_spread;

SpreadVerdict verdict_of(const Waits& waits, const WaitSpread& found, Duration error) {
  if (!found.spread) return SpreadVerdict::no_jitter;
  if (found.n < kLeastForSpread) return SpreadVerdict::too_few;
  if (found.spread->p >= kSpreadAlpha) return SpreadVerdict::even;
  const double tolerance = static_cast<double>(error.count()) / static_cast<double>((waits.high - waits.low).count());
  const auto beyond = even_spread(waits.places, waits.below, waits.above, tolerance);
  return beyond.p >= kSpreadAlpha ? SpreadVerdict::lagging : SpreadVerdict::uneven;
}

WaitSpread spread_of(const Waits& waits, Duration error) {
  WaitSpread found{.attempt = waits.attempt, .low = waits.low, .high = waits.high, .n = waits.lengths.count(), .spread{}};
  const auto share = [&](std::uint64_t count) { return static_cast<double>(count) / static_cast<double>(found.n); };
  found.below = share(waits.below);
  found.above = share(waits.above);
  found.within = 1 - found.below - found.above;
  found.p50 = waits.lengths.percentile(50);
  found.p99 = waits.lengths.percentile(99);
  if (waits.low < waits.high) found.spread = even_spread(waits.places, waits.below, waits.above);
  found.verdict = verdict_of(waits, found, error);
  return found;
}

}  // namespace

std::vector<WaitSpread> wait_spreads(const Phase& phase, Duration error) {
  std::vector<WaitSpread> all;
  for (const Waits& waits : phase.waits)
    if (waits.lengths.count() > 0) all.push_back(spread_of(waits, error));
  return all;
}

}  // namespace redial::load
