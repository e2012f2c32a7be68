// See recorder.hpp.
#include "load/crowd/recorder.hpp"

#include <algorithm>
#include <utility>

namespace redial::load {

void Recorder::begin(const PhaseSpec& phase, TimePoint at, std::uint64_t users, std::uint64_t online) {
  phase_ = Phase{.name = phase.name, .shape = phase.shape()};
  phase_.users = users;
  phase_.online_before = online;
  phase_.series.width = kSeriesStep;
  began_ = at;
}

Phase Recorder::end(TimePoint at, std::uint64_t online, bool interrupted) {
  phase_.online_after = online;
  phase_.interrupted = interrupted;
  Series& series = phase_.series;
  auto steps = static_cast<std::size_t>((std::max(at, began_) - began_) / series.width + 1);
  for (auto* column : {&series.attempts, &series.connects, &series.losses, &series.messages})
    steps = std::max(steps, column->size());
  for (auto* column : {&series.attempts, &series.connects, &series.losses, &series.messages}) column->resize(steps);
  return std::exchange(phase_, {});
}

// What comes just ahead of the beginning, which is one for all loops and agents, counts as at it.
std::uint64_t& Recorder::at(std::vector<std::uint64_t>& column, TimePoint now) {
  const auto step = static_cast<std::size_t>((std::max(now, began_) - began_) / kSeriesStep);
  if (column.size() <= step) column.resize(step + 1);
  return column[step];
}

void Recorder::connected(TimePoint now, Duration total, std::uint32_t attempts) {
  ++phase_.connects.succeeded;
  ++phase_.attempts[attempts];
  ++at(phase_.series.connects, now);
  timed(What::total, total);
}

void Recorder::lost(TimePoint now, std::int32_t code) {
  ++phase_.losses[code];
  ++at(phase_.series.losses, now);
}

void Recorder::acknowledged(TimePoint now, Duration latency) {
  ++phase_.messages.succeeded;
  ++at(phase_.series.messages, now);
  timed(What::message, latency);
}

Waits& Recorder::waits_before(std::uint32_t attempt) {
  const auto found = std::ranges::lower_bound(phase_.waits, attempt, {}, &Waits::attempt);
  if (found != phase_.waits.end() && found->attempt == attempt) return *found;
  const Duration delay = spec_.backoff.delays[attempt - 1];
  const auto spread = std::chrono::duration_cast<Duration>(delay * spec_.backoff.jitter);
  Waits waits{.attempt = attempt, .low = delay - spread, .high = delay + spread};
  if (waits.low < waits.high) waits.places.assign(kWaitPlaces, 0);
  return *phase_.waits.insert(found, std::move(waits));
}

void Recorder::waited(std::uint32_t attempt, Duration length) {
  Waits& waits = waits_before(std::min(attempt, static_cast<std::uint32_t>(spec_.backoff.delays.size())));
  waits.lengths.record(length);
  if (length < waits.low)
    ++waits.below;
  else if (length > waits.high)
    ++waits.above;
  else if (!waits.places.empty())
    ++waits.places[std::min(kWaitPlaces - 1, static_cast<std::size_t>(static_cast<double>(kWaitPlaces) *
                                                                      static_cast<double>((length - waits.low).count()) /
                                                                      static_cast<double>((waits.high - waits.low).count())))];
}

}  // namespace redial::load
